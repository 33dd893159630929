//! The stamp book: a seal for each shop visited, a dashed ring for each that waits.

use maud::{Markup, html};

use super::Shop;
use crate::seal::{self, Press};
use crate::words::Lang;
use crate::{paths, t, ui};

/// One place in the book.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub shop: Shop,
    pub visits: u32,
}

/// Above so many shops, those not yet visited are folded away.
const FOLD: usize = 48;

/// `with`: who shares it, so that it is all their visits.
pub(super) fn draw(lang: Lang, passport: &str, book: &[Stamp], with: &[String]) -> Markup {
    let been = book.iter().filter(|stamp| stamp.visits > 0).count();
    html! {
        section.stamp-book {
            (ui::lead(&t!(lang, "passport-book"), &t!(lang, "passport-book-count", been = been, all = book.len())))
            @if !with.is_empty() {
                p.aside.with { (t!(lang, "passport-book-with", names = with.join(&t!(lang, "passport-and")))) " " a href=(paths::passport_household()) { (t!(lang, "passport-book-who")) } }
            }
            @if book.len() <= FOLD { (seals(lang, passport, book.iter())) }
            @else {
                @if been > 0 { (seals(lang, passport, book.iter().filter(|s| s.visits > 0))) }
                @else { p.aside { (t!(lang, "passport-book-empty")) } }
                details {
                    summary { (t!(lang, "passport-book-rest", n = book.len() - been)) }
                    (names(lang, book.iter().filter(|s| s.visits == 0)))
                }
            }
        }
    }
}

fn seals<'a>(lang: Lang, passport: &str, stamps: impl Iterator<Item = &'a Stamp>) -> Markup {
    html! {
        ul.seals {
            @for Stamp { shop, visits } in stamps {
                li {
                    a class=[(*visits == 0).then_some("waits")] href=(paths::shop(&shop.code)) {
                        @if *visits > 0 {
                            (seal::small(&shop.crest, Press::of(passport, &shop.code), &t!(lang, "passport-seal", shop = &shop.name, n = *visits)))
                        } @else {
                            (seal::not_yet(&shop.crest, &t!(lang, "passport-seal-not-yet", shop = &shop.name)))
                        }
                        span class=[tight(&shop.short)] aria-hidden="true" { (ui::name(lang, &shop.short)) }
                    }
                }
            }
        }
    }
}

/// On a long street, those not yet visited are names alone: a thousand crests are a heavy page for a phone.
fn names<'a>(lang: Lang, stamps: impl Iterator<Item = &'a Stamp>) -> Markup {
    html! {
        ul.names { @for Stamp { shop, .. } in stamps { li { a href=(paths::shop(&shop.code)) { (ui::name(lang, &shop.name)) } } } }
    }
}

/// A name that is long for its place is set a little smaller.
fn tight(short: &str) -> Option<&'static str> {
    (seal::signs(short) > 4.9).then_some("tight")
}
