//! Persons, their sign-in and what they may do. A person's rights come from memberships alone.

pub mod pages;
pub mod pin;
pub mod rules;
pub mod session;
mod store;
mod tries;
pub mod who;

pub use store::{
    ApiKey, Invitation, Membership, Person, StoredSession, api_key, api_keys_of, drop_session, end_api_key, holder,
    invitations_open, membership, memberships_of, memberships_of_brand, person, person_by_email, session,
    set_left_hand, shops_with_owner, staff_of, void_invitations,
};

pub use tries::{Tries, arrive};

use crate::db::{Db, Tx};
use crate::words::{
    ApiKeyId, BrandId, Error, InvitationId, MembershipId, Millis, PassKeyId, PassportId, PersonId, Refusal, Result,
    ShopId, codes, text_enum, time,
};

text_enum!(
    /// What a membership lets a person do.
    Role {
        Owner = "owner",
        Clerk = "clerk",
        Coordinator = "coordinator",
        Officer = "officer",
        Auditor = "auditor",
        Resident = "resident",
        /// Acts for the passport of somebody else.
        Helper = "helper",
    }
);

impl Role {
    pub fn of_a_shop(self) -> bool {
        matches!(self, Role::Owner | Role::Clerk)
    }

    /// Opens a passport: one's own, or that of somebody one acts for. Such roles are nobody else's to hand on.
    pub fn of_a_passport(self) -> bool {
        matches!(self, Role::Resident | Role::Helper)
    }
}

/// How long an invitation can be used.
pub const INVITATION_DAYS: i64 = 14;
/// How long the link to become somebody's helper can be used.
pub const HELPER_HOURS: i64 = 24;
/// How long a link to a new password can be used.
const RESET_HOURS: i64 = 2;

/// A person to be.
#[derive(Debug, Clone)]
pub struct Newcomer {
    pub email: String,
    pub name: String,
    pub name_en: String,
    /// Already hashed (outside the writer).
    pub password_hash: String,
}

/// Makes a person.
///
/// # Errors
/// `bad_email`, `bad_name`, `email_taken`.
pub fn join(tx: &mut Tx, new: &Newcomer, now: Millis) -> Result<Person> {
    let email = rules::email(&new.email)?;
    let name = rules::name(&new.name)?;
    if store::person_by_email(tx, &email)?.is_some() {
        return Err(Refusal::new(409, "email_taken").field("email").into());
    }
    let person = Person {
        id: PersonId::new(),
        email,
        name,
        name_en: new.name_en.trim().to_owned(),
        password_hash: new.password_hash.clone(),
        left_hand: false,
        created_at: now,
    };
    store::insert_person(tx, &person)?;
    Ok(person)
}

/// What a role is held for: the brand, one of its shops, or a passport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Brand,
    Shop(ShopId),
    Passport(PassportId),
}

/// Gives a person a role. Having it already is as good.
pub fn admit(
    tx: &mut Tx,
    brand: BrandId,
    person: PersonId,
    role: Role,
    what: For,
    now: Millis,
) -> Result<MembershipId> {
    let (shop_id, passport_id) = match what {
        For::Brand => (None, None),
        For::Shop(shop) => (Some(shop), None),
        For::Passport(passport) => (None, Some(passport)),
    };
    let held = store::memberships_of(tx, person)?
        .into_iter()
        .find(|m| m.brand_id == brand && m.role == role && m.shop_id == shop_id && m.passport_id == passport_id);
    if let Some(held) = held {
        return Ok(held.id);
    }
    let new = Membership {
        brand_id: brand,
        id: MembershipId::new(),
        person_id: person,
        role,
        shop_id,
        passport_id,
        created_at: now,
        ended_at: None,
    };
    store::insert_membership(tx, &new)?;
    // A link to a new password opens what the person was when it was made, not what they have become.
    store::void_resets(tx, person, now)?;
    Ok(new.id)
}

/// Ends a membership of this brand (and shop, where one is given).
pub fn dismiss(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>, id: MembershipId, now: Millis) -> Result<()> {
    let found = store::membership(tx, id)?;
    if found.brand_id != brand || (shop.is_some() && found.shop_id != shop) || found.ended_at.is_some() {
        return Err(Error::not_found());
    }
    store::drop_staff_pin(tx, brand, id)?;
    store::end_membership(tx, id, now)
}

/// An invitation as it leaves the server: the token is in no other place.
#[derive(Debug, Clone)]
pub struct Invited {
    pub invitation: Invitation,
    pub token: String,
}

/// Invites somebody to a role. Who may invite whom is the route's business; that role and shop fit is ours.
pub fn invite(
    tx: &mut Tx,
    brand: BrandId,
    role: Role,
    shop: Option<ShopId>,
    email: &str,
    by: Option<PersonId>,
    now: Millis,
) -> Result<Invited> {
    let email = if email.trim().is_empty() { String::new() } else { rules::email(email)? };
    if role.of_a_passport() || role.of_a_shop() != shop.is_some() {
        return Err(Refusal::new(422, "bad_role").field("role").into());
    }
    let token = codes::token();
    let invitation = Invitation {
        brand_id: brand,
        id: InvitationId::new(),
        token_hash: codes::sha256(&token),
        role,
        shop_id: shop,
        email,
        invited_by: by,
        created_at: now,
        expires_at: now.plus(INVITATION_DAYS * time::DAY),
        used_at: None,
        passport_id: None,
    };
    store::insert_invitation(tx, &invitation)?;
    Ok(Invited { invitation, token })
}

/// Invites somebody to act for a passport. One such link is open at a time: an earlier one ends.
pub fn invite_helper(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Invited> {
    store::void_invitations(tx, brand, passport, now)?;
    let token = codes::token();
    let invitation = Invitation {
        brand_id: brand,
        id: InvitationId::new(),
        token_hash: codes::sha256(&token),
        role: Role::Helper,
        shop_id: None,
        email: String::new(),
        // Whoever holds the passport asks; on a shop's tablet that is not who is signed in.
        invited_by: None,
        created_at: now,
        expires_at: now.plus(HELPER_HOURS * time::HOUR),
        used_at: None,
        passport_id: Some(passport),
    };
    store::insert_invitation(tx, &invitation)?;
    Ok(Invited { invitation, token })
}

/// The open invitation behind a link.
///
/// # Errors
/// `link_used`, `link_expired`, not found.
pub fn invitation(tx: &mut Tx, token: &str, now: Millis) -> Result<Invitation> {
    let found = store::invitation(tx, &codes::sha256(token))?.ok_or_else(Error::not_found)?;
    if found.used_at.is_some() {
        return Err(Error::refused(410, "link_used"));
    }
    if found.expires_at <= now {
        return Err(Error::refused(410, "link_expired"));
    }
    Ok(found)
}

/// Takes an invitation up: once. What it made of the person.
pub fn accept(tx: &mut Tx, token: &str, person: PersonId, now: Millis) -> Result<MembershipId> {
    let found = invitation(tx, token, now)?;
    if store::use_invitation(tx, found.id, now)? == 0 {
        return Err(Error::refused(410, "link_used"));
    }
    let what = match (found.passport_id, found.shop_id) {
        (Some(passport), _) => For::Passport(passport),
        (None, Some(shop)) => For::Shop(shop),
        (None, None) => For::Brand,
    };
    admit(tx, found.brand_id, person, found.role, what, now)
}

/// A one-time link to a new password.
pub fn reset_link(tx: &mut Tx, person: PersonId, now: Millis) -> Result<String> {
    let token = codes::token();
    store::insert_reset(tx, &codes::sha256(&token), person, now.plus(RESET_HOURS * time::HOUR))?;
    Ok(token)
}

/// A one-time link to a new password, for whoever holds `by` to hand on to the holder of a membership, and until when it
/// works. Only where all that the person may do lies within what the asker answers for: a link opens everything.
///
/// # Errors
/// Not found where the membership is not the asker's to open; `not_allowed` for one's own; `more_than_yours`.
pub fn hand_on_reset(tx: &mut Tx, by: &Membership, of: MembershipId, now: Millis) -> Result<(Person, String, Millis)> {
    let named = store::membership(tx, of)?;
    if named.ended_at.is_some() || !rules::hands_on(by, &named) {
        return Err(Error::not_found());
    }
    if named.person_id == by.person_id {
        return Err(Error::refused(403, "not_allowed"));
    }
    let own = store::memberships_of(tx, by.person_id)?;
    let theirs = store::memberships_of(tx, named.person_id)?;
    if !theirs.iter().all(|of| own.iter().any(|by| rules::answers_for(by, of))) {
        return Err(Error::refused(403, "more_than_yours"));
    }
    let token = reset_link(tx, named.person_id, now)?;
    Ok((store::person(tx, named.person_id)?, token, now.plus(RESET_HOURS * time::HOUR)))
}

/// Who a reset link is for.
pub fn reset_holder(tx: &mut Tx, token: &str, now: Millis) -> Result<PersonId> {
    let (person, expires, used) = store::reset(tx, &codes::sha256(token))?.ok_or_else(Error::not_found)?;
    if used.is_some() {
        return Err(Error::refused(410, "link_used"));
    }
    if expires <= now {
        return Err(Error::refused(410, "link_expired"));
    }
    Ok(person)
}

/// Sets a new password by a reset link: once. Every session and every other such link of the person ends, and wrong
/// passwords are forgotten.
pub fn reset_password(tx: &mut Tx, token: &str, password_hash: &str, now: Millis) -> Result<PersonId> {
    let person = reset_holder(tx, token, now)?;
    if store::use_reset(tx, &codes::sha256(token), now)? == 0 {
        return Err(Error::refused(410, "link_used"));
    }
    store::set_password(tx, person, password_hash)?;
    store::void_resets(tx, person, now)?;
    store::end_sessions_of(tx, person)?;
    Tries::sign_in(&store::person(tx, person)?.email).forget(tx)?;
    Ok(person)
}

/// Makes a key for the JSON API: a shop's, or (without one) a coordinator's.
pub fn make_api_key(
    tx: &mut Tx,
    brand: BrandId,
    shop: Option<ShopId>,
    name: &str,
    by: Option<PersonId>,
    now: Millis,
) -> Result<ApiKeyId> {
    let key = ApiKey {
        brand_id: brand,
        id: ApiKeyId::new(),
        shop_id: shop,
        name: rules::name(name)?,
        made_by: by,
        created_at: now,
        ended_at: None,
    };
    store::insert_api_key(tx, &key)?;
    Ok(key.id)
}

/// How long tries and spent links are remembered: longer than either matters.
const REMEMBERED_DAYS: i64 = 2;

/// Ends a person's sessions on the phone that registered this key to make passes.
pub fn end_sessions_on(tx: &mut Tx, person: PersonId, key: PassKeyId) -> Result<()> {
    for stored in store::sessions_of(tx, person)? {
        if session::is_on(&stored.state, key) {
            store::drop_session(tx, &stored.token_hash)?;
        }
    }
    Ok(())
}

/// Forgets what is over: sessions, tries, links to a new password.
pub fn sweep(tx: &mut Tx, now: Millis) -> Result<()> {
    let before = now.plus(-REMEMBERED_DAYS * time::DAY);
    store::forget_sessions(tx, now)?;
    store::forget_tries(tx, before)?;
    store::forget_resets(tx, before).map(drop)
}

/// The signing keys that verify, oldest first; the first is made where there is none.
pub fn signing_kids(db: &Db, now: Millis) -> Result<Vec<String>> {
    let held = db.read_now(store::kids)?;
    if !held.is_empty() {
        return Ok(held);
    }
    new_signing_key(db, now)
}

/// Makes another signing key: it signs from now on, the older ones still verify.
pub fn new_signing_key(db: &Db, now: Millis) -> Result<Vec<String>> {
    let kid = codes::random(codes::PASSPORT_LEN);
    db.write_now(move |tx| store::insert_kid(tx, &kid, now))?;
    db.read_now(store::kids)
}
