//! Who did what about a visit or a redemption, for its receipt.

use super::{Scene, told};
use crate::counter::{self, Visit};
use crate::db::Tx;
use crate::passport;
use crate::words::{Millis, PassportId, PersonId, Result};
use noren_views::counter::{Done, Step, Trail};
use noren_views::words::date_short;

/// The time, with the day where it is another one.
pub(super) fn when(scene: &Scene, at: Millis) -> String {
    let zone = scene.brand().zone();
    let (day, time) = (at.zoned(&zone).date(), at.clock_time(&zone));
    if day == scene.now.zoned(&zone).date() { time } else { format!("{} {time}", date_short(scene.lang, day)) }
}

pub(super) fn of_visit(tx: &mut Tx, scene: &Scene, visit: &Visit) -> Result<Trail> {
    let mut trail = of(tx, scene, visit.id.0, visit.staff_id, visit.passport_id)?;
    let mut steps = Vec::new();
    for c in counter::corrections(tx, scene.brand().id, visit.id)? {
        steps.push(Step {
            what: Done::Corrected(c.amount_before.map(|a| a.0)),
            when: when(scene, c.at),
            by: told::name(tx, c.staff_id, scene.lang)?,
            approved: told::name(tx, c.approved_by, scene.lang)?,
        });
    }
    steps.append(&mut trail.steps);
    Ok(Trail { steps, ..trail })
}

pub(super) fn of(tx: &mut Tx, scene: &Scene, about: i64, by: Option<PersonId>, passport: PassportId) -> Result<Trail> {
    let undone = match counter::undoing(tx, scene.brand().id, about)? {
        None => None,
        Some(u) => Some(Step {
            what: Done::Undone,
            when: when(scene, u.at),
            by: told::name(tx, u.staff_id, scene.lang)?,
            approved: told::name(tx, u.approved_by, scene.lang)?,
        }),
    };
    Ok(Trail {
        by: told::name(tx, by, scene.lang)?,
        steps: undone.into_iter().collect(),
        owes: passport::owes(tx, scene.brand().id, passport)?.0,
    })
}
