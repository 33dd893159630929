//! Everything of one person, row by row, oldest first where nothing else is said.

use crate::counter::{Redemption, Visit};
use crate::db::Tx;
use crate::db::schema::{
    askings as a, invitations as i, likes as l, memberships as m, pin_tries as pt, redemptions as r, resets, sessions,
    shares as sh, sign_in_tries as tries, slips as s, spent_passes as sp, visits as v,
};
use crate::people::{Invitation, Membership};
use crate::slip::Slip;
use crate::words::{BrandId, Millis, PassportId, PersonId, RedemptionId, Result, ShopId};
use diesel::prelude::*;

pub(super) fn visits(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<Visit>> {
    Ok(v::table
        .filter(v::brand_id.eq(brand).and(v::passport_id.eq(id)))
        .order((v::at.desc(), v::id.desc()))
        .load(tx)?)
}

pub(super) fn redemptions(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<Redemption>> {
    Ok(r::table.filter(r::brand_id.eq(brand).and(r::passport_id.eq(id))).order(r::id.desc()).load(tx)?)
}

/// Redemptions for which a live pass was shown, and no PIN typed.
pub(super) fn by_phone(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<RedemptionId>> {
    let theirs = sp::table.filter(sp::brand_id.eq(brand).and(sp::passport_id.eq(id)));
    Ok(theirs.select(sp::redemption_id).load(tx)?)
}

pub(super) fn slips(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<Slip>> {
    Ok(s::table.filter(s::brand_id.eq(brand).and(s::passport_id.eq(id))).order(s::id.desc()).load(tx)?)
}

pub(super) fn likes(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<(String, Millis)>> {
    let theirs = l::table.filter(l::brand_id.eq(brand).and(l::passport_id.eq(id)));
    Ok(theirs.order(l::need).select((l::need, l::created_at)).load(tx)?)
}

pub(super) fn shares(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<(String, ShopId, Millis)>> {
    let theirs = sh::table.filter(sh::brand_id.eq(brand).and(sh::passport_id.eq(id)));
    Ok(theirs.order((sh::kind, sh::shop_id)).select((sh::kind, sh::shop_id, sh::granted_at)).load(tx)?)
}

/// Shop, what it was about, what became of it, and when.
pub(super) fn askings(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<(ShopId, String, String, Millis)>> {
    let theirs = a::table.filter(a::brand_id.eq(brand).and(a::passport_id.eq(id)));
    Ok(theirs.order(a::at.desc()).select((a::shop_id, a::about, a::outcome, a::at)).load(tx)?)
}

/// Shop, wrong PINs in a row, and until when it rests.
pub(super) fn wrong_pins(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Vec<(ShopId, i64, Millis)>> {
    let theirs = pt::table.filter(pt::brand_id.eq(brand).and(pt::passport_id.eq(id)));
    Ok(theirs.order(pt::shop_id).select((pt::shop_id, pt::wrong, pt::locked_until)).load(tx)?)
}

/// Wrong ones in a row, and when last, of these subjects.
pub(super) fn wrong_passwords(tx: &mut Tx, subjects: Vec<String>) -> Result<Vec<(String, i64, Millis)>> {
    let theirs = tries::table.filter(tries::subject.eq_any(subjects));
    Ok(theirs.order(tries::subject).select((tries::subject, tries::wrong, tries::last_at)).load(tx)?)
}

/// Every membership by these passports or of this person, in any street, ended ones too.
pub(super) fn memberships(tx: &mut Tx, ids: &[PassportId], person: Option<PersonId>) -> Result<Vec<Membership>> {
    let mut all: Vec<Membership> = m::table.filter(m::passport_id.eq_any(ids.to_vec())).order(m::id).load(tx)?;
    if let Some(person) = person {
        let of: Vec<Membership> = m::table.filter(m::person_id.eq(person)).order(m::id).load(tx)?;
        all.extend(of);
    }
    all.sort_by_key(|m| m.id);
    all.dedup_by_key(|m| m.id);
    Ok(all)
}

/// Until when each sign-in on a device lasts.
pub(super) fn sessions(tx: &mut Tx, person: PersonId) -> Result<Vec<Millis>> {
    let theirs = sessions::table.filter(sessions::person_id.eq(person));
    Ok(theirs.order(sessions::expires_at).select(sessions::expires_at).load(tx)?)
}

/// Links to a new password: until when they work, and when they were used.
pub(super) fn resets(tx: &mut Tx, person: PersonId) -> Result<Vec<(Millis, Option<Millis>)>> {
    let theirs = resets::table.filter(resets::person_id.eq(person));
    Ok(theirs.order(resets::expires_at).select((resets::expires_at, resets::used_at)).load(tx)?)
}

pub(super) fn invitations(tx: &mut Tx, email: &str) -> Result<Vec<Invitation>> {
    Ok(i::table.filter(i::email.eq(email)).order(i::id).load(tx)?)
}
