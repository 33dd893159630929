//! People who went on from one need to another: bands from left to right, as wide as the people. Eight at most; the rest is words beside it.

mod order;

use maud::{Markup, html};

use super::bars::grouped;
use super::{Size, frame, px, text_width};
use order::order;

/// More than these are not drawn.
pub const MOST_FLOWS: usize = 8;

pub struct Flows {
    pub title: String,
    /// Only what may be shown: pairs of fewer than ten people are never given, but counted in words below the chart.
    pub flows: Vec<Flow>,
}

pub struct Flow {
    pub from: String,
    pub to: String,
    pub people: u64,
    /// The one or two the title speaks of.
    pub strong: bool,
    /// "Bread to Coffee"; the number is added.
    pub name: String,
}

const SLOT: f64 = 20.0;
const GAP: f64 = 6.0;
const POST: f64 = 5.0;

pub fn flows(data: &Flows, size: Size) -> Markup {
    let width = if size == Size::Wide { 456.0 } else { 320.0 };
    let plan = plan(&data.flows, width);
    let body = html! {
        @for band in &plan.bands {
            @let flow = &data.flows[band.flow];
            path class=(if flow.strong { "flow strong" } else { "flow" }) d=(path(&plan, band)) {
                title { (flow.name) ": " (grouped(flow.people)) }
            }
        }
        @for node in &plan.left {
            rect.flow-post x=(px(plan.from)) y=(px(node.top)) width=(px(POST)) height=(px(node.high)) {}
            (label(node, plan.from - 10.0, "end"))
        }
        @for node in &plan.right {
            rect.flow-post x=(px(plan.to - POST)) y=(px(node.top)) width=(px(POST)) height=(px(node.high)) {}
            (label(node, plan.to + 10.0, "start"))
        }
    };
    frame("flows", &data.title, width, plan.height, body)
}

fn label(node: &Node, x: f64, anchor: &str) -> Markup {
    html! {
        text.flow-name x=(px(x)) y=(px(node.middle + 5.0)) text-anchor=(anchor) {
            (node.name) " " tspan.flow-people { (grouped(node.people)) }
        }
    }
}

struct Node {
    name: String,
    people: u64,
    middle: f64,
    top: f64,
    high: f64,
}

struct Band {
    flow: usize,
    left: f64,
    right: f64,
    thick: f64,
}

struct Plan {
    from: f64,
    to: f64,
    height: f64,
    left: Vec<Node>,
    right: Vec<Node>,
    bands: Vec<Band>,
}

fn path(plan: &Plan, band: &Band) -> String {
    let (from, to) = (plan.from + POST, plan.to - POST);
    let middle = px((from + to) / 2.0);
    let (l, r, t) = (band.left, band.right, band.thick);
    format!(
        "M{from} {l}C{middle} {l} {middle} {r} {to} {r}V{rt}C{middle} {rt} {middle} {lt} {from} {lt}Z",
        from = px(from),
        to = px(to),
        l = px(l),
        r = px(r),
        lt = px(l + t),
        rt = px(r + t),
    )
}

fn plan(flows: &[Flow], width: f64) -> Plan {
    let mut chosen: Vec<usize> = (0..flows.len()).collect();
    chosen.sort_by(|a, b| flows[*b].people.cmp(&flows[*a].people).then(a.cmp(b)));
    chosen.truncate(MOST_FLOWS);

    let (left, right) = order(flows, &chosen);

    let sides = [&left, &right];
    let most = left.len().max(right.len()) as f64;
    let height = (most * (SLOT + GAP)).max(196.0) + 4.0;
    let need = |scale: f64| {
        sides
            .iter()
            .map(|side| {
                side.iter().map(|(_, people)| (*people as f64 * scale).max(SLOT)).sum::<f64>()
                    + GAP * side.len().saturating_sub(1) as f64
            })
            .fold(0.0, f64::max)
    };
    let (mut low, mut high) = (0.0, height / left.iter().map(|(_, people)| *people as f64).sum::<f64>().max(1.0));
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if need(middle) > height - 4.0 { high = middle } else { low = middle }
    }
    let scale = low;
    let place = |side: &[(&str, u64)]| -> Vec<Node> {
        let slots: Vec<f64> = side.iter().map(|(_, people)| (*people as f64 * scale).max(SLOT)).collect();
        let spare = height - 4.0 - slots.iter().sum::<f64>();
        let gap = (spare / side.len().saturating_sub(1).max(1) as f64).clamp(GAP.min(spare.max(0.0)), 22.0);
        let used = slots.iter().sum::<f64>() + gap * side.len().saturating_sub(1) as f64;
        let mut y = (height - used).max(0.0) / 2.0;
        side.iter()
            .zip(slots)
            .map(|((name, people), slot)| {
                let (middle, tall) = (y + slot / 2.0, (*people as f64 * scale).max(1.5));
                y += slot + gap;
                Node { name: (*name).to_owned(), people: *people, middle, top: middle - tall / 2.0, high: tall }
            })
            .collect()
    };
    let (left, right) = (place(&left), place(&right));

    let words = |side: &[Node]| {
        side.iter().map(|n| text_width(&n.name, 15.0) + text_width(&grouped(n.people), 15.0) + 5.0).fold(0.0, f64::max)
    };
    let (from, to) = (words(&left).min(width * 0.36) + 12.0, width - words(&right).min(width * 0.36) - 12.0);
    let bands = bands(flows, &chosen, &left, &right, scale);
    Plan { from, to, height, left, right, bands }
}

/// Bands leave a post in the order in which they arrive, and arrive in the order in which they left.
fn bands(flows: &[Flow], chosen: &[usize], left: &[Node], right: &[Node], scale: f64) -> Vec<Band> {
    let of = |side: &[Node], name: &str| side.iter().position(|node| node.name == name).unwrap_or(0);
    let mut bands: Vec<(usize, usize, Band)> = chosen
        .iter()
        .map(|at| {
            let flow = &flows[*at];
            (
                of(left, &flow.from),
                of(right, &flow.to),
                Band { flow: *at, left: 0.0, right: 0.0, thick: (flow.people as f64 * scale).max(0.5) },
            )
        })
        .collect();
    bands.sort_by_key(|(from, to, _)| (*from, *to));
    let mut tops: Vec<f64> = left.iter().map(|node| node.top).collect();
    for (from, _, band) in &mut bands {
        band.left = tops[*from];
        tops[*from] += band.thick;
    }
    bands.sort_by_key(|(from, to, _)| (*to, *from));
    let mut tops: Vec<f64> = right.iter().map(|node| node.top).collect();
    for (_, to, band) in &mut bands {
        band.right = tops[*to];
        tops[*to] += band.thick;
    }
    let mut bands: Vec<Band> = bands.into_iter().map(|(_, _, band)| band).collect();
    bands.sort_by_key(|band| flows[band.flow].strong);
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn street() -> Vec<Flow> {
        [
            ("Fish", "Tofu", 185),
            ("Bread", "Coffee", 220),
            ("Fish", "Sake", 120),
            ("Tofu", "Greens", 140),
            ("Bread", "Greens", 95),
            ("Books", "Coffee", 75),
            ("Hair", "Coffee", 50),
            ("Hair", "Flowers", 35),
            ("Hair", "Sake", 10),
        ]
        .iter()
        .map(|(from, to, people)| Flow {
            from: (*from).into(),
            to: (*to).into(),
            people: *people,
            strong: *people > 150,
            name: format!("{from} to {to}"),
        })
        .collect()
    }

    #[test]
    fn eight_at_most_and_the_largest() {
        let plan = plan(&street(), 456.0);
        assert_eq!(plan.bands.len(), MOST_FLOWS);
        assert!(plan.bands.iter().all(|band| band.flow != 8));
    }

    #[test]
    fn posts_are_as_tall_as_their_bands_and_stay_in_the_frame() {
        let flows = street();
        for width in [456.0, 320.0] {
            let plan = plan(&flows, width);
            for (side, left) in [(&plan.left, true), (&plan.right, false)] {
                let mut foot = 0.0;
                for node in side {
                    let sum: f64 = plan
                        .bands
                        .iter()
                        .filter(|b| if left { flows[b.flow].from == node.name } else { flows[b.flow].to == node.name })
                        .map(|b| b.thick)
                        .sum();
                    assert!((sum - node.high).abs() < 1.5, "{} {sum} {}", node.name, node.high);
                    assert!(node.top >= foot && node.top + node.high <= plan.height, "{}", node.name);
                    foot = node.top + node.high;
                }
                let middles: Vec<f64> = side.iter().map(|n| n.middle).collect();
                assert!(middles.windows(2).all(|pair| pair[1] - pair[0] >= 18.0), "labels touch");
            }
            assert!(plan.from > 0.0 && plan.from + 40.0 < plan.to && plan.to < width);
        }
    }

    #[test]
    fn many_posts_and_none() {
        let many: Vec<Flow> = (0..8)
            .map(|at| Flow {
                from: format!("f{at}"),
                to: format!("t{at}"),
                people: 10 + at * at * 90,
                strong: false,
                name: String::new(),
            })
            .collect();
        let plan = plan(&many, 320.0);
        assert!(plan.left.iter().all(|node| node.top >= 0.0 && node.top + node.high <= plan.height));
        flows(&Flows { title: String::new(), flows: vec![] }, Size::Wide);
    }
}
