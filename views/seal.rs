//! The seal a visit leaves: full on a receipt, small in the stamp book, dashed where nobody has been yet.
//! Always in the brand's language, as a shop's own seal is; the label for readers is in the page's.

use std::fmt::Write;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::crest::draw::n;
use crate::crest::{Crest, Frame, fnv};
use crate::scope;
use crate::words::{Lang, seal_date};

/// How one passport's seals of one shop lie: the turn, and which of three inks. It never moves again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    turn: f64,
    ink: u16,
}

impl Press {
    pub fn of(passport: &str, shop: &str) -> Press {
        let h = fnv(format!("{passport}+{shop}").as_bytes());
        Press { turn: (h >> 16 & 0xffff) as f64 / 65535.0 * 13.0 - 6.5, ink: (h % 3) as u16 }
    }
}

/// A shop's full seal.
#[derive(Clone, Debug)]
pub struct Seal {
    pub crest: Crest,
    /// `豆腐`
    pub trade: String,
    /// `かめや`
    pub shop: String,
    /// The brand's language, in which it is cut.
    pub lang: Lang,
    pub date: Date,
}

impl Seal {
    /// Pressed. `label` is what a reader hears: "Kameya Tofu, 13 visits".
    pub fn full(&self, press: Press, label: &str) -> Markup {
        scope::need(8 << press.ink);
        html! {
            svg.seal viewBox="-62 -62 124 124" role="img" aria-label=(label) {
                g mask=(format!("url(#inkf{})", press.ink)) { g filter="url(#rough)" {
                    g transform=(format!("rotate({})", n(press.turn))) { (self.face()) }
                } }
            }
        }
    }

    /// Where it will come down: the faint impression and a dashed ring. Decorative.
    pub fn waiting(&self, press: Press) -> Markup {
        scope::need(8 << press.ink);
        html! {
            svg.seal.waiting viewBox="-62 -62 124 124" aria-hidden="true" {
                g.faint transform="scale(1.05)" mask=(format!("url(#inkf{})", press.ink)) { g filter="url(#rough)" {
                    g transform=(format!("rotate({})", n(press.turn))) { (self.face()) }
                } }
                circle.place r="52" fill="none" stroke-dasharray="7 6" stroke-width="1" {}
            }
        }
    }

    fn face(&self) -> Markup {
        let (text, size) = arc_text(&self.trade, &self.shop);
        let (upper, lower) = (scope::fresh("a"), scope::fresh("a"));
        let here = |id: &str| format!("#{id}");
        html! {
            g fill="none" stroke="currentColor" {
                circle r="56.5" stroke-width="4.4" {}
                circle r="36" stroke-width="1.4" {}
            }
            g transform="scale(.6)" { (self.crest.mark()) }
            g fill="currentColor" {
                circle cx="-46.3" r="1.7" {}
                circle cx="46.3" r="1.7" {}
                path #(upper) d="M-41.4 0A41.4 41.4 0 0 1 41.4 0" fill="none" {}
                path #(lower) d="M-50.6 0A50.6 50.6 0 0 0 50.6 0" fill="none" {}
                text.cut lang=(self.lang.code()) font-size=(n(size)) text-anchor="middle" letter-spacing=(n(size * 0.09)) {
                    textPath href=(here(&upper)) startOffset="50%" { (text) }
                }
                text.cut font-size="12.4" text-anchor="middle" letter-spacing=".7" {
                    textPath href=(here(&lower)) startOffset="50%" { (seal_date(self.lang, self.date)) }
                }
            }
        }
    }
}

/// A small seal for the stamp book: the crest itself, in ink.
pub fn small(crest: &Crest, press: Press, label: &str) -> Markup {
    scope::need(1 << press.ink);
    html! {
        svg.seal.small viewBox="-62 -62 124 124" role="img" aria-label=(label) {
            g mask=(format!("url(#inks{})", press.ink)) { g transform=(format!("rotate({})", n(press.turn))) {
                @if crest.frame == Frame::None { circle r="56" fill="none" stroke="currentColor" stroke-width="5" {} }
                g transform=(if crest.frame == Frame::None { "scale(.94)" } else { "scale(1.2)" }) { (crest.mark()) }
            } }
        }
    }
}

/// Not visited yet: told apart by shape, not by colour.
pub fn not_yet(crest: &Crest, label: &str) -> Markup {
    html! {
        svg.seal.small.not-yet viewBox="-62 -62 124 124" role="img" aria-label=(label) {
            circle.place r="58" fill="none" stroke-width="2" stroke-dasharray="7 6" {}
            g.pale transform="scale(.72)" { (crest.mark()) }
        }
    }
}

/// The masks and the filter that the page's seals asked for, once.
pub(crate) fn defs() -> Markup {
    let needs = scope::needs();
    html! {
        @if needs & 0b111_111 != 0 {
            svg.defs width="0" height="0" aria-hidden="true" {
                @for ink in 0..3_u16 {
                    @if needs & (1 << ink) != 0 { (mask("inks", ink, 70)) }
                    @if needs & (8 << ink) != 0 { (mask("inkf", ink, 150)) }
                }
                radialGradient #worn { stop stop-color="#000" stop-opacity=".53" {} stop offset="1" stop-color="#000" stop-opacity="0" {} }
                @if needs & 0b111_000 != 0 {
                    filter #rough color-interpolation-filters="sRGB" x="-10%" y="-10%" width="120%" height="120%" {
                        feTurbulence type="fractalNoise" baseFrequency=".35" numOctaves="1" seed="4" {}
                        feDisplacementMap in="SourceGraphic" scale="1.7" xChannelSelector="R" yChannelSelector="G" {}
                    }
                }
            }
        }
    }
}

/// Flecks the ink did not reach, and one worn patch. Four sizes of rounded strokes keep it small.
fn mask(name: &str, ink: u16, flecks: u32) -> Markup {
    let mut random = Random(0x5eed + u64::from(ink) * 977 + u64::from(flecks));
    let mut strokes = [const { String::new() }; 4];
    for i in 0..flecks {
        let (x, y) = (random.between(-60.0, 60.0), random.between(-60.0, 60.0));
        let along = random.between(0.0, 0.7);
        // More small flecks than large ones.
        let size = match i % 9 {
            0 => 3,
            1 | 2 => 2,
            3..=5 => 1,
            _ => 0,
        };
        let _ = write!(strokes[size], "M{} {}h{}", n1(x), n1(y), n1(along));
    }
    let angle = random.between(0.0, std::f64::consts::TAU);
    let (px, py) = (42.0 * angle.cos(), 42.0 * angle.sin());
    html! {
        mask id=(format!("{name}{ink}")) x="-64" y="-64" width="128" height="128" maskUnits="userSpaceOnUse" {
            rect x="-64" y="-64" width="128" height="128" fill="#fff" {}
            g stroke="#000" stroke-linecap="round" {
                @for (d, width) in strokes.iter().zip(["0.7", "1.2", "1.8", "2.5"]) { path d=(d) stroke-width=(width) {} }
            }
            circle cx=(n1(px)) cy=(n1(py)) r="34" fill="url(#worn)" {}
        }
    }
}

fn n1(x: f64) -> String {
    let x = (x * 10.0).round() / 10.0;
    if x == 0.0 { "0".to_owned() } else { x.to_string() }
}

/// Trade and name as they fit on the upper arc, and their size: over nine full-width signs smaller, down to ten; then the name alone.
fn arc_text(trade: &str, shop: &str) -> (String, f64) {
    const FULL: f64 = 13.2;
    const SIGNS: f64 = 9.0;
    let both = if trade.is_empty() { shop.to_owned() } else { format!("{trade} {shop}") };
    let fit = |text: &str| FULL * f64::min(1.0, SIGNS / signs(text));
    if fit(&both) >= 10.0 {
        let size = fit(&both);
        return (both, size);
    }
    // A name too long even alone is cut a little smaller still, never broken off.
    (shop.to_owned(), fit(shop).max(6.0))
}

/// The width of a text in full-width signs.
pub(crate) fn signs(text: &str) -> f64 {
    text.chars().map(|c| if (c as u32) < 0x2000 { if c == ' ' { 0.3 } else { 0.56 } } else { 1.0 }).sum()
}

/// A small seeded generator (splitmix64): the same page is the same page, always.
pub(crate) struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (self.next() >> 11) as f64 / (1u64 << 53) as f64 * (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_never_moves_and_stays_within_its_turn() {
        assert_eq!(Press::of("7K2Q-MX", "kameya"), Press::of("7K2Q-MX", "kameya"));
        for i in 0..500 {
            let press = Press::of(&format!("p{i}"), "kameya");
            assert!((-6.5..=6.5).contains(&press.turn));
            assert!(press.ink < 3);
        }
    }

    #[test]
    fn long_names_get_smaller_then_stand_alone() {
        assert_eq!(arc_text("豆腐", "かめや"), ("豆腐 かめや".to_owned(), 13.2));
        let (text, size) = arc_text("理容", "あさがおの散髪屋");
        assert!(text.starts_with("理容") && (10.0..13.2).contains(&size), "{text} {size}");
        assert_eq!(arc_text("クリーニング", "しらゆき本店南口").0, "しらゆき本店南口");
    }
}
