//! In which order the posts of the flows stand, so that few bands cross.

use super::Flow;

/// The posts of one side: a name, and the people of its bands.
pub(super) type Side<'a> = Vec<(&'a str, u64)>;

/// By size, then turned until few bands cross: each side in the order of where its bands lead, and back again.
pub(super) fn order<'a>(flows: &'a [Flow], chosen: &[usize]) -> (Side<'a>, Side<'a>) {
    let mut left = totals(flows, chosen, |flow| &flow.from);
    let mut right = totals(flows, chosen, |flow| &flow.to);
    left.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    let mut best = None;
    for _ in 0..6 {
        right = lean(flows, chosen, right, &left, |flow| (&flow.to, &flow.from));
        let crossed = crossings(flows, chosen, &left, &right);
        if best.as_ref().is_none_or(|(least, _, _)| crossed < *least) {
            best = Some((crossed, left.clone(), right.clone()));
        }
        left = lean(flows, chosen, left, &right, |flow| (&flow.from, &flow.to));
    }
    best.map_or((left, right), |(_, left, right)| (left, right))
}

/// One side in the order of the middle of its bands' other ends.
fn lean<'a>(
    flows: &'a [Flow],
    chosen: &[usize],
    mut side: Side<'a>,
    other: &[(&str, u64)],
    ends: impl Fn(&'a Flow) -> (&'a String, &'a String),
) -> Side<'a> {
    let middle = |name: &str| {
        let mine = chosen.iter().map(|at| &flows[*at]).filter(|flow| ends(flow).0 == name);
        let (sum, weight) = mine.fold((0.0, 0.0), |(sum, weight), flow| {
            let place = other.iter().position(|(n, _)| n == ends(flow).1).unwrap_or(0) as f64;
            let people = flow.people.max(1) as f64;
            (sum + place * people, weight + people)
        });
        sum / f64::max(weight, 1.0)
    };
    side.sort_by(|a, b| middle(a.0).total_cmp(&middle(b.0)));
    side
}

/// How much crosses: for each crossing, the thinner band.
fn crossings(flows: &[Flow], chosen: &[usize], left: &[(&str, u64)], right: &[(&str, u64)]) -> u64 {
    let place = |side: &[(&str, u64)], name: &str| side.iter().position(|(n, _)| *n == name).unwrap_or(0);
    let ends: Vec<_> = chosen
        .iter()
        .map(|at| (place(left, &flows[*at].from), place(right, &flows[*at].to), flows[*at].people))
        .collect();
    let pairs = ends.iter().enumerate().flat_map(|(at, a)| ends[at + 1..].iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).map(|(a, b)| a.2.min(b.2)).sum()
}

fn totals<'a>(flows: &'a [Flow], chosen: &[usize], side: impl Fn(&'a Flow) -> &'a String) -> Side<'a> {
    let mut sums: Side = Vec::new();
    for flow in chosen.iter().map(|at| &flows[*at]) {
        match sums.iter_mut().find(|(name, _)| name == side(flow)) {
            Some((_, sum)) => *sum += flow.people,
            None => sums.push((side(flow), flow.people)),
        }
    }
    sums
}
