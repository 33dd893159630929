//! The street as a resident walks it: been there, not yet, and where a slip waits. Points come projected, in metres.

use maud::{Markup, html};

use crate::crest::draw::n;
use crate::seal::signs;
use crate::words::Lang;
use crate::{t, way};

type Point = (f64, f64);

/// One shop on the map.
#[derive(Clone, Debug)]
pub struct Dot {
    pub at: Point,
    pub name: String,
    pub been: bool,
    /// A slip to this shop waits.
    pub slip: bool,
}

/// A word on the ground: the station, a river.
#[derive(Clone, Debug)]
pub struct Place {
    pub at: Point,
    pub name: String,
}

/// East is right, south is down; one unit is a metre. Only the shops are needed.
#[derive(Clone, Debug, Default)]
pub struct Map {
    pub shops: Vec<Dot>,
    /// Where it is not known, the way between the shops stands for it.
    pub street: Vec<Point>,
    pub lanes: Vec<Vec<Point>>,
    /// Rings: rivers and ponds.
    pub water: Vec<Vec<Point>>,
    /// Rings: the district's edge, where no street line is known.
    pub edge: Vec<Vec<Point>>,
    pub places: Vec<Place>,
}

const WIDTH: f64 = 358.0;
const MARGIN: f64 = 26.0;
/// More shops than this are not drawn one by one.
const LONG: usize = 150;
/// How wide the street is drawn.
const WAY: f64 = 15.0;

pub(super) fn draw(lang: Lang, map: &Map) -> Markup {
    let been = map.shops.iter().filter(|dot| dot.been).count();
    html! {
        section.street-map {
            div.lead {
                h2 { (t!(lang, "passport-map")) }
                p.aside.keys aria-hidden="true" {
                    span { span.key.full {} (t!(lang, "passport-map-been")) }
                    span { span.key {} (t!(lang, "passport-map-not-yet")) }
                }
            }
            (picture(lang, map, been))
        }
    }
}

fn picture(lang: Lang, map: &Map, been: usize) -> Markup {
    let frame = Fit::of(map);
    let r = match map.shops.len() {
        0..=40 => 5.5,
        41..=150 => 4.0,
        _ => 2.6,
    };
    let all = map.shops.len();
    let slips: Vec<&Dot> = map.shops.iter().filter(|dot| dot.slip).collect();
    let waiting: Vec<&str> = slips.iter().map(|dot| dot.name.as_str()).collect();
    let street = match map.street.is_empty() {
        true => way::between(&map.shops.iter().map(|dot| dot.at).collect::<Vec<_>>()),
        false => map.street.clone(),
    };
    let way: Vec<Point> = street.iter().map(|p| frame.at(*p)).collect();
    let place = |dot: &Dot| beside(&way, frame.at(dot.at), WAY / 2.0 + r + 1.5);
    let label = match waiting.is_empty() {
        true => t!(lang, "passport-map-label", been = been, all = all),
        false => {
            t!(lang, "passport-map-label-slip", been = been, all = all, shop = waiting.join(&t!(lang, "passport-and")))
        }
    };
    html! {
        svg.plan viewBox=(format!("0 0 {} {}", n(WIDTH), n(frame.height))) role="img" aria-label=(label) {
            @for ring in &map.water { path.water d=(frame.line(ring, true)) {} }
            @if street.is_empty() { @for ring in &map.edge { path.ground d=(frame.line(ring, true)) {} } }
            @for lane in &map.lanes { path.lane d=(frame.line(lane, false)) {} }
            @if !street.is_empty() {
                path.kerb d=(frame.line(&street, false)) {}
                path.way d=(frame.line(&street, false)) {}
            }
            @for place in &map.places { (word("place-name", &place.name, frame.at(place.at), 14.0, frame.height)) }
            // On a long street those not yet visited are one path of dots, without names: a phone has to draw it.
            @if all > LONG { path.specks d=(specks(map.shops.iter().filter(|dot| !dot.slip && !dot.been).map(place))) {} }
            @for dot in map.shops.iter().filter(|dot| !dot.slip && (dot.been || all <= LONG)) {
                @let (x, y) = place(dot);
                circle class=(if dot.been { "been" } else { "not-yet" }) cx=(n(x)) cy=(n(y)) r=(n(if dot.been { r } else { r - 0.6 })) { title { (dot.name) } }
            }
            @for dot in &slips {
                @let (x, y) = place(dot);
                circle.ring cx=(n(x)) cy=(n(y)) r=(n(r + 7.0)) {}
                circle.goal cx=(n(x)) cy=(n(y)) r=(n(r + 3.0)) { title { (dot.name) } }
            }
            // Beyond three, names would only cover each other: the slips above say them all.
            @for dot in slips.iter().take(3) {
                @let (x, y) = place(dot);
                @let above = y > 34.0;
                (word("goal-name", &dot.name, (x, if above { y - r - 12.0 } else { y + r + 22.0 }), 14.0, frame.height))
            }
        }
    }
}

/// A word centred on a point, kept within the picture.
fn word(class: &str, text: &str, (x, y): Point, size: f64, height: f64) -> Markup {
    let half = signs(text) * size / 2.0 + 6.0;
    let x = if half * 2.0 > WIDTH { WIDTH / 2.0 } else { x.clamp(half, WIDTH - half) };
    html! { text class=(class) x=(n(x)) y=(n(y.clamp(size, height - 6.0))) text-anchor="middle" { (text) } }
}

fn specks(places: impl Iterator<Item = Point>) -> String {
    places.map(|(x, y)| format!("M{} {}h0", n(x), n(y))).collect()
}

/// A shop stands at the street, not on it: moved to the kerb where the drawn street is wider than the real one.
fn beside(way: &[Point], at: Point, off: f64) -> Point {
    let nearest = way.windows(2).map(|leg| foot(leg[0], leg[1], at)).min_by(|a, b| far(*a, at).total_cmp(&far(*b, at)));
    match nearest.map(|foot| (foot, far(foot, at))) {
        Some((foot, d)) if d > 0.01 && d < off => {
            (foot.0 + (at.0 - foot.0) / d * off, foot.1 + (at.1 - foot.1) / d * off)
        }
        _ => at,
    }
}

/// The point of a leg that is nearest to a place.
fn foot(a: Point, b: Point, at: Point) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((at.0 - a.0) * dx + (at.1 - a.1) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a.0 + dx * along, a.1 + dy * along)
}

fn far(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// How metres become the picture's units.
struct Fit {
    left: f64,
    top: f64,
    scale: f64,
    dx: f64,
    dy: f64,
    height: f64,
}

impl Fit {
    fn of(map: &Map) -> Fit {
        let shops = map.shops.iter().map(|dot| dot.at);
        let mut points: Vec<Point> = shops.collect();
        if points.is_empty() {
            points.clone_from(&map.street);
        }
        let span = |take: fn(&Point) -> f64| {
            let low = points.iter().map(take).fold(f64::INFINITY, f64::min);
            let high = points.iter().map(take).fold(f64::NEG_INFINITY, f64::max);
            if low.is_finite() { (low, high) } else { (0.0, 0.0) }
        };
        let ((left, right), (top, bottom)) = (span(|p| p.0), span(|p| p.1));
        // Room above for the name of the shop that waits.
        let room = if map.shops.iter().any(|dot| dot.slip) { 18.0 } else { 0.0 };
        // A lone shop stands in the middle of a hundred metres.
        let (wide, tall) = ((right - left).max(100.0), (bottom - top).max(20.0));
        let inner = WIDTH - 2.0 * MARGIN;
        let height = (tall / wide * inner + 2.0 * MARGIN + room).clamp(88.0, 300.0);
        let scale = f64::min(inner / wide, (height - 2.0 * MARGIN - room) / tall);
        Fit {
            left,
            top,
            scale,
            dx: (WIDTH - (right - left) * scale) / 2.0,
            dy: (height + room - (bottom - top) * scale) / 2.0,
            height,
        }
    }

    fn at(&self, (x, y): Point) -> Point {
        ((x - self.left) * self.scale + self.dx, (y - self.top) * self.scale + self.dy)
    }

    fn line(&self, points: &[Point], closed: bool) -> String {
        let mut d = String::new();
        for (i, point) in points.iter().enumerate() {
            let (x, y) = self.at(*point);
            d.push_str(if i == 0 { "M" } else { "L" });
            d.push_str(&format!("{} {}", n(x), n(y)));
        }
        if closed {
            d.push('Z');
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shops_stand_beside_the_street() {
        let way = [(0.0, 0.0), (100.0, 0.0)];
        assert_eq!(beside(&way, (50.0, 3.0), 14.0), (50.0, 14.0));
        assert_eq!(beside(&way, (50.0, -30.0), 14.0), (50.0, -30.0));
        assert_eq!(beside(&[], (50.0, 3.0), 14.0), (50.0, 3.0));
    }

    fn map(points: &[Point]) -> Map {
        let dot = |at: &Point| Dot { at: *at, name: String::new(), been: false, slip: false };
        Map { shops: points.iter().map(dot).collect(), ..Map::default() }
    }

    #[test]
    fn everything_lies_within_the_picture() {
        for points in [vec![], vec![(3.0, 4.0)], vec![(0.0, 0.0), (600.0, 90.0)], vec![(0.0, 0.0), (10.0, 4000.0)]] {
            let fit = Fit::of(&map(&points));
            assert!((88.0..=300.0).contains(&fit.height));
            for p in points {
                let (x, y) = fit.at(p);
                assert!((0.0..=WIDTH).contains(&x) && (0.0..=fit.height).contains(&y), "{x} {y}");
            }
        }
    }
}
