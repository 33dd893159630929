//! The summary programs ask for: one period, a handful of figures.

use super::reading::{Reading, Slips};
use super::rules::{self, Cell};
use super::trail::{Numbers, Tally};
use super::{Period, days, store};
use crate::brand::Brand;
use crate::db::Tx;
use crate::words::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// A period in figures. What stands for fewer than ten people is null and named in `suppressed`; all else is rounded
/// to 5. A period that is not over is told so far.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Summary {
    /// As asked: `2026-W40`, `2026-10`, `2026-Q4`, `2026`.
    pub period: String,
    /// Its first day.
    #[schema(format = Date)]
    pub from: String,
    /// Its last day.
    #[schema(format = Date)]
    pub to: String,
    /// Visits that were not taken back.
    pub visits: Option<i64>,
    /// People with a visit.
    pub active_passports: Option<i64>,
    /// Share of these who used more than one shop, 0 to 1.
    pub cross_shop_rate: Option<f64>,
    pub slips: SlipCounts,
    pub points: PointSums,
    /// What is not told, as `slips.given`.
    pub suppressed: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SlipCounts {
    /// Given within the period and not taken back.
    pub given: Option<i64>,
    /// Of these, used by now.
    pub redeemed: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PointSums {
    /// To residents: for visits of the period and for slips used in it, less what was taken back.
    pub issued: Option<i64>,
    /// Used at counters, less what was given back.
    pub redeemed: Option<i64>,
}

/// A period in figures.
pub fn summary(tx: &mut Tx, brand: &Brand, period: Period) -> Result<Summary> {
    let read = Reading::of(tx, brand, period, false)?;
    let slips = Slips::of(tx, brand.id, &read, period)?;
    let (from, to) = days(period);
    let zone = brand.zone();
    let trail = &read.trail;
    let active = trail.all.crowd.people();
    let (passports, classes) = (Cell::people(active), trail.used.classes());
    let one = rules::classes(passports, classes)[0];
    let shared = rules::shared(passports, one, classes[1..].iter().sum());
    let issued = trail.points + store::welcomes(tx, brand.id, from.start(&zone), to.start(&zone))?;
    let (mut people, mut redeemed) = (Numbers::default(), Tally::default());
    for (passport, points) in store::spendings(tx, brand.id, from, to)? {
        redeemed.add(people.of(passport), points);
    }
    let mut summary = Summary {
        period: period.key(),
        from: period.first().to_string(),
        to: period.last().to_string(),
        visits: trail.all.cell().told(),
        active_passports: passports.told(),
        cross_shop_rate: shared.map(|percent| percent as f64 / 100.0),
        slips: SlipCounts { given: slips.given.cell().told(), redeemed: slips.used.cell().told() },
        points: PointSums { issued: Cell::of(active, issued).told(), redeemed: redeemed.cell().told() },
        suppressed: Vec::new(),
    };
    summary.suppressed = summary.hidden();
    Ok(summary)
}

impl Summary {
    fn hidden(&self) -> Vec<&'static str> {
        let told = [
            ("visits", self.visits.is_some()),
            ("active_passports", self.active_passports.is_some()),
            ("cross_shop_rate", self.cross_shop_rate.is_some()),
            ("slips.given", self.slips.given.is_some()),
            ("slips.redeemed", self.slips.redeemed.is_some()),
            ("points.issued", self.points.issued.is_some()),
            ("points.redeemed", self.points.redeemed.is_some()),
        ];
        told.into_iter().filter(|(_, told)| !told).map(|(name, _)| name).collect()
    }
}
