//! What the holder shares, with whom, kind by kind; and what they like. Everything is off until it is chosen here.

use maud::{Markup, html};

use super::{Done, Shared, Sharing, Stamp, back, mark, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::Lang;
use crate::{paths, t};

/// A need as a chip.
#[derive(Clone, Debug)]
pub struct Like {
    pub need: String,
    pub label: String,
    pub on: bool,
}

pub struct Shares {
    pub shares: Vec<Shared>,
    /// All shops; those visited come first on the page.
    pub book: Vec<Stamp>,
    pub likes: Vec<Like>,
    pub done: Option<Done>,
}

impl Page for Shares {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-shares")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sheet.wide {
                @if let Some(done) = self.done { (done.draw(lang)) }
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "passport-shares-lead")) }
                (self.likes(lang))
                @for kind in Sharing::ALL { (ui::stitch()) (self.kind(lang, kind)) }
            }
        }
    }
}

impl Shares {
    fn likes(&self, lang: Lang) -> Markup {
        html! {
            section.likes {
                h2 { (t!(lang, "passport-likes")) }
                p.aside { (t!(lang, "passport-likes-lead")) }
                form method="post" action=(paths::passport_likes()) {
                    fieldset.chips {
                        legend.sr { (t!(lang, "passport-likes")) }
                        @for like in &self.likes {
                            label.chip { input type="checkbox" name="need" value=(like.need) checked[like.on]; span { (like.label) } }
                        }
                    }
                    (ui::button(Look::Solid, &t!(lang, "passport-likes-save")))
                }
            }
        }
    }

    fn kind(&self, lang: Lang, kind: Sharing) -> Markup {
        let none = Shared { kind, with: Vec::new() };
        let shared = self.shares.iter().find(|s| s.kind == kind).unwrap_or(&none);
        let all: Vec<_> = self.book.iter().map(|stamp| &stamp.shop).collect();
        let (been, rest): (Vec<&Stamp>, Vec<&Stamp>) = self.book.iter().partition(|s| s.visits > 0);
        let off = shared.with.is_empty();
        // On a long street, shops one has not been to are folded, unless something was chosen among them.
        let fold = self.book.len() > 48 && !rest.iter().any(|s| shared.with.contains(&s.shop.code));
        html! {
            section #(kind.code()) {
                div.lead { h2 { (kind.title(lang)) } span.now { (if off { t!(lang, "ui-off") } else { shared.in_words(lang, &all) }) } }
                p { (kind.shows(lang)) }
                form method="post" action=(paths::passport_shares()) {
                    (ui::hidden("kind", kind.code()))
                    // Nothing chosen: the list stays folded until somebody wants it.
                    details.choose open[!off] {
                        summary { (t!(lang, "passport-shares-choose")) }
                        fieldset {
                            legend.sr { (t!(lang, "passport-shares-which")) }
                            @if fold {
                                (boxes(lang, &been, shared, true))
                                details { summary { (t!(lang, "passport-book-rest", n = rest.len())) } (boxes(lang, &rest, shared, false)) }
                            } @else {
                                (boxes(lang, &[been, rest].concat(), shared, self.book.len() <= 96))
                            }
                        }
                        button class=(Look::Solid.class()) name="pick" value="these" { (t!(lang, "passport-shares-save")) }
                    }
                    div.acts {
                        button class=(Look::Outline.class()) name="pick" value="all" { (t!(lang, "passport-shares-all", n = all.len())) }
                        @if !off { button class=(Look::Quiet.class()) name="pick" value="none" { (t!(lang, "passport-shares-none")) } }
                    }
                }
            }
        }
    }
}

fn boxes(lang: Lang, stamps: &[&Stamp], shared: &Shared, crests: bool) -> Markup {
    html! {
        ul.boxes {
            @for stamp in stamps {
                @let shop = &stamp.shop;
                li { label {
                    input type="checkbox" name="shop" value=(shop.code) checked[shared.with.contains(&shop.code)];
                    @if crests { (mark(shop)) }
                    span { (ui::name(lang, &shop.name)) }
                } }
            }
        }
    }
}
