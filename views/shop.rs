//! A shop's public page: what a neighbour would tell you about it.

use maud::{Markup, html};

use crate::crest::draw::n;
use crate::crest::{Crest, Trade};
use crate::layout::{Frame, Page};
use crate::ui::{self};
use crate::words::{Lang, distance};
use crate::{paths, t, way};

pub struct ShopPage {
    pub code: String,
    pub name: String,
    /// `tofu`, `豆腐`
    pub trade_name: String,
    pub trade: Trade,
    pub crest: Crest,
    pub address: Option<String>,
    /// One line a day or a rule, as the source says it.
    pub hours: Option<String>,
    pub phone: Option<String>,
    /// `http` or `https` only; anything else is shown as text.
    pub website: Option<String>,
    /// Latitude and longitude.
    pub place: Option<(f64, f64)>,
    /// The street's other shops on the map.
    pub others: Vec<(f64, f64)>,
    pub neighbours: Vec<Neighbour>,
    /// `© OpenStreetMap contributors`
    pub credit: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Neighbour {
    pub code: String,
    pub name: String,
    pub trade_name: String,
    pub crest: Crest,
    pub trade: Trade,
    pub metres: u32,
}

impl Page for ShopPage {
    fn title(&self, _: &Frame) -> String {
        self.name.clone()
    }

    fn styles(&self) -> &'static [&'static str] {
        &["street.css"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            article.shop-grid {
                header.shop-head {
                    span.mark.(self.trade.class()) { (self.crest.svg()) }
                    div { h1 { (ui::name(lang, &self.name)) } p.aside { (self.trade_name) } }
                }
                section.facts {
                    dl {
                        (fact(&t!(lang, "shop-address"), self.address.as_deref().map(|x| html! { (x) })))
                        (fact(&t!(lang, "shop-hours"), self.hours.as_deref().map(|x| html! { @for line in hours(lang, x) { span.hours-line { (line) } } })))
                        (fact(&t!(lang, "shop-phone"), self.phone.as_deref().map(|x| html! { a href=(format!("tel:{}", dial(x))) { (x) } })))
                        (fact(&t!(lang, "shop-website"), self.website.as_deref().map(website)))
                    }
                    p.join-line { (t!(lang, "shop-one-card", street = frame.name())) }
                    (ui::link_button(ui::Look::Seal, &t!(lang, "street-make-card"), &frame.of_street(paths::join())))
                }
                @if let Some(place) = self.place {
                    figure.place-map {
                        (map(place, &self.others, &self.name, &t!(lang, "shop-map-label", shop = self.name.as_str())))
                        @if let Some(credit) = &self.credit { figcaption { (credit) } }
                    }
                }
                @if !self.neighbours.is_empty() {
                    section.around {
                        (ui::lead(&t!(lang, "shop-around"), ""))
                        ul.rows.linked {
                            @for s in &self.neighbours {
                                li { a.row href=(frame.of_street(&paths::shop(&s.code))) {
                                    span.mark.(s.trade.class()) { (s.crest.svg()) }
                                    div.text { b.row-name.serif { (ui::name(lang, &s.name)) } p.aside { (s.trade_name) } }
                                    span.aside { (distance(s.metres)) }
                                } }
                            }
                        }
                    }
                }
                @if let (None, Some(credit)) = (self.place, &self.credit) { p.credit { (credit) } }
            }
        }
    }
}

fn fact(label: &str, value: Option<Markup>) -> Markup {
    html! { @if let Some(value) = value { div { dt { (label) } dd { (value) } } } }
}

fn website(url: &str) -> Markup {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    html! {
        @if url.starts_with("https://") || url.starts_with("http://") { a href=(url) rel="noopener noreferrer nofollow" { (shown) } }
        @else { (url) }
    }
}

/// Opening hours by line. The source's own shorthand (OpenStreetMap's) is written out where every word of it is known.
fn hours(lang: Lang, text: &str) -> Vec<String> {
    const DAYS: [(&str, &str, &str); 9] = [
        ("Mo", "Mon", "月"),
        ("Tu", "Tue", "火"),
        ("We", "Wed", "水"),
        ("Th", "Thu", "木"),
        ("Fr", "Fri", "金"),
        ("Sa", "Sat", "土"),
        ("Su", "Sun", "日"),
        ("PH", "holidays", "祝"),
        ("off", "closed", "休み"),
    ];
    let write = |line: &str| -> Option<String> {
        let mut out = String::new();
        let mut word = String::new();
        for c in line.chars().chain([' ']) {
            if c.is_ascii_alphabetic() {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                let (_, en, ja) = DAYS.iter().find(|day| day.0 == word)?;
                out.push_str(if lang == Lang::Ja { ja } else { en });
                word.clear();
            }
            match c {
                '-' => out.push('–'),
                ',' if lang == Lang::Ja => out.push('・'),
                ',' => out.push_str(", "),
                '0'..='9' | ':' | ' ' => out.push(c),
                _ => return None,
            }
        }
        Some(out.trim().to_owned())
    };
    text.split(';')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| write(line).unwrap_or_else(|| line.to_owned()))
        .collect()
}

/// A number as a telephone dials it.
fn dial(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Where it stands among the others: north is up, a ruler says how far things are.
fn map(place: (f64, f64), others: &[(f64, f64)], name: &str, label: &str) -> Markup {
    const W: f64 = 560.0;
    // Room for the name above, the ruler below, and half a marker at the sides.
    const SIDE: f64 = 40.0;
    const ABOVE: f64 = 56.0;
    const BELOW: f64 = 64.0;
    // Metres east and south of the shop; the street's shops within a kilometre decide what is seen.
    let per_degree = 111_320.0;
    let shrink = place.0.to_radians().cos();
    let near: Vec<(f64, f64)> = others
        .iter()
        .map(|(lat, lon)| ((lon - place.1) * per_degree * shrink, (place.0 - lat) * per_degree))
        .filter(|(x, y)| x.hypot(*y) < 1000.0)
        .collect();
    let span = |take: fn(&(f64, f64)) -> f64, least: f64| {
        let (low, high) = near.iter().map(take).fold((0.0_f64, 0.0_f64), |(a, b), v| (a.min(v), b.max(v)));
        let short = (least - (high - low)).max(0.0) / 2.0;
        (low - short, high + short)
    };
    let ((west, east), (north, south)) = (span(|p| p.0, 240.0), span(|p| p.1, 60.0));
    let scale = f64::min((W - 2.0 * SIDE) / (east - west), 300.0 / (south - north));
    let height = (south - north) * scale + ABOVE + BELOW;
    let inset = (W - (east - west) * scale) / 2.0;
    let at = |(x, y): (f64, f64)| (inset + (x - west) * scale, ABOVE + (y - north) * scale);
    let way: Vec<(f64, f64)> = way::between(&[&[(0.0, 0.0)], near.as_slice()].concat()).into_iter().map(at).collect();
    let line: String = way
        .iter()
        .enumerate()
        .map(|(i, p)| format!("{}{} {}", if i == 0 { "M" } else { "L" }, n(p.0), n(p.1)))
        .collect();
    let (cx, cy) = at((0.0, 0.0));
    let half = crate::seal::signs(name) * 9.0 + 8.0;
    let name_x = if half * 2.0 > W { W / 2.0 } else { cx.clamp(half, W - half) };
    let ruler = if 100.0 * scale > 44.0 { 100.0 } else { 500.0 };
    html! {
        svg.map viewBox=(format!("0 0 {W} {}", n(height))) role="img" aria-label=(label) {
            rect.map-ground width=(W) height=(n(height)) rx="4" {}
            @if !line.is_empty() { path.map-kerb d=(line) {} path.map-way d=(line) {} }
            @for (x, y) in near.iter().map(|p| at(*p)) { circle.other cx=(n(x)) cy=(n(y)) r="6" {} }
            circle.ring cx=(n(cx)) cy=(n(cy)) r="16" {}
            circle.me cx=(n(cx)) cy=(n(cy)) r="11" {}
            text.map-name x=(n(name_x)) y=(n(cy - 26.0)) text-anchor="middle" { (name) }
            g.ruler {
                path d=(format!("M20 {}v5H{}v-5", n(height - 26.0), n(20.0 + ruler * scale))) fill="none" {}
                text x="24" y=(n(height - 28.0)) { (distance(ruler as u32)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_are_written_out() {
        assert_eq!(
            hours(Lang::En, "Mo-Fr 08:00-18:00; Sa 08:00-16:00; PH off"),
            ["Mon–Fri 08:00–18:00", "Sat 08:00–16:00", "holidays closed"]
        );
        assert_eq!(hours(Lang::Ja, "Mo,We 10:00-19:00"), ["月・水 10:00–19:00"]);
        assert_eq!(hours(Lang::En, "by appointment"), ["by appointment"]);
        assert_eq!(hours(Lang::Ja, "午前8時から"), ["午前8時から"]);
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(website("https://kameya.example/").into_string().contains(">kameya.example<"));
        assert!(!website("javascript:alert(1)").into_string().contains("href"));
        assert_eq!(dial("03-1234 5678"), "0312345678");
    }
}
