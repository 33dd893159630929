//! The geometry of a crest, on a square −50…50, in `currentColor`, cut-outs by mask. The numbers are LOOK's.

use std::f64::consts::PI;
use std::fmt::Write;

use maud::{Markup, html};

use super::{Centre, Crest, Frame, Motif};
use crate::scope;

impl Crest {
    /// A picture of its own, sized by CSS (`crest` is 1.5em). Decorative: the shop's name stands beside it.
    pub fn svg(&self) -> Markup {
        html! { svg.crest viewBox="-50 -50 100 100" aria-hidden="true" focusable="false" { (self.mark()) } }
    }

    /// Inside another picture: `r` is half the side of its square.
    pub fn at(&self, x: f64, y: f64, r: f64) -> Markup {
        html! { g transform=(format!("translate({} {})scale({})", n(x), n(y), n3(r / 50.0))) { (self.mark()) } }
    }

    /// The bare shapes, for seals and markers.
    pub fn mark(&self) -> Markup {
        let r = self.frame.room();
        let cut_out = matches!(self.frame, Frame::Disc | Frame::Snow);
        let id = scope::fresh("k");
        let url = format!("url(#{id})");
        let has_centre = self.centre != Centre::None;
        let rest = html! {
            @if has_centre { circle r=(n(0.25 * r)) fill=(if cut_out { "#fff" } else { "#000" }) {} }
        };
        html! {
            @if cut_out {
                mask id=(id) x="-50" y="-50" width="100" height="100" maskUnits="userSpaceOnUse" {
                    rect x="-50" y="-50" width="100" height="100" fill="#fff" {}
                    (self.motif(r, "#000"))
                    (rest)
                    (self.centre(r, "#000"))
                }
                g fill="currentColor" mask=(url) {
                    @if self.frame == Frame::Disc { circle r="48" {} }
                    @else {
                        circle r="40" {}
                        @for i in 0..6 {
                            @let (x, y) = polar(30.0, PI / 6.0 + f64::from(i) * PI / 3.0);
                            circle cx=(n(x)) cy=(n(y)) r="17.4" {}
                        }
                    }
                }
            } @else {
                (self.frame.outline())
                @if has_centre {
                    mask id=(id) x="-50" y="-50" width="100" height="100" maskUnits="userSpaceOnUse" {
                        rect x="-50" y="-50" width="100" height="100" fill="#fff" {}
                        (rest)
                    }
                    g mask=(url) { (self.motif(r, "currentColor")) }
                    (self.centre(r, "currentColor"))
                } @else {
                    (self.motif(r, "currentColor"))
                }
            }
        }
    }

    fn centre(&self, r: f64, ink: &str) -> Markup {
        let side = 0.24 * r;
        html! {
            @match self.centre {
                Centre::None => {}
                Centre::Dot => circle r=(n(0.155 * r)) fill=(ink) {},
                Centre::Ring => circle r=(n(0.145 * r)) fill="none" stroke=(ink) stroke-width=(n(0.07 * r)) {},
                Centre::Square => rect x=(n(-side / 2.0)) y=(n(-side / 2.0)) width=(n(side)) height=(n(side)) transform="rotate(45)" fill=(ink) {},
            }
        }
    }

    fn motif(&self, r: f64, ink: &str) -> Markup {
        let order = u32::from(self.order);
        let turn = if self.half { 180.0 / f64::from(order) } else { 0.0 };
        let whole = matches!(self.motif, Motif::Bars);
        let arm = self.motif.arm(order, r);
        let transform = |i: u32| n(turn + f64::from(i) * 360.0 / f64::from(order));
        html! {
            @if whole {
                path d=(arm) fill=(ink) transform=[self.half.then(|| format!("rotate({})", n(turn)))] {}
            } @else if self.motif == Motif::Rings {
                @let (radius, width) = ring_size(order);
                g fill="none" stroke=(ink) stroke-width=(n(width * r)) {
                    @for i in 0..order {
                        circle cy=(n(-(1.0 - radius - width / 2.0) * r)) r=(n(radius * r)) transform=(format!("rotate({})", transform(i))) {}
                    }
                }
            } @else {
                g fill=(ink) {
                    @for i in 0..order { path d=(arm) transform=(format!("rotate({})", transform(i))) {} }
                    @if self.motif == Motif::Planets { circle r=(n(0.42 * r)) {} }
                }
            }
        }
    }
}

impl Frame {
    /// The radius left for the motif.
    fn room(self) -> f64 {
        match self {
            Frame::None => 47.0,
            Frame::Ring => 36.0,
            Frame::Double | Frame::Corner | Frame::Hexagon => 33.0,
            Frame::Disc => 39.0,
            Frame::Snow => 35.0,
            Frame::Diamond => 27.0,
        }
    }

    fn outline(self) -> Markup {
        html! {
            @match self {
                Frame::Ring => circle r="45.5" fill="none" stroke="currentColor" stroke-width="5" {},
                Frame::Double => g fill="none" stroke="currentColor" {
                    circle r="46.6" stroke-width="3.6" {}
                    circle r="40.4" stroke-width="1.8" {}
                },
                Frame::Corner => path d="M-27-43.5H27L43.5-27V27L27 43.5H-27L-43.5 27V-27Z" fill="none" stroke="currentColor" stroke-width="5" {},
                Frame::Diamond => path d="M0-46.5 46.5 0 0 46.5-46.5 0Z" fill="none" stroke="currentColor" stroke-width="4.6" {},
                Frame::Hexagon => path d="M0-46.5 40.27-23.25V23.25L0 46.5-40.27 23.25V-23.25Z" fill="none" stroke="currentColor" stroke-width="4.8" {},
                Frame::None | Frame::Disc | Frame::Snow => {}
            }
        }
    }
}

impl Motif {
    /// One arm pointing up (bars: all of them), as a path in the crest's own units.
    fn arm(self, order: u32, r: f64) -> String {
        let half = PI / f64::from(order);
        let (s, t) = (half.sin(), half.tan());
        let mut d = String::new();
        // `u` outward and `v` across, in units of R.
        let p = |v: f64, u: f64| format!("{} {}", n(v * r), n(-u * r));
        match self {
            Motif::Plum => circle(&mut d, 1.0 / (1.0 + s) * r, 0.95 * s / (1.0 + s) * r),
            Motif::Planets => circle(&mut d, 0.8 * r, f64::min(0.2, 0.69 * s) * r),
            Motif::Drop => drop(&mut d, 1.0 / (1.0 + s) * r, 0.92 * 0.95 * s / (1.0 + s) * r, 0.1 * r),
            Motif::Daisy => drop(&mut d, 1.0 / (1.0 + s) * r, 0.9 * 0.95 * s / (1.0 + s) * r, 0.2 * r),
            Motif::Leaf => {
                let w = f64::min(0.72, 1.02 * t);
                let _ = write!(d, "M{}Q{} {}Q{} {}Z", p(0.0, 0.1), p(w, 0.6), p(0.0, 1.0), p(-w, 0.6), p(0.0, 0.1));
            }
            Motif::Diamond => {
                let w = f64::min(0.38, 0.52 * t);
                let _ = write!(d, "M{}L{} {} {}Z", p(0.0, 0.14), p(w, 0.57), p(0.0, 1.0), p(-w, 0.57));
            }
            Motif::Heart => {
                let w = 0.6
                    * match order {
                        3 => 1.25,
                        5 => 0.78,
                        _ => 1.0,
                    };
                let _ = write!(d, "M{}", p(0.0, 0.07));
                let _ = write!(d, "C{} {} {}", p(0.34 * w, 0.3), p(w, 0.48), p(w, 0.73));
                let _ = write!(d, "C{} {} {}", p(w, 0.9), p(0.78 * w, 1.0), p(0.5 * w, 1.0));
                let _ = write!(d, "C{} {} {}", p(0.24 * w, 1.0), p(0.06 * w, 0.92), p(0.0, 0.83));
                let _ = write!(d, "C{} {} {}", p(-0.06 * w, 0.92), p(-0.24 * w, 1.0), p(-0.5 * w, 1.0));
                let _ = write!(d, "C{} {} {}", p(-0.78 * w, 1.0), p(-w, 0.9), p(-w, 0.73));
                let _ = write!(d, "C{} {} {}Z", p(-w, 0.48), p(-0.34 * w, 0.3), p(0.0, 0.07));
            }
            Motif::Fan => {
                let a = 0.74 * half;
                let (inner, outer) = (0.36, 1.0);
                let _ = write!(
                    d,
                    "M{}A{r1} {r1} 0 0 1 {}",
                    p(-outer * a.sin(), outer * a.cos()),
                    p(outer * a.sin(), outer * a.cos()),
                    r1 = n(outer * r)
                );
                let _ = write!(
                    d,
                    "L{}A{r0} {r0} 0 0 0 {}Z",
                    p(inner * a.sin(), inner * a.cos()),
                    p(-inner * a.sin(), inner * a.cos()),
                    r0 = n(inner * r)
                );
            }
            Motif::Scale => {
                let (base, w) = if order == 3 { (0.25, 0.433) } else { (0.22, f64::min(0.48, 0.62 * t)) };
                let _ = write!(d, "M{}L{} {}Z", p(0.0, 1.0), p(w, base), p(-w, base));
            }
            Motif::Tomoe => tomoe(&mut d, order, r),
            Motif::Bars => {
                let (rows, h): (&[f64], f64) =
                    if order == 2 { (&[-0.36, 0.36], 0.17) } else { (&[-0.58, 0.0, 0.58], 0.145) };
                for y in rows {
                    let edge = |u: f64| (1.0 - u * u).max(0.0).sqrt();
                    let (top, low) = (y + h, y - h);
                    let _ = write!(
                        d,
                        "M{}H{}A{r} {r} 0 0 1 {}H{}A{r} {r} 0 0 1 {}Z",
                        p(-edge(top), top),
                        n(edge(top) * r),
                        p(edge(low), low),
                        n(-edge(low) * r),
                        p(-edge(top), top),
                        r = n(r)
                    );
                }
            }
            Motif::Rings => {}
        }
        d
    }
}

fn ring_size(order: u32) -> (f64, f64) {
    let r = match order {
        3 => 0.5,
        4 => 0.46,
        5 => 0.44,
        _ => 0.42,
    };
    (r, 0.115)
}

fn circle(d: &mut String, at: f64, r: f64) {
    let _ = write!(
        d,
        "M{x0} {y}A{r} {r} 0 1 1 {x1} {y}A{r} {r} 0 1 1 {x0} {y}Z",
        x0 = n(-r),
        x1 = n(r),
        y = n(-at),
        r = n(r)
    );
}

/// A circle drawn out to a point nearer the centre.
fn drop(d: &mut String, at: f64, r: f64, point: f64) {
    let reach = at - point;
    let a = (r / reach).acos();
    let (x, y) = (r * a.sin(), at - r * a.cos());
    let _ = write!(d, "M0 {}L{} {y}A{r} {r} 0 1 1 {} {y}Z", n(-point), n(-x), n(x), y = n(-y), r = n(r));
}

/// A comma: a head touching R, and a tail that runs clockwise along R and thins out.
fn tomoe(d: &mut String, order: u32, r: f64) {
    let (head, sweep) = match order {
        2 => (0.36, 185.0_f64),
        3 => (0.29, 138.0),
        _ => (0.235, 104.0),
    };
    circle(d, (1.0 - head) * r, head * r);
    let end = sweep.to_radians();
    let (x, y) = polar(r, end);
    let _ = write!(d, "M0 {}A{r} {r} 0 {} 1 {} {}L", n(-r), i32::from(sweep > 180.0), n(x), n(y), r = n(r));
    const STEPS: u32 = 18;
    for i in (0..=STEPS).rev() {
        let u = f64::from(i) / f64::from(STEPS);
        let (x, y) = polar(r * (1.0 - 2.0 * head * (1.0 - u).powf(0.85)), end * u);
        let _ = write!(d, "{} {} ", n(x), n(y));
    }
    d.push('Z');
}

/// Clockwise from straight up.
fn polar(r: f64, angle: f64) -> (f64, f64) {
    (r * angle.sin(), -r * angle.cos())
}

/// A number as short as a picture needs it.
pub(crate) fn n(x: f64) -> String {
    short(x, 100.0)
}

fn n3(x: f64) -> String {
    short(x, 1000.0)
}

fn short(x: f64, places: f64) -> String {
    let x = (x * places).round() / places;
    if x == 0.0 { "0".to_owned() } else { x.to_string() }
}
