//! The kit on one sheet: crests, seals, buttons, small parts.

use jiff::civil::date;
use maud::{Markup, html};
use noren_views::crest::Crest;
use noren_views::seal::{self, Press, Seal};
use noren_views::ui::{self, Act, Field, Icon, Look, State, Switch};
use noren_views::{Frame, Lang, Page};

use crate::sample::crest;
use crate::{Out, sample};

struct Kit;

impl Page for Kit {
    fn title(&self, _: &Frame) -> String {
        "Kit".to_owned()
    }

    fn body(&self, frame: &Frame) -> Markup {
        let show = |code: &str| -> Markup {
            let crest: Crest = crest(code);
            html! { div { svg viewBox="-50 -50 100 100" width="60" height="60" class="joy" { (crest.mark()) } small { (code) } } }
        };
        let kameya = sample::shop("kameya");
        let press = Press::of("7K2Q-MX", "kameya");
        let full = Seal {
            crest: kameya.crest,
            trade: "豆腐".into(),
            shop: "かめや".into(),
            lang: Lang::Ja,
            date: date(2026, 11, 21),
        };
        html! {
            h2 { "Crests" }
            @for row in [
                ["none.plum.5.none.0", "none.leaf.6.none.0", "none.diamond.4.none.0", "none.heart.4.none.0", "none.drop.8.none.0", "none.fan.6.none.0",
                 "none.rings.5.none.0", "none.scale.6.none.0", "none.tomoe.3.none.0", "none.bars.3.none.0", "none.planets.8.none.0", "none.daisy.12.none.0"],
                ["none.plum.5.dot.0", "ring.plum.5.dot.0", "double.plum.5.dot.0", "disc.plum.5.dot.0", "corner.plum.5.dot.0", "snow.plum.5.dot.0",
                 "diamond.plum.5.dot.0", "hexagon.plum.5.dot.0", "none.leaf.6.none.0", "none.leaf.6.dot.0", "none.leaf.6.ring.0", "none.leaf.6.square.0"],
                ["ring.heart.3.dot.0", "disc.heart.5.none.1", "none.tomoe.2.none.0", "none.tomoe.4.none.1", "none.bars.2.none.1", "snow.tomoe.3.none.0",
                 "disc.bars.2.none.0", "none.scale.3.dot.0", "disc.rings.6.none.0", "corner.leaf.3.square.0", "disc.fan.5.ring.0", "disc.daisy.9.dot.1"],
            ] { div.acts { @for code in row { (show(code)) } } }
            (ui::stitch())
            div.acts {
                (full.waiting(press)) (full.full(press, "Kameya Tofu, 13 visits"))
                @for shop in sample::shops().iter().take(7) { (seal::small(&shop.crest, Press::of("p", shop.code), shop.en)) }
                (seal::not_yet(&kameya.crest, "Kameya Tofu, not yet"))
            }
            div.acts {
                (ui::button(Look::Seal, "Stamp")) (ui::button(Look::Solid, "Find")) (ui::button(Look::Outline, "Send on"))
                (ui::button(Look::Quiet, "Another person")) (ui::button(Look::Text, "Undo")) (ui::suppressed(frame.lang))
                @for i in [Icon::Stamp, Icon::Delete, Icon::UnknownCard, Icon::ReplacedCard, Icon::Card, Icon::Clock, Icon::Lock, Icon::Torn, Icon::Closed, Icon::Check, Icon::Person] { (ui::icon(i)) }
            }
            (ui::stitch())
            (Field { name: "a", label: "Name", value: "Michiko", aside: "may be left empty", error: Some("Please give a name."), ..Field::default() }.draw())
            (ui::switch(frame.lang, &Switch { name: "s", value: "1", label: "What I like", aside: "Kameya, Lamp only", on: true }))
            (ui::switch(frame.lang, &Switch { name: "t", value: "1", label: "Where I have been", aside: "", on: false }))
            (ui::state(&State { icon: Icon::Torn, what: "Something broke on our side.".into(), then: "Say H4-7Q2 if you call.".into(),
                acts: vec![Act::go(Look::Solid, "Try again", "/"), Act::go(Look::Outline, "Carry on", "/")], id: Some("H4-7Q2".into()) }))
            (ui::empty(Some(&kameya.crest), "No stamps yet today.", "The first card you scan will appear here."))
        }
    }
}

pub fn pages(out: &Out) {
    out.page("kit", |_| Box::new(Kit));
}
