//! What becomes of an entry of a tablet's chain: its place, its time, the charter's caps. Pure.

use crate::brand::Terms;
use crate::words::{Amount, Millis, time};

/// A tablet's clock may be off by this much before anybody is told.
const OFF: i64 = 2 * time::MINUTE;

/// What the server knows of a chain, and where an entry says it stands in it.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    pub head_seq: i64,
    pub head_hash: &'a str,
    pub seq: i64,
    pub prev: &'a str,
    /// Another entry stands under this number.
    pub occupied: bool,
    /// The entry before it was taken, or it is the first of all.
    pub follows: bool,
    /// The tablet has nothing older any more.
    pub oldest: bool,
}

/// The place of an entry whose signature is right and which was not taken before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Next,
    /// The entries from here to the one before it never came.
    After(i64),
    /// Another entry has its place: the chain was continued twice from one point, as by a browser put back to an older copy.
    Fork,
    /// From a gap that was given up.
    Late,
    /// Something before it has not come yet.
    Waits,
}

pub fn place(at: &At<'_>) -> Place {
    if at.seq == at.head_seq + 1 && at.prev == at.head_hash {
        return Place::Next;
    }
    if !at.follows && !at.oldest {
        return Place::Waits;
    }
    if at.seq > at.head_seq + 1 {
        return Place::After(at.head_seq + 1);
    }
    if at.occupied || at.seq == at.head_seq + 1 { Place::Fork } else { Place::Late }
}

/// What a tablet's clocks said: the one on the wall, and the one that only counts on while a page lives (`boot`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    pub at: Millis,
    pub boot: String,
    pub mono: i64,
}

/// By how much the tablet's clock is wrong, where that shows: ahead of ours, or set back since the entry before. That it ran on
/// further than the counting clock shows nothing: that one rests while the tablet sleeps.
pub fn odd_clock(before: Option<&Ticked>, this: &Ticked, now: Millis) -> Option<i64> {
    let ahead = this.at.0 - now.0;
    if ahead > OFF {
        return Some(ahead);
    }
    let before = before?;
    let passed = this.at.0 - before.at.0;
    let counted = if this.boot == before.boot { (this.mono - before.mono).max(0) } else { 0 };
    Some(passed - counted).filter(|back| *back < -OFF)
}

/// By how much a tablet's clock is wrong as it sends.
pub fn wrong_now(said: Millis, now: Millis) -> Option<i64> {
    Some(said.0 - now.0).filter(|off| off.abs() > OFF)
}

/// When a visit was, as far as that is possible: not after now, not before the entry before it.
pub fn stands_at(said: Millis, before: Option<Millis>, now: Millis) -> Millis {
    before.map_or(said, |before| said.max(before)).min(now)
}

/// What a tablet kept within the charter's hours before a time, and that stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    pub taps: i64,
    pub amount: i64,
    pub welcomes: i64,
}

/// Which cap is in a tap's way. `waited`: until it was received.
pub fn cap(terms: &Terms, kept: &Kept, amount: Option<Amount>, waited: i64) -> Option<&'static str> {
    if waited > terms.offline_hours * time::HOUR {
        return Some("kept_too_long");
    }
    if kept.taps >= terms.offline_taps {
        return Some("kept_too_many");
    }
    let more = amount.map_or(0, |a| a.0);
    (kept.amount.saturating_add(more) > terms.offline_amount).then_some("kept_too_much")
}

/// May this tablet give one more welcome?
pub fn welcomes(terms: &Terms, kept: &Kept) -> bool {
    kept.welcomes < terms.offline_welcomes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seq: i64, prev: &'static str) -> At<'static> {
        At { head_seq: 3, head_hash: "c", seq, prev, occupied: seq <= 3, follows: false, oldest: false }
    }

    #[test]
    fn every_place_in_a_chain() {
        assert_eq!(place(&at(4, "c")), Place::Next);
        assert_eq!(place(&at(6, "x")), Place::Waits);
        assert_eq!(place(&At { oldest: true, ..at(6, "x") }), Place::After(4));
        assert_eq!(place(&At { follows: true, ..at(2, "a") }), Place::Fork);
        assert_eq!(place(&At { follows: true, ..at(4, "b") }), Place::Fork);
        assert_eq!(place(&At { follows: true, occupied: false, ..at(2, "a") }), Place::Late);
        assert_eq!(place(&at(2, "x")), Place::Waits);
    }

    fn ticked(at: i64, boot: &str, mono: i64) -> Ticked {
        Ticked { at: Millis(at), boot: boot.into(), mono }
    }

    #[test]
    fn a_clock_that_was_moved_shows_and_one_that_slept_does_not() {
        let (day, now) = (time::DAY, Millis(10 * time::DAY));
        let before = ticked(9 * day, "b", 1000);
        assert_eq!(odd_clock(None, &ticked(9 * day, "b", 0), now), None);
        assert_eq!(odd_clock(None, &ticked(11 * day, "b", 0), now), Some(day));
        assert_eq!(odd_clock(Some(&before), &ticked(8 * day, "c", 0), now), Some(-day));
        assert_eq!(odd_clock(Some(&before), &ticked(9 * day, "b", 1000 + day), now), Some(-day));
        assert_eq!(odd_clock(Some(&before), &ticked(9 * day + day / 2, "b", 2000), now), None);
        assert_eq!(wrong_now(Millis(9 * day), now), Some(-day));
        assert_eq!(wrong_now(now.plus(1000), now), None);
    }

    #[test]
    fn a_time_is_clamped_to_what_is_possible() {
        let now = Millis(100);
        assert_eq!(stands_at(Millis(90), None, now), Millis(90));
        assert_eq!(stands_at(Millis(120), None, now), now);
        assert_eq!(stands_at(Millis(50), Some(Millis(70)), now), Millis(70));
        assert_eq!(stands_at(Millis(50), Some(Millis(170)), now), now);
    }

    #[test]
    fn the_caps_are_the_charters() {
        let terms = Terms { offline_taps: 2, offline_amount: 1000, offline_welcomes: 1, ..Terms::default() };
        let none = Kept::default();
        assert_eq!(cap(&terms, &none, Some(Amount(1000)), 0), None);
        assert_eq!(cap(&terms, &none, Some(Amount(1001)), 0), Some("kept_too_much"));
        assert_eq!(cap(&terms, &Kept { taps: 2, ..none }, None, 0), Some("kept_too_many"));
        assert_eq!(cap(&terms, &none, None, 72 * time::HOUR), None);
        assert_eq!(cap(&terms, &none, None, 72 * time::HOUR + 1), Some("kept_too_long"));
        assert!(welcomes(&terms, &none) && !welcomes(&terms, &Kept { welcomes: 1, ..none }));
    }
}
