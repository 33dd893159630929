//! Where the street is strong: hexes by visits at their shops, crests on top, the district's boundary dashed.
//! Points come projected: x to the right, y downwards, any unit. How they find their places is in place.rs.

mod place;

use maud::{Markup, html};

use super::{Size, frame, px};
use crate::crest::Crest;
use crate::scope;
use place::{Fit, labels, spread};

pub type Point = (f64, f64);

pub struct Map {
    pub title: String,
    pub hexes: Vec<Hex>,
    /// Rings of the district; may be empty.
    pub boundary: Vec<Vec<Point>>,
    /// Streets to draw as paper-coloured ways; may be empty.
    pub ways: Vec<Vec<Point>>,
    /// The first come with their crest, those beyond as dots: order by importance.
    pub shops: Vec<Marker>,
    pub labels: Vec<Label>,
    /// "fewer than 10"
    pub few: String,
}

pub struct Hex {
    pub corners: Vec<Point>,
    pub depth: Depth,
}

pub enum Depth {
    /// Nobody came, or no shop stands here.
    Bare,
    /// One to four dips, and what it stands for in words: "845 visits".
    Dip(u8, String),
    Few,
}

pub struct Marker {
    pub at: Point,
    pub name: String,
    /// The class that colours its trade.
    pub trade: String,
    pub crest: Crest,
}

pub struct Label {
    pub at: Point,
    pub words: String,
    /// A line from the words to the place.
    pub pointer: bool,
}

/// Crests beyond these would cover the map.
const MOST_CRESTS: usize = 40;
/// Of a whole town, only the busiest.
const MOST_IN_TOWN: usize = 12;
const TOWN: usize = 120;
const RADIUS: f64 = 11.0;

pub fn map(data: &Map, size: Size) -> Markup {
    let (width, heights) = match size {
        Size::Wide => (556.0, (200.0, 330.0)),
        Size::Narrow => (320.0, (150.0, 400.0)),
    };
    let fit = Fit::new(data, width, heights);
    let clip = scope::fresh("ground");
    let (crests, dots) = data.shops.split_at(match data.shops.len() {
        ..=TOWN => data.shops.len().min(MOST_CRESTS),
        _ => MOST_IN_TOWN,
    });
    let dot = if data.shops.len() > TOWN { 3.0 } else { 4.0 };
    let true_places: Vec<Point> = crests.iter().map(|shop| fit.at(shop.at)).collect();
    let places = spread(&true_places, 2.0 * RADIUS + 1.0, (width, fit.height), RADIUS + 1.0);
    let standing = labels(data, &fit, &places, RADIUS);
    let boundary: String = data.boundary.iter().map(|ring| fit.path(ring, true)).collect();
    let bare = |hex: &&Hex| matches!(hex.depth, Depth::Bare);

    let body = html! {
        @if !boundary.is_empty() {
            defs { clipPath id=(clip) { path d=(boundary) clip-rule="evenodd" {} } }
            path.map-ground d=(boundary) fill-rule="evenodd" {}
        }
        g clip-path=[(!boundary.is_empty()).then(|| format!("url(#{clip})"))] {
            @for hex in data.hexes.iter().filter(bare) { path.hex.bare d=(fit.path(&hex.corners, true)) {} }
        }
        @for hex in &data.hexes {
            @match &hex.depth {
                Depth::Bare => {}
                Depth::Dip(dip, words) => path class={ "hex ai" ((*dip).clamp(1, 4)) } d=(fit.path(&hex.corners, true)) { title { (words) } }
                Depth::Few => path.hex.unshown d=(fit.path(&hex.corners, true)) fill="url(#hatch-few)" { title { (data.few) } }
            }
        }
        @for way in &data.ways { path.map-way d=(fit.path(way, false)) {} }
        @if !boundary.is_empty() { path.map-boundary d=(boundary) {} }
        @for (home, place) in true_places.iter().zip(&places).filter(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1) > RADIUS) {
            path.map-leader d={ "M" (px(home.0)) " " (px(home.1)) "L" (px(place.0)) " " (px(place.1)) } {}
        }
        @for shop in dots {
            @let at = fit.at(shop.at);
            circle class={ "map-dot " (shop.trade) } cx=(px(at.0)) cy=(px(at.1)) r=(dot) { title { (shop.name) } }
        }
        @for (shop, place) in crests.iter().zip(&places) {
            g class={ "map-shop " (shop.trade) } transform={ "translate(" (px(place.0)) " " (px(place.1)) ")" } {
                title { (shop.name) }
                circle.map-halo r=(px(RADIUS)) {}
                g transform="scale(.185)" { (shop.crest.mark()) }
            }
        }
        @for label in &standing {
            @if let Some((from, to)) = label.pointer {
                path.map-pointer d={ "M" (px(from.0)) " " (px(from.1)) "L" (px(to.0)) " " (px(to.1)) } {}
            }
            text class={ "map-label" @if label.strong { " strong" } } x=(px(label.x)) y=(px(label.y)) text-anchor="middle" { (label.words) }
        }
    };
    frame("map", &data.title, width, fit.height, body)
}

#[cfg(test)]
mod tests {
    use super::super::probe::words;
    use super::*;

    fn hex(x: f64, y: f64, depth: Depth) -> Hex {
        let corners = (0..6)
            .map(|at| (f64::from(at) * std::f64::consts::PI / 3.0).sin_cos())
            .map(|(s, c)| (x + s * 30.0, y + c * 30.0))
            .collect();
        Hex { corners, depth }
    }

    pub(super) fn street() -> Map {
        Map {
            title: "The east end stands apart.".into(),
            hexes: vec![
                hex(0.0, 0.0, Depth::Dip(4, "many visits".into())),
                hex(52.0, 0.0, Depth::Few),
                hex(104.0, 0.0, Depth::Bare),
            ],
            boundary: vec![vec![(-60.0, -60.0), (160.0, -60.0), (160.0, 60.0), (-60.0, 60.0)]],
            ways: vec![vec![(-60.0, 0.0), (160.0, 0.0)]],
            shops: (0..60)
                .map(|at| Marker {
                    at: (f64::from(at % 20) * 5.0, f64::from(at % 3)),
                    name: "shop".into(),
                    trade: "food".into(),
                    crest: Crest::of_shop("asahi", "kameya", &[]),
                })
                .collect(),
            labels: vec![Label { at: (0.0, 0.0), words: "many".into(), pointer: true }],
            few: "few".into(),
        }
    }

    #[test]
    fn a_suppressed_hex_carries_no_number() {
        let svg = map(&street(), Size::Wide).into_string();
        assert!(svg.contains("hex unshown"));
        assert!(!words(&svg).chars().any(|c| c.is_ascii_digit()));
    }

    #[test]
    fn crests_up_to_a_limit_then_dots() {
        let svg = map(&street(), Size::Narrow).into_string();
        assert_eq!(svg.matches("class=\"map-shop").count(), MOST_CRESTS);
        assert_eq!(svg.matches("class=\"map-dot").count(), 20);
    }

    #[test]
    fn an_empty_map_is_no_panic() {
        let empty = Map {
            title: String::new(),
            hexes: vec![],
            boundary: vec![],
            ways: vec![],
            shops: vec![],
            labels: vec![],
            few: String::new(),
        };
        map(&empty, Size::Wide);
    }
}
