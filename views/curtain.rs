//! The curtain that is every page's header. The cloth is decoration; names in it are real text.
//! Each panel is an element with its own cloth behind it, so slits fall between panels and never cut a word.

use maud::{Markup, html};

use crate::crest::draw::n;
use crate::crest::{Crest, fnv};
use crate::scope;
use crate::seal::{Random, signs};

/// Where it hangs; heights are LOOK's, CSS sets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// 50 px, on phones.
    Phone,
    /// 64 px, with the nav in it; 50 on a narrow screen.
    Desk,
    /// 74 px, a customer is here.
    Counter,
    /// 206 px, the shop waits.
    Waiting,
    /// 280 px, the street's own page.
    Street,
}

impl Cut {
    fn class(self) -> &'static str {
        match self {
            Cut::Phone => "curtain phone",
            Cut::Desk => "curtain desk",
            Cut::Counter => "curtain counter",
            Cut::Waiting => "curtain waiting",
            Cut::Street => "curtain street",
        }
    }

    fn is_long(self) -> bool {
        matches!(self, Cut::Waiting | Cut::Street)
    }

    fn height(self) -> f64 {
        match self {
            Cut::Phone => 43.0,
            Cut::Desk => 59.0,
            Cut::Counter => 68.0,
            Cut::Waiting => 193.0,
            Cut::Street => 266.0,
        }
    }

    fn sag(self) -> f64 {
        match self {
            Cut::Phone | Cut::Desk => 3.0,
            Cut::Counter => 4.0,
            Cut::Waiting => 6.0,
            Cut::Street => 7.0,
        }
    }

    /// How far a slit opens at the hem.
    fn opening(self) -> f64 {
        match self {
            Cut::Phone | Cut::Desk | Cut::Counter => 6.0,
            Cut::Waiting => 11.0,
            Cut::Street => 14.0,
        }
    }
}

/// A drawn-up curtain: the name left, what belongs to the page in the middle, empty cloth, the rest right.
pub struct Bar<'a> {
    pub cut: Cut,
    /// Decides how the slits lean: the shop's or street's code.
    pub seed: &'a str,
    pub left: Markup,
    /// A nav, or nothing.
    pub middle: Option<Markup>,
    pub right: Markup,
}

impl Bar<'_> {
    pub fn draw(self) -> Markup {
        let mut cloth = Cloth::new(self.cut, self.seed);
        let bare = if self.middle.is_some() || self.cut == Cut::Phone { 2 } else { 3 };
        html! {
            header class=(self.cut.class()) {
                (cloth.weave())
                div.panel.name { (cloth.panel()) (self.left) }
                @if let Some(middle) = self.middle { div.panel.nav { (cloth.panel()) (middle) } }
                @for _ in 0..bare { div.panel.bare aria-hidden="true" { (cloth.panel()) } }
                div.panel.end { (cloth.panel()) (self.right) }
            }
        }
    }
}

/// A long curtain: a crest at each side, the name between, a panel for each sign or word. The heading is the page's `h1`.
pub fn long(cut: Cut, seed: &str, crest: &Crest, name: &str) -> Markup {
    let mut cloth = Cloth::new(cut, seed);
    let texts = split(name);
    html! {
        div class=(format!("{} {}", cut.class(), size_class(&texts))) {
            h1.sr { (name) }
            div.hang aria-hidden="true" {
                (cloth.weave())
                div.panel { (cloth.panel()) (crest.svg()) }
                @for text in &texts { div.panel { (cloth.panel()) span.stacked[text.len() > 1] { @for line in text { i { (line) } } } } }
                div.panel { (cloth.panel()) (crest.svg()) }
            }
        }
    }
}

/// What stands on each panel, a line each: one sign a panel for a short name in full-width signs, else a word;
/// a long name in two lines.
fn split(name: &str) -> Vec<Vec<String>> {
    let full_width = name.chars().all(|c| c as u32 >= 0x2000 || c == ' ');
    let letters: Vec<String> = name.chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
    if full_width && letters.len() <= 8 {
        return letters.into_iter().map(|sign| vec![sign]).collect();
    }
    let mut words: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match words.last_mut() {
            // "&" and the like hang on to the word before them.
            Some(last) if word.chars().count() <= 2 => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    let lines = if words.iter().map(|word| wide(word)).sum::<f64>() > 13.0 { 2 } else { 1 };
    words.chunks(lines).map(<[String]>::to_vec).collect()
}

/// A text's width in ems; bold Latin letters are wider than those of a seal.
fn wide(text: &str) -> f64 {
    signs(text) + 0.06 * text.chars().filter(char::is_ascii).count() as f64
}

/// The curtain's width in ems of its letters, as a class: CSS makes the letters as large as fits.
fn size_class(texts: &[Vec<String>]) -> String {
    let panel = |lines: &[String]| lines.iter().map(|line| wide(line)).fold(1.0, f64::max) + 0.4;
    let whole = (texts.iter().map(|lines| panel(lines)).sum::<f64>() + 2.4).ceil() as u32;
    let step = if whole <= 24 { whole.max(6) } else { whole.next_multiple_of(4).min(40) };
    format!("w{step}")
}

struct Cloth {
    cut: Cut,
    weave: String,
    random: Random,
    first: bool,
}

impl Cloth {
    fn new(cut: Cut, seed: &str) -> Cloth {
        Cloth { cut, weave: scope::fresh("w"), random: Random(fnv(seed.as_bytes())), first: true }
    }

    fn weave(&self) -> Markup {
        html! {
            svg.defs width="0" height="0" aria-hidden="true" {
                pattern #(self.weave) width="3" height="4" patternUnits="userSpaceOnUse" {
                    rect width="1" height="4" fill="#fff" opacity=".05" {}
                    rect width="3" height="1" y="2" fill="#000" opacity=".06" {}
                }
            }
        }
    }

    /// One panel's cloth: stretched to its panel; the slit at its left keeps its width, and only the first has none.
    fn panel(&mut self) -> Markup {
        let (h, sag) = (self.cut.height(), self.cut.sag());
        let percent = |px: f64| n(px / h * 100.0);
        let hem = h - sag;
        let cloth =
            format!("M-.1 0H100.1V{hem}Q50 {low}-.1 {hem}Z", hem = percent(hem), low = percent(hem + 2.0 * sag));
        let stitch = format!("M4 {at}Q50 {low} 96 {at}", at = percent(hem - 7.0), low = percent(hem + 2.0 * sag - 7.0));
        let slit = (!std::mem::take(&mut self.first)).then(|| self.slit());
        html! {
            @if self.cut.is_long() {
                svg.loops aria-hidden="true" {
                    @for x in ["16.67%", "50%", "83.33%"] { svg x=(x) { rect x="-9" width="18" height="16" {} } }
                }
            }
            svg.cloth aria-hidden="true" {
                svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" {
                    path.indigo d=(cloth) {}
                    path.stitch d=(stitch) vector-effect="non-scaling-stroke" {}
                }
                rect width="100%" height=(format!("{}%", percent(hem))) fill=(format!("url(#{})", self.weave)) {}
                @if let Some(d) = slit {
                    svg x="-10" width="20" height="100%" viewBox="-10 0 20 100" preserveAspectRatio="none" {
                        @if self.cut.is_long() { path.seam d="M0 0V30" vector-effect="non-scaling-stroke" {} }
                        path.slit d=(d) {}
                    }
                }
            }
        }
    }

    /// Begins at 20–30 % of the height and opens by a curve to the hem; leans a little, and always the same way.
    fn slit(&mut self) -> String {
        let top = self.random.between(20.0, 30.0);
        let lean = self.random.between(-1.5, 1.5);
        let w = self.cut.opening() / 2.0;
        format!(
            "M{lean} {top}Q{} {} {} 101H{}Q{} {} {lean} {top}Z",
            n(lean * 0.5 + 0.4),
            n(top + 50.0),
            n(w),
            n(-w),
            n(lean * 0.5 - 0.4),
            n(top + 50.0),
            lean = n(lean),
            top = n(top),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_never_cut_a_word() {
        assert_eq!(split("豆腐 かめや").concat(), ["豆", "腐", "か", "め", "や"]);
        assert_eq!(split("Kameya Tofu"), [["Kameya"], ["Tofu"]]);
        assert_eq!(split("クリーニング しらゆき"), [["クリーニング"], ["しらゆき"]]);
        let long = split("Ravintola Kultainen Hirvi & Konditoria Wintergarten");
        assert_eq!(long, [vec!["Ravintola", "Kultainen"], vec!["Hirvi\u{a0}&", "Konditoria"], vec!["Wintergarten"]]);
    }

    #[test]
    fn a_curtain_hangs_the_same_every_day() {
        crate::scope::open();
        let crest = Crest::of_street("asahi");
        let once = long(Cut::Street, "asahi", &crest, "あさひ通り").into_string();
        crate::scope::open();
        assert_eq!(once, long(Cut::Street, "asahi", &crest, "あさひ通り").into_string());
        // As many slits as there are panels, less one.
        assert_eq!(once.matches("class=\"slit\"").count(), 6);
    }

    #[test]
    fn slits_stay_within_their_limits() {
        let mut cloth = Cloth::new(Cut::Counter, "kameya");
        for _ in 0..200 {
            let d = cloth.slit();
            let start: Vec<f64> = d[1..d.find('Q').unwrap()].split(' ').map(|x| x.parse().unwrap()).collect();
            assert!(start[0].abs() <= 1.5 && (20.0..=30.0).contains(&start[1]), "{d}");
        }
    }
}
