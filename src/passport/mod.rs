//! Passports and their cards: registering, finding, claiming, merging, the PIN, what a resident shares. What happens
//! at a counter is in `counter`; how points move is in `ledger`.

mod merging;
pub mod pass;
pub mod pin;
pub mod rules;
mod lapsing;
mod store;

pub use lapsing::{Due, claim_warning, give_up, give_warning_back, lapse, lapse_some, lapses_at, lapsing_soon};
pub use merging::merge;
pub use store::{
    Acquaintance, Card, PassKey, Passport, acquaintance, acquaintances, add_visit, batch, cards_of, earned_on,
    earned_otherwise, idle, likes, lock, met_here, pass_keys, passport, recount, search_here, set_likes, share_no_more,
    shares, street_of_card, touch,
};

use crate::db::Tx;
use crate::ledger::{self, Kind, Side};
use crate::words::{
    BrandId, CardId, Day, Error, Millis, PassportId, Points, Refusal, Result, ShopId, codes, codes::Shown, text_enum,
};

text_enum!(
    /// What a resident may share with a shop. Each is off until turned on.
    Sharing {
        /// Where I have been.
        Been = "been",
        /// What I like, and how.
        Likes = "likes",
        /// What I tried, and how I found it.
        Tried = "tried",
        /// My birthday month, and what I give to whom.
        Occasions = "occasions",
        /// Other things I told a shop.
        Notes = "notes",
        /// That I have not been for long: the shop may say so.
        Missed = "missed",
        /// How I found what I tried, told to others without my name.
        Quoted = "quoted",
    }
);

/// A resident to be.
#[derive(Debug, Clone, Default)]
pub struct Newcomer {
    pub name: String,
    pub reading: String,
    /// Hashed outside the writer, typed by the resident.
    pub pin_hash: Option<String>,
    /// What a pre-printed card shows; a new card is made where empty.
    pub card: String,
}

/// A card as it was made; the claim code is in no other place.
#[derive(Debug, Clone)]
pub struct NewCard {
    pub card: Card,
    pub claim: String,
}

/// Registers a resident with a passport and a card.
///
/// # Errors
/// `bad_name`, `unknown_card`, `card_taken`.
pub fn register(
    tx: &mut Tx,
    brand: BrandId,
    new: &Newcomer,
    at_shop: Option<ShopId>,
    now: Millis,
) -> Result<(Passport, NewCard)> {
    let name = rules::name(&new.name)?;
    let reading = rules::reading(&new.reading);
    let draw = || codes::random(codes::PASSPORT_LEN);
    let passport = Passport {
        brand_id: brand,
        id: PassportId::new(),
        code: rules::free_code(draw, |code| Ok(store::by_code(tx, brand, code)?.is_some()))?,
        search: rules::search_words(&name, &reading),
        name,
        reading,
        pin_hash: new.pin_hash.clone(),
        origin: None,
        merged_into: None,
        last_visit_at: now,
        last_shop: at_shop,
        created_at: now,
        earned_day: Day(0),
        earned_points: Points::ZERO,
        warned_at: None,
    };
    store::insert(tx, &passport)?;
    let card = if new.card.trim().is_empty() {
        issue(tx, brand, Some(passport.id), at_shop, None, now)?
    } else {
        NewCard { card: bind(tx, brand, &new.card, passport.id)?, claim: String::new() }
    };
    if let Some(shop) = at_shop {
        store::meet(tx, brand, shop, passport.id, now)?;
    }
    Ok((passport, card))
}

/// Gives a blank card its passport.
fn bind(tx: &mut Tx, brand: BrandId, shown: &str, passport: PassportId) -> Result<Card> {
    let no_card = || Error::from(Refusal::new(404, "unknown_card").field("card"));
    let card = store::card(tx, brand, &codes::shown(shown))?.ok_or_else(no_card)?;
    if card.revoked_at.is_some() || store::bind(tx, card.id, passport)? == 0 {
        return Err(Refusal::new(409, "card_taken").field("card").into());
    }
    Ok(Card { passport_id: Some(passport), ..card })
}

/// Makes a card: for a passport, or blank for a sheet to print.
pub fn issue(
    tx: &mut Tx,
    brand: BrandId,
    passport: Option<PassportId>,
    by: Option<ShopId>,
    batch: Option<i64>,
    now: Millis,
) -> Result<NewCard> {
    let claim = codes::random(codes::PASSPORT_LEN);
    let draw = || codes::random(codes::CARD_LEN);
    let taken = |code: &str| Ok(store::card(tx, brand, &Shown::Card(code.to_owned()))?.is_some());
    let card = Card {
        brand_id: brand,
        id: CardId::new(),
        token: codes::token(),
        code: rules::free_code(draw, taken)?,
        passport_id: passport,
        claim_hash: Some(codes::sha256(&claim)),
        batch,
        issued_by: by,
        created_at: now,
        revoked_at: None,
    };
    store::insert_card(tx, &card)?;
    Ok(NewCard { card, claim })
}

/// Makes blank cards to print: one sheet.
pub fn issue_sheet(tx: &mut Tx, brand: BrandId, by: Option<ShopId>, count: usize, now: Millis) -> Result<Vec<NewCard>> {
    let sheet = CardId::new().0;
    (0..count).map(|_| issue(tx, brand, None, by, Some(sheet), now)).collect()
}

/// Revokes a passport's cards and gives it another one: new, or a pre-printed one that is shown.
pub fn replace_card(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shown: &str,
    by: Option<ShopId>,
    now: Millis,
) -> Result<NewCard> {
    store::revoke_cards(tx, brand, passport, now)?;
    let new = if shown.trim().is_empty() {
        issue(tx, brand, Some(passport), by, None, now)?.card
    } else {
        bind(tx, brand, shown, passport)?
    };
    // Whoever names a name may get a card, but not the code that would let them set its PIN.
    store::forget_claim(tx, new.id)?;
    Ok(NewCard { card: new, claim: String::new() })
}

/// The passport behind what is shown: a card's token or code, or a passport's code. A merged passport leads to the
/// one it became.
///
/// # Errors
/// `unknown_card`, `revoked_card`.
pub fn find(tx: &mut Tx, brand: BrandId, shown: &str) -> Result<PassportId> {
    let named = named_by(tx, brand, shown)?;
    let passport = store::passport(tx, brand, named)?;
    Ok(passport.merged_into.unwrap_or(passport.id))
}

/// [`find`], locked until the transaction ends. It is the lock that tells whether it was merged: before, that might
/// happen yet.
pub fn find_locked(tx: &mut Tx, brand: BrandId, shown: &str) -> Result<Passport> {
    let named = named_by(tx, brand, shown)?;
    let held = lock(tx, brand, named)?;
    let holder = match held.merged_into {
        None => held,
        Some(kept) => lock(tx, brand, kept)?,
    };
    // It may just have been erased.
    if holder.is_gone() { Err(Refusal::new(404, "unknown_card").field("card").into()) } else { Ok(holder) }
}

/// [`lock`], of somebody who was not erased meanwhile: whatever is written about them must not come after that.
///
/// # Errors
/// `erased` (410).
pub fn lock_living(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Passport> {
    let held = lock(tx, brand, id)?;
    if held.is_gone() { Err(Error::refused(410, "erased")) } else { Ok(held) }
}

/// Locks the passport something belongs to (`holder` says which). Until it is locked it may become another's: it is asked again.
pub fn lock_holder(
    tx: &mut Tx,
    brand: BrandId,
    mut holder: impl FnMut(&mut Tx) -> Result<PassportId>,
) -> Result<Passport> {
    let mut id = holder(tx)?;
    loop {
        let held = lock(tx, brand, id)?;
        let by_now = holder(tx)?;
        if by_now == id {
            return Ok(held);
        }
        id = by_now;
    }
}

/// Whose this card is or was, a revoked one too; nothing where nobody knows it.
pub fn holder_of(tx: &mut Tx, brand: BrandId, shown: &str) -> Result<Option<PassportId>> {
    match codes::shown(shown) {
        Shown::Other => Ok(None),
        Shown::Passport(code) => store::by_code(tx, brand, &code),
        card => Ok(store::card(tx, brand, &card)?.and_then(|c| c.passport_id)),
    }
}

fn named_by(tx: &mut Tx, brand: BrandId, shown: &str) -> Result<PassportId> {
    let unknown = || Error::from(Refusal::new(404, "unknown_card").field("card"));
    let read = codes::shown(shown);
    match &read {
        Shown::Other => Err(unknown()),
        Shown::Passport(code) => store::by_code(tx, brand, code)?.ok_or_else(unknown),
        Shown::Token(_) | Shown::Card(_) => {
            let card = store::card(tx, brand, &read)?.ok_or_else(unknown)?;
            if card.revoked_at.is_some() {
                return Err(Refusal::new(410, "revoked_card").field("card").into());
            }
            card.passport_id.ok_or_else(unknown)
        }
    }
}

/// Does this claim code belong to a live card of the passport? Then its holder is the resident.
pub fn claim_fits(tx: &mut Tx, brand: BrandId, passport: PassportId, claim: &str) -> Result<bool> {
    let Some(claim) = codes::parse(claim, codes::PASSPORT_LEN) else { return Ok(false) };
    let hash = codes::sha256(&claim);
    let cards = store::cards_of(tx, brand, passport)?;
    Ok(cards.iter().any(|c| c.revoked_at.is_none() && c.claim_hash.as_deref() == Some(&hash)))
}

/// A claim code is good once.
pub fn use_claims(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    store::forget_claims(tx, brand, passport)
}

/// Sets or changes the resident's PIN.
pub fn set_pin(tx: &mut Tx, brand: BrandId, passport: PassportId, pin_hash: &str) -> Result<()> {
    store::set_pin(tx, brand, passport, pin_hash)?;
    store::forget_pin_tries(tx, brand, passport)
}

/// Shares one kind with exactly these shops of the brand from now on; with others no more. A shop that joins later
/// inherits nothing.
pub fn share(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    kind: Sharing,
    shops: &[ShopId],
    now: Millis,
) -> Result<()> {
    store::set_shares(tx, brand, passport, kind, shops, now)
}

/// Shares exactly these kinds with one shop from now on; what other shops see stays as it is.
pub fn share_with(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shop: ShopId,
    kinds: &[Sharing],
    now: Millis,
) -> Result<()> {
    let all = store::shares(tx, brand, passport)?;
    for kind in Sharing::ALL {
        let others = all.iter().filter(|(k, s)| k == kind && *s != shop).map(|(_, s)| *s);
        let with: Vec<ShopId> = others.chain(kinds.contains(kind).then_some(shop)).collect();
        store::set_shares(tx, brand, passport, *kind, &with, now)?;
    }
    Ok(())
}

/// What this resident shares with this shop.
pub fn shared_with(tx: &mut Tx, brand: BrandId, passport: PassportId, shop: ShopId) -> Result<Vec<Sharing>> {
    let all = store::shares(tx, brand, passport)?;
    Ok(all.into_iter().filter(|(_, s)| *s == shop).map(|(kind, _)| kind).collect())
}

/// Points in hand.
pub fn balance(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Points> {
    ledger::balance(tx, brand, Side { kind: Kind::Passport, owner: passport.0 })
}

/// Points that were used before what gave them was taken back: the next earnings settle them.
pub fn owes(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Points> {
    let debt = ledger::balance(tx, brand, Side { kind: Kind::Debt, owner: passport.0 })?;
    Points::ZERO.minus(debt)
}
