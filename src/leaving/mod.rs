//! A shop leaves the street. Its counter stops; slips that lead to it lead to another shop, with what was promised; nobody is
//! shared with it any more; its books go on until all is paid. Residents' points are the street's debt, not the shop's: they
//! stay as they are.

mod rules;

use crate::bank;
use crate::brand::{self, Brand};
use crate::case;
use crate::db::Tx;
use crate::passport;
use crate::proposal;
use crate::shop::{self, Shop};
use crate::slip;
use crate::words::{Error, Millis, Refusal, Result, ShopId};
use noren_views::{Lang, t};

/// What stands open between a shop and the residents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Slips that lead to it: they go to another shop.
    pub slips_to: usize,
    /// Slips it gave: they stay good, and it still gets its thanks.
    pub slips_from: i64,
    /// Promises it has not kept.
    pub promises: usize,
    /// Proposals it made that wait for an answer, or to be handed over.
    pub proposals: i64,
}

pub fn open(tx: &mut Tx, brand: &Brand, shop: ShopId, now: Millis) -> Result<Open> {
    Ok(Open {
        slips_to: slip::open_to(tx, brand.id, shop, now)?.len(),
        slips_from: slip::open_from(tx, brand.id, shop, now)?,
        promises: case::open_at(tx, brand.id, shop)?.len(),
        proposals: proposal::waiting_at(tx, brand.id, shop, now)?,
    })
}

/// What is still to be paid between the street and a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The month in which it left, or one before, is not closed yet.
    NotClosed,
    /// Above zero, the street pays; below, the shop.
    Owed(i64),
    Whole,
}

/// How far the books with a shop that left have come.
pub fn settled(tx: &mut Tx, brand: &Brand, left: &Shop) -> Result<Settled> {
    let months = bank::of_shop(tx, brand, left.id)?;
    let until = months.first().map_or(Millis(0), |(month, _, _)| month.until_at);
    if left.away_since().is_some_and(|at| until <= at) {
        return Ok(Settled::NotClosed);
    }
    Ok(match crate::books::due(tx, brand.id, left.id)?.0 {
        0 => Settled::Whole,
        owed => Settled::Owed(owed),
    })
}

/// Who takes the place of a shop that leaves, and what is said of it on each slip.
#[derive(Debug, Clone)]
pub struct Heir {
    /// None: for each slip the nearest shop that meets the same need, else the nearest.
    pub shop: Option<ShopId>,
    pub reason: String,
}

/// What leaving did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Slips that lead to another shop now.
    pub handed: usize,
    /// Slips for which there was no other shop.
    pub over: usize,
}

/// The shop is a member no more, from now on. What it proposed and nobody fetched is over.
///
/// # Errors
/// `shop_left` where it has left already, `no_such_shop` for an heir that is no other member, `bad_reason`.
pub fn leave(tx: &mut Tx, brand: &Brand, id: ShopId, heir: &Heir, now: Millis) -> Result<Left> {
    shop::lock_all(tx, brand.id)?;
    let leaving = shop::by_id(tx, brand.id, id)?;
    if leaving.away_since().is_some() {
        return Err(Refusal::new(409, "shop_left").into());
    }
    let mut others = shop::members(tx, brand.id)?;
    others.retain(|s| s.id != id);
    if heir.shop.is_some_and(|heir| others.iter().all(|s| s.id != heir)) {
        return Err(Refusal::new(422, "no_such_shop").field("heir").into());
    }
    // Said on every slip: wrong even where there is none today.
    slip::said(&heir.reason)?;
    shop::set_left(tx, &Shop { left_at: Some(now), back_at: None, ..leaving.clone() })?;
    let mut left = Left { handed: 0, over: 0 };
    for open in slip::open_to(tx, brand.id, id, now)? {
        // One at a time with whoever stands at a counter with it.
        passport::lock(tx, brand.id, open.passport_id)?;
        match hand_on(tx, brand, (open, &leaving), (heir, &others), now)? {
            true => left.handed += 1,
            false => left.over += 1,
        }
    }
    proposal::close_all(tx, brand.id, id, now)?;
    passport::share_no_more(tx, brand.id, id)?;
    Ok(left)
}

/// Gives a slip another shop to lead to; over, and false, where there is none.
fn hand_on(
    tx: &mut Tx,
    brand: &Brand,
    (slip, leaving): (slip::Slip, &Shop),
    (heir, others): (&Heir, &[Shop]),
    now: Millis,
) -> Result<bool> {
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    // Between two shops and for one person there is one slip at a time.
    let taken: Vec<ShopId> = slip::open_of(tx, brand.id, slip.passport_id, now)?
        .into_iter()
        .filter(|s| s.from_shop == slip.from_shop && s.id != slip.id)
        .map(|s| s.to_shop)
        .collect();
    let free: Vec<Shop> = others.iter().filter(|s| s.id != slip.from_shop && !taken.contains(&s.id)).cloned().collect();
    let chosen = heir.shop.filter(|to| free.iter().any(|s| s.id == *to));
    match chosen.or_else(|| rules::nearest_alike(leaving, &free)) {
        Some(to) => slip::hand_over(tx, slip, to, &heir.reason, &terms, now),
        None => slip::withdraw(tx, brand.id, slip.from_shop, slip.id, now).map(|_| false),
    }
}

/// A slip that can be used again, since its visit was undone: where its shop has left meanwhile, another takes its place.
pub fn mind_the_gone(tx: &mut Tx, brand: &Brand, slip: slip::Slip, now: Millis) -> Result<()> {
    let to = shop::by_id(tx, brand.id, slip.to_shop)?;
    if to.away_since().is_none() || slip.expires_at <= now {
        return Ok(());
    }
    let heir = Heir { shop: None, reason: reason(brand.lang(), &to) };
    let others = shop::members(tx, brand.id)?;
    hand_on(tx, brand, (slip, &to), (&heir, &others), now).map(drop)
}

/// What a slip says when another shop takes the place of this one, where nobody says it otherwise.
pub fn reason(lang: Lang, shop: &Shop) -> String {
    t!(lang, "leaving-reason", shop = shop.shown(lang))
}

/// It is a member again. What was handed over stays so; who shared something with it is asked anew.
///
/// # Errors
/// `shop_here` where it never left.
pub fn come_back(tx: &mut Tx, brand: &Brand, id: ShopId, now: Millis) -> Result<()> {
    let shop = shop::by_id(tx, brand.id, id)?;
    if shop.away_since().is_none() {
        return Err(Error::refused(409, "shop_here"));
    }
    shop::set_left(tx, &Shop { back_at: Some(now), ..shop })
}
