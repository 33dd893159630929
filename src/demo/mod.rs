//! The demo street: `seed/` brought to life through the same acts as any other street, the same each time for the same
//! day. What happens is made up first (`plan`, pure), then done (`founding`, `living`). Nothing here has rules of its
//! own about points, slips or people.

mod calendar;
mod chance;
mod closing;
mod described;
mod founding;
mod habits;
mod living;
mod plan;
mod proposals;
mod residents;
mod seed;
mod stops;
#[cfg(test)]
mod tests;
mod walks;

pub use described::{BrandLine, Coordinator, Described, ResidentLine, ShopLine, SignIn, described};

use crate::db::Db;
use crate::keys::Keys;
use crate::words::{Error, Millis, Result};
use crate::{brand, people, shop};
use founding::Hashes;
use plan::{Act, Plan, What};
use seed::Seed;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub residents: usize,
    pub visits: usize,
}

/// What a database holds, seen from the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// No brand.
    Nothing,
    /// A demo street, from its founding to today.
    Whole,
    /// A demo street whose making was broken off: to be made anew.
    Half,
    /// A street that is no demo: not to be touched.
    Real,
}

/// Makes the street, with six months behind it that end now. `progress` hears what is being done.
///
/// # Errors
/// `code_taken` where it has been made before.
pub fn make(db: &Db, keys: &Keys, now: Millis, progress: impl FnMut(&str)) -> Result<Made> {
    let seed = Seed::read()?;
    let zone = jiff::tz::TimeZone::get(&seed.street.brand.timezone).map_err(Error::broken)?;
    let plan = Plan::new(&seed, now.zoned(&zone).date(), &zone)?.until(now);
    build(db, keys, seed, plan, now, progress)
}

fn build(db: &Db, keys: &Keys, seed: Seed, plan: Plan, now: Millis, mut progress: impl FnMut(&str)) -> Result<Made> {
    progress("passwords and PINs");
    let hashes = hash_all(keys, secrets(&seed))?;

    progress("shops and people");
    let shared = Arc::new((seed, hashes));
    let (given, begins) = (shared.clone(), plan.begins);
    let founded = db.write_now(move |tx| founding::found(tx, &given.0, &given.1, begins))?;

    let count = |is: fn(&Act) -> bool| plan.acts.iter().filter(|a| is(a)).count();
    let made =
        Made { residents: count(|a| matches!(a.what, What::Register { .. })), visits: count(|a| a.visit().is_some()) };
    let street = Arc::new(living::Street::new(shared, founded, plan.residents));
    living::live(db, &street, &plan.acts, &mut progress)?;
    progress("the books");
    closing::close(db, &street.founded, now)?;
    db.write_now(move |tx| {
        proposals::describe(tx, &street.founded, street.seed(), now)?;
        founding::finish(tx, &street.founded, street.seed(), now)
    })?;
    Ok(made)
}

/// Looks whether a database holds the demo, and all of it.
pub fn look(db: &Db) -> Result<Found> {
    db.read_now(|tx| {
        let brands = brand::all(tx)?;
        if brands.iter().any(|b| !b.is_demo) {
            return Ok(Found::Real);
        }
        let Some(demo) = brands.first() else { return Ok(Found::Nothing) };
        // The keys are the last thing made; one of them will still be there.
        let mut whole = !people::api_keys_of(tx, demo.id, None)?.is_empty();
        for shop in shop::all(tx, demo.id)? {
            whole = whole || !people::api_keys_of(tx, demo.id, Some(shop.id))?.is_empty();
        }
        Ok(if whole { Found::Whole } else { Found::Half })
    })
}

/// May `--fresh` drop what is here?
pub fn is_demo(db: &Db) -> Result<bool> {
    Ok(matches!(look(db)?, Found::Whole | Found::Half))
}

/// Every password and PIN of the demo, each once.
fn secrets(seed: &Seed) -> Vec<String> {
    let (team, shops) = (&seed.street.team, &seed.street.shops);
    let mut people = vec![&team.coordinator, &team.officer, &team.auditor];
    people.extend(shops.iter().map(|s| &s.owner));
    people.extend(shops.iter().flat_map(|s| &s.clerks));
    let mut secrets: BTreeSet<&str> = people.into_iter().map(|p| p.password.as_str()).collect();
    secrets.extend(seed.habits.named.iter().flat_map(|n| [n.password.as_str(), n.pin.as_str()]));
    secrets.extend([residents::PASSWORD, residents::PIN, founding::STAFF_PIN]);
    secrets.into_iter().map(str::to_owned).collect()
}

/// Argon2 is slow on purpose: on all cores, before any write.
fn hash_all(keys: &Keys, secrets: Vec<String>) -> Result<Hashes> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = secrets.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let hash = |some: &[String]| -> Result<Vec<(String, String)>> {
            some.iter().map(|s| Ok((s.clone(), keys.hash(s)?))).collect()
        };
        let running: Vec<_> = secrets.chunks(share).map(|some| scope.spawn(move || hash(some))).collect();
        let mut hashes = Hashes::new();
        for thread in running {
            hashes.extend(thread.join().map_err(|_| Error::broken("the hashing stopped"))??);
        }
        Ok(hashes)
    })
}
