//! Why these parts, and what speaks against them: each said with where it comes from. Pure.

use super::facts::{Facts, Told};
use super::rules::Piece;
use crate::words::PartId;
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// They like it so.
    Wished { attribute: String, parts: Vec<PartId>, told: Told },
    /// An occasion is near.
    Occasion { chip: String, parts: Vec<PartId>, told: Told },
    /// They liked this very thing.
    Liked { part: PartId, told: Told },
    /// It is like something they liked.
    LikedLike { what: String, what_en: String, attribute: String, parts: Vec<PartId>, told: Told },
    /// They like what it is made for.
    Need { need: String, parts: Vec<PartId> },
    /// As in what they took here before.
    Taken { attribute: String, parts: Vec<PartId> },
    /// A sum was too much; this is less.
    Under { sum: i64 },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawback {
    /// Over the budget.
    Over {
        by: i64,
    },
    /// A sum was too much before; this is no less.
    NotLess {
        sum: i64,
    },
    /// Something they like is not in it, though it could be.
    Lacks {
        attribute: String,
    },
    /// They avoid it: they said so after it was sent.
    Avoided {
        attribute: String,
        parts: Vec<PartId>,
    },
    NotLiked {
        part: PartId,
    },
    /// It was not to their taste when it was last proposed.
    Spoilt {
        attribute: String,
        parts: Vec<PartId>,
    },
    /// Nobody whom this shop may know of has tried any of it.
    Untried,
}

/// What somebody else found, who agreed to be quoted. Never a name, never their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    pub part: PartId,
    pub liked: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    pub reasons: Vec<Reason>,
    pub drawbacks: Vec<Drawback>,
    pub quotes: Vec<Quote>,
}

/// Quotes of one proposal.
const QUOTED: usize = 2;

/// What people who may be quoted here found of these parts: what they tried, folded, and whether they liked it. At most one
/// for each part, that of the many; where they are as many, the warning.
pub fn quotes(pieces: &[&Piece], tried: &[(String, bool)]) -> Vec<Quote> {
    let of = |piece: &&Piece| {
        let found: Vec<bool> = tried.iter().filter(|(what, _)| piece.names.contains(what)).map(|(_, l)| *l).collect();
        let liked = found.iter().filter(|l| **l).count();
        (!found.is_empty()).then_some(Quote { part: piece.id, liked: liked * 2 > found.len() })
    };
    let mut all: Vec<Quote> = pieces.iter().filter_map(of).collect();
    // The good word first; a warning is never dropped for a second good word.
    all.sort_by_key(|q| (!q.liked, q.part));
    if all.len() > QUOTED {
        let warning = all.last().copied().filter(|q| !q.liked);
        all.truncate(QUOTED);
        if let (Some(w), Some(last)) = (warning, all.last_mut()) {
            *last = w;
        }
    }
    all
}

/// Why these, and what speaks against them.
/// `offered`: every attribute that something of this shop has.
pub fn explain(
    pieces: &[&Piece],
    facts: &Facts,
    offered: &BTreeSet<String>,
    tried_by_others: &[(String, bool)],
) -> Explained {
    let with = |attribute: &str| -> Vec<PartId> {
        pieces.iter().filter(|p| p.attributes.contains(attribute)).map(|p| p.id).collect()
    };
    let total = pieces.iter().fold(0, |sum: i64, p| sum.saturating_add(p.price));
    let (mut reasons, mut drawbacks) = (Vec::new(), Vec::new());
    let mut said: BTreeSet<&str> = BTreeSet::new();

    if let Some(by) = facts.budget.map(|b| total.saturating_sub(b)).filter(|by| *by > 0) {
        drawbacks.push(Drawback::Over { by });
    }
    if let Some(sum) = facts.too_much().filter(|sum| total >= *sum) {
        drawbacks.push(Drawback::NotLess { sum });
    }
    for wish in &facts.wishes {
        let parts = with(&wish.attribute);
        let told = wish.told;
        match (&wish.occasion, parts.is_empty()) {
            (Some(chip), false) => reasons.push(Reason::Occasion { chip: chip.clone(), parts, told }),
            (None, false) => reasons.push(Reason::Wished { attribute: wish.attribute.clone(), parts, told }),
            (None, true) if offered.contains(&wish.attribute) => {
                drawbacks.push(Drawback::Lacks { attribute: wish.attribute.clone() });
            }
            (None, true) => {}
            (Some(_), true) => {}
        }
        said.insert(&wish.attribute);
    }
    for attribute in &facts.avoids {
        let parts = with(attribute);
        if !parts.is_empty() {
            drawbacks.push(Drawback::Avoided { attribute: attribute.clone(), parts });
        }
    }
    let mut known = false;
    for piece in pieces {
        let mut here = facts.tasted.iter().filter(|t| t.is(&piece.names));
        // The latest word counts.
        if let Some(last) = here.next_back() {
            known = true;
            let (part, told) = (piece.id, last.told);
            if last.liked {
                reasons.push(Reason::Liked { part, told });
            } else {
                drawbacks.push(Drawback::NotLiked { part });
            }
        }
    }
    for thing in facts.liked_like() {
        if pieces.iter().any(|p| thing.is(&p.names)) {
            continue;
        }
        for attribute in &thing.attributes {
            let parts = with(attribute);
            if !parts.is_empty() && said.insert(attribute) {
                let (what, what_en, attribute) = (thing.what.clone(), thing.what_en.clone(), attribute.clone());
                reasons.push(Reason::LikedLike { what, what_en, attribute, parts, told: thing.told });
            }
        }
    }
    for need in &facts.needs {
        let parts: Vec<PartId> = pieces.iter().filter(|p| p.need.as_ref() == Some(need)).map(|p| p.id).collect();
        if !parts.is_empty() {
            reasons.push(Reason::Need { need: need.clone(), parts });
        }
    }
    for attribute in facts.taken().into_iter().filter(|a| !said.contains(a)) {
        let parts = with(attribute);
        if !parts.is_empty() {
            reasons.push(Reason::Taken { attribute: attribute.to_owned(), parts });
        }
    }
    for attribute in facts.spoilt() {
        let parts = with(attribute);
        if !parts.is_empty() {
            drawbacks.push(Drawback::Spoilt { attribute: attribute.to_owned(), parts });
        }
    }
    if let Some(sum) = facts.too_much().filter(|sum| total < *sum) {
        reasons.push(Reason::Under { sum });
    }
    let quotes = quotes(pieces, tried_by_others);
    if !known && quotes.is_empty() && !pieces.is_empty() {
        drawbacks.push(Drawback::Untried);
    }
    Explained { reasons, drawbacks, quotes }
}
