//! Everything that will have happened on the street, made up in memory before any of it is done: a pure function of the
//! seed and the last day. Doing it is `living`'s.

use super::calendar::Span;
use super::habits::{ShopNo, Street};
use super::residents::{self, Resident};
use super::seed::Seed;
use super::walks::Walk;
use crate::knowing::Telling;
use crate::passport::Sharing;
use crate::words::{Millis, Result};
use jiff::{civil::Date, tz::TimeZone};

/// One thing a resident does or has done to them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Act {
    pub(super) at: Millis,
    /// Place in the list of residents.
    pub(super) who: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// At a counter, or alone on the phone.
    Register {
        shop: Option<ShopNo>,
    },
    Visit {
        shop: ShopNo,
        staff: usize,
        amount: Option<i64>,
    },
    /// The visit before was a mistake.
    TakeBack,
    Spend {
        shop: ShopNo,
        staff: usize,
        points: i64,
    },
    SendOn {
        from: ShopNo,
        staff: usize,
        to: ShopNo,
        reason: String,
    },
    /// The old card is lost.
    ReplaceCard {
        shop: ShopNo,
    },
    Like {
        needs: Vec<String>,
    },
    Share {
        kind: Sharing,
        shops: Vec<ShopNo>,
    },
    /// Heard at a counter, or told on the phone.
    Tell {
        shop: Option<ShopNo>,
        telling: Telling,
    },
    /// Something went wrong, and the shop's owner promised.
    Promise {
        shop: ShopNo,
        what: String,
        promise: String,
        days: i64,
    },
}

impl Act {
    /// When and where, if it is a visit.
    pub(super) fn visit(&self) -> Option<(Millis, ShopNo)> {
        match self.what {
            What::Visit { shop, .. } => Some((self.at, shop)),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// When the span begins.
    pub(super) begins: Millis,
    pub(super) residents: Vec<Resident>,
    /// In the order in which they happen.
    pub(super) acts: Vec<Act>,
}

impl Plan {
    /// The street's life up to and including a whole day.
    pub(super) fn new(seed: &Seed, today: Date, zone: &TimeZone) -> Result<Plan> {
        let span = Span::new(&seed.habits, today, zone)?;
        let (begins, last) = (span.days.first().map_or(Millis(0), |d| d.starts), span.days.len() - 1);
        let street = Street::new(seed, span)?;
        let drawn = residents::all(&street, last)?;
        let mut acts = Vec::new();
        for (who, (resident, chance)) in drawn.iter().enumerate() {
            let walk = Walk::new(&street, who, resident, chance.clone());
            acts.extend(walk.through(seed.habits.named.get(who))?);
        }
        // Stable: what one resident does at one moment stays in its order.
        acts.sort_by_key(|a| a.at);
        Ok(Plan { begins, residents: drawn.into_iter().map(|(r, _)| r).collect(), acts })
    }

    /// Without what has not happened yet.
    pub(super) fn until(mut self, now: Millis) -> Plan {
        self.acts.retain(|a| a.at <= now);
        self
    }
}
