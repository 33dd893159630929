//! The counter without a network: what the tablet shows when nothing answers. It lies in the browser, so it knows the shop and
//! nobody else; what is done on it is `offline.js`, which takes every text from here.

use maud::{Markup, html};

use super::known::{Earn, amount_field, keypad};
use super::redeem::money_template;
use super::{Here, announce, camera, mark};
use crate::crest::{Crest, Trade};
use crate::curtain::{Bar, Cut};
use crate::layout::{Frame, Page};
use crate::seal::{Press, Seal};
use crate::ui::{self, Icon, Look};
use crate::words::{Lang, decimals, distance};
use crate::{paths, t};

pub struct Offline {
    /// None: a browser that no owner has enrolled.
    pub shop: Option<Shop>,
}

/// The shop whose tablet it is.
pub struct Shop {
    pub here: Here,
    /// The street's code.
    pub brand: String,
    /// The address the world knows the street by.
    pub base: String,
    pub earn: Earn,
    /// Hours, taps and welcomes the charter lets a tablet keep.
    pub hours: i64,
    pub taps: i64,
    pub welcomes: i64,
    pub neighbour: Option<Neighbour>,
    /// The public keys by which passes and slips are known, as a JWK set.
    pub keys: String,
}

pub struct Neighbour {
    pub name: String,
    pub crest: Crest,
    pub trade: Trade,
    pub metres: u32,
    /// About the shops, never about a person.
    pub sentence: String,
}

impl Page for Offline {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "offline-head")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["counter.css", "offline.css"]
    }

    fn scripts(&self) -> &'static [&'static str] {
        if self.shop.is_some() { &["counter.js", "camera.js", "offline.js"] } else { &[] }
    }

    fn manifest(&self) -> Option<&'static str> {
        Some(paths::counter_manifest())
    }

    fn area(&self) -> &'static str {
        match &self.shop {
            Some(shop) if shop.here.left_hand => "counter-page offline-page left-hand",
            _ => "counter-page offline-page",
        }
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        Bar {
            cut: Cut::Counter,
            seed: self.shop.as_ref().map_or(frame.seed(), |s| s.here.code.as_str()),
            left: html! {
                a.home href=(paths::counter()) {
                    @if let Some(shop) = &self.shop { (shop.here.crest.svg()) span.shop-name { (ui::name(lang, &shop.here.name)) } }
                    @else { span.shop-name { (frame.name()) } }
                }
            },
            middle: None,
            right: html! { span.net.off data-off=(t!(lang, "counter-offline")) { (t!(lang, "counter-offline")) } time.clock {} },
        }
        .draw()
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        match &self.shop {
            Some(shop) => html! { (band(lang)) (shop.serve(frame)) (texts(frame, shop)) (announce(lang, "")) },
            None => html! {
                div.off-band { (no_signal()) div.off-said { h1.serif { (t!(lang, "offline-head")) } p { (t!(lang, "offline-not-enrolled")) } } }
                p.off-again { (ui::link_button(Look::Solid, &t!(lang, "offline-again"), paths::counter())) }
            },
        }
    }

    fn foot(&self, _: &Frame) -> Markup {
        html! {}
    }
}

/// The striped band no one can miss: what works, how many wait, since when.
fn band(lang: Lang) -> Markup {
    html! {
        div.off-band #band {
            (no_signal())
            div.off-said { h1.serif #band-head { (t!(lang, "offline-head")) } p #band-text { (t!(lang, "offline-works")) } }
            div.off-count { b #count { (t!(lang, "offline-none")) } span #since {} }
        }
    }
}

/// Waves, struck through until the network is back.
fn no_signal() -> Markup {
    html! {
        svg.off-sign viewBox="0 0 48 48" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" {
            path d="M5 20a27 27 0 0 1 38 0M12 28a17 17 0 0 1 24 0M19 36a7 7 0 0 1 10 0" {}
            path.off-stroke d="M41 6 7 42" {}
        }
    }
}

impl Shop {
    fn serve(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.serve {
                (self.who(frame))
                div.hand-side {
                    form.tap #tap data-decimals=(decimals(frame.currency())) data-money=(money_template(frame)) novalidate {
                        (amount_field(frame, "", None, &self.earn))
                        p.wrong #amount-wrong hidden { span.tri aria-hidden="true" { "▲" } span {} }
                        (keypad(lang, "amount"))
                        button.stamp.btn.seal-btn type="submit" disabled { (ui::icon(Icon::Stamp)) span.serif { (t!(lang, "counter-stamp")) } }
                    }
                    div.two {
                        span.btn.quiet.off { (t!(lang, "counter-redeem")) }
                        button.btn.quiet #another type="button" { (t!(lang, "offline-another")) }
                    }
                    p.aside.off-why { (t!(lang, "offline-spend-later")) }
                }
                section.next-box aria-label=(t!(lang, "offline-queue")) {
                    (ui::lead(&t!(lang, "offline-queue"), &t!(lang, "offline-hours", n = self.hours)))
                    ul.rows.off-rows #queue {}
                    p.off-none.aside #queue-none { (t!(lang, "offline-queue-none")) }
                    @if let Some(n) = &self.neighbour {
                        ul.rows.off-neighbour { li.row {
                            (mark(&n.crest, n.trade))
                            div.text { h3 { (ui::name(lang, &n.name)) span.aside { (distance(n.metres)) } } p { (n.sentence) } }
                            span.aside.off-tell { (t!(lang, "offline-tell")) }
                        } }
                    }
                }
            }
        }
    }

    fn who(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let cut_in = frame.street.as_ref().map_or(Lang::En, |street| street.lang);
        let seal = Seal {
            crest: self.here.crest,
            trade: self.here.seal_trade.clone(),
            shop: self.here.seal_name.clone(),
            lang: cut_in,
            date: self.here.today,
        };
        let press = Press::of("offline", &self.here.code);
        html! {
            section.who-box.panel-box #who aria-label=(t!(lang, "counter-who")) data-cut=(cut_in.code()) {
                div.seal-place {
                    div #seal-waits hidden { (seal.waiting(press)) }
                    div #seal-down hidden { (seal.full(press, &t!(lang, "offline-seal", shop = self.here.name.as_str()))) }
                }
                div.off-card #card hidden {
                    p.aside #what {}
                    p.off-code.serif #code {}
                    p #later {}
                    p { b #now {} }
                }
                form.find #find novalidate {
                    label for="q" { b { (t!(lang, "offline-ask")) } }
                    div.one-line {
                        input #q name="q" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="1500"
                            placeholder=(t!(lang, "offline-example")) aria-describedby="q-wrong" autofocus;
                        (ui::button(Look::Solid, &t!(lang, "offline-take")))
                    }
                    p.wrong #q-wrong hidden { span.tri aria-hidden="true" { "▲" } span {} }
                }
                div.eye-corner { (camera::eye(lang, None)) p.aside.eye-says role="status" {} }
            }
        }
    }
}

/// Every text and number the script needs.
fn texts(frame: &Frame, shop: &Shop) -> Markup {
    let lang = frame.lang;
    let max = frame.money(shop.earn.max);
    let all = [
        ("head", t!(lang, "offline-head")),
        ("works", t!(lang, "offline-works")),
        ("count", t!(lang, "offline-count", n = "{}")),
        ("none", t!(lang, "offline-none")),
        ("since", t!(lang, "offline-since", time = "{}")),
        ("read", t!(lang, "offline-read")),
        ("later", t!(lang, "offline-later")),
        ("now", t!(lang, "offline-now")),
        ("pass", t!(lang, "offline-pass")),
        ("phone", t!(lang, "offline-phone")),
        ("welcome", t!(lang, "offline-welcome", n = "{}")),
        ("welcome-later", t!(lang, "offline-welcome-later")),
        ("stamped", t!(lang, "offline-stamped")),
        ("safe", t!(lang, "offline-safe")),
        ("next", t!(lang, "offline-next")),
        ("chip", t!(lang, "offline-chip")),
        ("no-amount", t!(lang, "offline-no-amount")),
        ("a-card", t!(lang, "offline-a-card")),
        ("undo", t!(lang, "counter-undo")),
        ("undone", t!(lang, "counter-taken-back")),
        ("wrong", t!(lang, "offline-wrong")),
        ("names", t!(lang, "offline-names")),
        ("foreign", t!(lang, "offline-foreign")),
        ("other-street", t!(lang, "offline-other-street")),
        ("pass-old", t!(lang, "offline-pass-old")),
        ("pass-false", t!(lang, "offline-pass-false")),
        ("slip-elsewhere", t!(lang, "offline-slip-elsewhere")),
        ("slip-over", t!(lang, "offline-slip-over")),
        ("amount-wrong", t!(lang, "refused-bad_amount")),
        ("amount-above", t!(lang, "refused-amount_too_large", max = max)),
        ("full", t!(lang, "offline-full")),
        ("too-many", t!(lang, "offline-too-many", n = shop.taps)),
        ("no-key", t!(lang, "offline-no-key")),
        ("back", t!(lang, "offline-back")),
        ("first", t!(lang, "offline-back-first")),
        ("online", t!(lang, "counter-online")),
        ("sent-one", t!(lang, "offline-sent-one")),
        ("sent", t!(lang, "offline-sent", n = "{}")),
        ("refused-one", t!(lang, "offline-refused-one")),
        ("refused", t!(lang, "offline-refused", n = "{}")),
        ("revoked", t!(lang, "offline-revoked")),
        ("unknown", t!(lang, "offline-unknown")),
    ];
    html! {
        ul #texts hidden { @for (key, text) in &all { li data-t=(key) { (text) } } }
        div #shop hidden data-code=(shop.here.code) data-brand=(shop.brand) data-base=(shop.base) data-max=(shop.earn.max)
            data-welcomes=(shop.welcomes) data-hours=(shop.hours) data-keys=(shop.keys) data-lang=(lang.code()) {}
    }
}

/// On each page of the counter, for `kept.js`: what it says of stamps that were kept.
pub(crate) fn kept_texts(lang: Lang) -> Markup {
    html! {
        ul #kept-texts hidden data-worker=(paths::counter_worker()) data-shop=(paths::shop_kept()) {
            li data-t="sending-one" { (t!(lang, "offline-sending-one")) }
            li data-t="sending" { (t!(lang, "offline-sending", n = "{}")) }
            li data-t="sent-one" { (t!(lang, "offline-sent-one")) }
            li data-t="sent" { (t!(lang, "offline-sent", n = "{}")) }
            li data-t="refused-one" { (t!(lang, "offline-refused-one")) }
            li data-t="refused" { (t!(lang, "offline-refused", n = "{}")) }
            li data-t="revoked" { (t!(lang, "offline-revoked")) }
            li data-t="unknown" { (t!(lang, "offline-unknown")) }
            li data-t="full" { (t!(lang, "offline-full")) }
            li data-t="foreign" { (t!(lang, "offline-foreign")) }
            li data-t="no-key" { (t!(lang, "offline-no-key")) }
            li data-t="too-many" { (t!(lang, "offline-too-many", n = "{}")) }
            li data-t="amount" { (t!(lang, "refused-bad_amount")) }
            li data-t="see" { (t!(lang, "offline-see", n = "{}")) }
            li data-t="look" { (t!(lang, "offline-look")) }
        }
    }
}
