//! What a person may ask of the house: everything it knows of them, and to be forgotten. What is told and what is left of
//! each table stands in `rules`; an erasure leaves the books whole: the passport becomes a number without a person.

mod journal;
pub mod pages;
pub mod rules;
mod store;
mod told;

pub use journal::Journal;
pub use store::{Erasure, all, erased_members};
pub use told::{Everything, everything};

use crate::counter::answers;
use crate::db::{Db, Tx};
use crate::passport::{self, Passport};
use crate::web::House;
use crate::words::{BrandId, Error, Millis, PassportId, PersonId, Points, Result, codes};
use crate::{brand, care, ledger, proposal};

/// What an erasure came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Points that lapsed with it.
    pub lapsed: Points,
    /// Sign-ins that ended for good.
    pub persons: Vec<PersonId>,
}

/// Erases whoever holds a passport, with all that was merged into it. Points lapse through the ledger first; what the books
/// need stays, as numbers. Whoever works here too keeps that sign-in.
///
/// To be followed by [`settle`], outside the write.
///
/// # Errors
/// `erased` where it was done before.
pub fn erase(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Erased> {
    let held = passport::lock(tx, brand, passport)?;
    if held.is_gone() {
        return Err(Error::refused(410, "erased"));
    }
    ledger::settle_debt(tx, brand, passport.0, now)?;
    let lapsed = passport::give_up(tx, &held, now)?;
    let mut family = vec![held];
    family.extend(store::merged_into(tx, brand, passport)?);
    let ids: Vec<PassportId> = family.iter().map(|p| p.id).collect();
    let printed: Vec<String> = family.iter().map(|p| codes::printed(&p.code)).collect();
    answers::forget_about(tx, brand, &ids, &printed)?;
    store::forget_told(tx, brand, &ids)?;
    for id in &ids {
        care::forget(tx, brand, *id)?;
        proposal::forget(tx, brand, *id)?;
    }
    store::forget_words(tx, brand, &ids, now)?;
    store::forget_tries(tx, &ids)?;
    let mut numbers = printed.clone();
    for id in &ids {
        let cards = passport::cards_of(tx, brand, *id)?;
        numbers.extend(cards.into_iter().flat_map(|c| [codes::printed(&c.code), c.token]));
    }
    care::forget_numbers(tx, brand, &numbers)?;
    store::forget_cards(tx, brand, &ids, now)?;
    let persons = sign_ins(tx, brand, &ids)?;
    for holder in &family {
        store::remember(tx, &erasure_of(holder, now))?;
        store::forget_passport(tx, brand, holder.id)?;
    }
    Ok(Erased { lapsed, persons })
}

fn erasure_of(p: &Passport, now: Millis) -> Erasure {
    let member = p.origin.as_deref().map(|member| rules::mark(p.brand_id, member));
    Erasure { brand_id: p.brand_id, passport_id: p.id, at: now, member }
}

/// Ends the memberships by these passports, and the sign-ins that open nothing else.
fn sign_ins(tx: &mut Tx, brand: BrandId, passports: &[PassportId]) -> Result<Vec<PersonId>> {
    let holders = store::holders(tx, brand, passports)?;
    store::forget_memberships(tx, brand, passports)?;
    let mut gone = Vec::new();
    for person in holders {
        if crate::people::memberships_of(tx, person)?.is_empty() {
            store::forget_person(tx, person)?;
            gone.push(person);
        }
    }
    Ok(gone)
}

/// [`erase`] and [`settle`]: for whoever may ask for it.
pub async fn forget(house: &House, brand: BrandId, passport: PassportId) -> Result<Erased> {
    let now = house.clock.now();
    let erased = house.db.write(move |tx| erase(tx, brand, passport, now)).await?;
    settle(house).await;
    Ok(erased)
}

/// After an erasure: it is written into the file beside the secret, and goes from the database's files. What fails here is
/// logged, and the erasure stands; the file is made good at the next start, the log emptied with the next erasure.
pub async fn settle(house: &House) {
    let (db, journal) = (house.db.clone(), Journal::beside(&house.config.secret_file));
    let done = tokio::task::spawn_blocking(move || {
        journal.add(&db.read_now(store::all)?)?;
        db.scrub_now(&rules::touched())
    });
    match done.await {
        Ok(Ok(())) => {}
        Ok(Err(e)) => tracing::warn!(error = %e, "an erasure is not yet gone from all files"),
        Err(e) => tracing::warn!(error = %e, "an erasure is not yet gone from all files"),
    }
}

/// Applies every erasure that this database does not know: it may be an older copy. How many people that were.
pub fn catch_up(db: &Db, journal: &Journal, also: &[Erasure], now: Millis) -> Result<usize> {
    let mut known = journal.read()?;
    known.extend_from_slice(also);
    let mut applied = 0;
    for erasure in known {
        applied += usize::from(db.write_now(move |tx| again(tx, &erasure, now))?);
    }
    journal.add(&db.read_now(store::all)?)?;
    if applied > 0 {
        db.scrub_now(&rules::touched())?;
    }
    Ok(applied)
}

/// One erasure once more; false where there is nothing of it here.
fn again(tx: &mut Tx, erasure: &Erasure, now: Millis) -> Result<bool> {
    let Erasure { brand_id, passport_id, .. } = *erasure;
    if store::is_known(tx, brand_id, passport_id)? || brand::all(tx)?.iter().all(|b| b.id != brand_id) {
        return Ok(false);
    }
    // With its own time and mark, whatever this copy holds.
    store::remember(tx, erasure)?;
    match erase(tx, brand_id, passport_id, now) {
        Ok(_) => Ok(true),
        Err(e) if matches!(e.code(), Some("not_found" | "erased")) => Ok(false),
        Err(e) => Err(e),
    }
}
