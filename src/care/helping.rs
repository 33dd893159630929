//! Who acts for whom: asked by a link that works once, ended by either.

use super::{Helper, store};
use crate::db::Tx;
use crate::passport;
use crate::people::{self, Invited, Role};
use crate::words::{BrandId, Error, MembershipId, Millis, PassportId, PersonId, Result};

/// Who acts for this passport now, oldest first.
pub fn helpers(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Helper>> {
    store::helpers(tx, brand, passport)
}

/// Until when the open link to become a helper works, if there is one.
pub fn open_link(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Option<Millis>> {
    store::open_link(tx, brand, passport, now)
}

/// A link by which one person becomes a helper, once; an earlier one ends.
pub fn invite(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Invited> {
    people::invite_helper(tx, brand, passport, now)
}

/// Takes the open link back.
pub fn take_link_back(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<()> {
    people::void_invitations(tx, brand, passport, now)
}

/// For which passport a link asks for help.
///
/// # Errors
/// `link_used`, `link_expired`, not found.
pub fn asked_to_help(tx: &mut Tx, token: &str, now: Millis) -> Result<(BrandId, PassportId)> {
    let found = people::invitation(tx, token, now)?;
    let passport = found.passport_id.filter(|_| found.role == Role::Helper).ok_or_else(Error::not_found)?;
    Ok((found.brand_id, passport))
}

/// Becomes a helper by a link.
///
/// # Errors
/// As [`asked_to_help`]; `helps_self` where the passport is one's own.
pub fn help(tx: &mut Tx, token: &str, person: PersonId, now: Millis) -> Result<MembershipId> {
    let (brand, passport) = asked_to_help(tx, token, now)?;
    let own = people::memberships_of(tx, person)?;
    let is_own = |m: &people::Membership| m.role == Role::Resident && m.passport_id == Some(passport);
    if own.iter().any(is_own) {
        return Err(Error::refused(409, "helps_self"));
    }
    passport::lock_living(tx, brand, passport)?;
    people::accept(tx, token, person, now)
}

/// Ends a help: of this passport, or by this person where they end it themselves.
pub fn end_help(
    tx: &mut Tx,
    brand: BrandId,
    of: Option<PassportId>,
    by: Option<PersonId>,
    id: MembershipId,
    now: Millis,
) -> Result<PassportId> {
    let found = people::membership(tx, id)?;
    let passport = found.passport_id.filter(|_| found.role == Role::Helper && found.brand_id == brand);
    let theirs = (of.is_some() && found.passport_id == of) || by == Some(found.person_id);
    let passport = passport.filter(|_| theirs).ok_or_else(Error::not_found)?;
    people::dismiss(tx, brand, None, id, now)?;
    Ok(passport)
}

/// Whoever comes to hold a passport is its helper no more.
pub fn holds_now(tx: &mut Tx, brand: BrandId, passport: PassportId, person: PersonId, now: Millis) -> Result<()> {
    for one in helpers(tx, brand, passport)?.into_iter().filter(|h| h.person == person) {
        people::dismiss(tx, brand, None, one.membership, now)?;
    }
    Ok(())
}
