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
    if left.left_at.is_some_and(|at| until <= at) {
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

/// The shop is a member no more, from now on.
///
/// # Errors
/// `shop_left` where it has left already, `no_such_shop` for an heir that is no other member, `bad_reason`.
pub fn leave(tx: &mut Tx, brand: &Brand, id: ShopId, heir: &Heir, now: Millis) -> Result<Left> {
    let leaving = shop::by_id(tx, brand.id, id)?;
    if !leaving.is_member(now) {
        return Err(Refusal::new(409, "shop_left").into());
    }
    let mut others = shop::members(tx, brand.id, now)?;
    others.retain(|s| s.id != id);
    if heir.shop.is_some_and(|heir| others.iter().all(|s| s.id != heir)) {
        return Err(Refusal::new(422, "no_such_shop").field("heir").into());
    }
    shop::set_left(tx, brand.id, id, Some(now))?;
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let mut left = Left { handed: 0, over: 0 };
    for open in slip::open_to(tx, brand.id, id, now)? {
        // One at a time with whoever stands at a counter with it.
        passport::lock(tx, brand.id, open.passport_id)?;
        let chosen = heir.shop.filter(|to| *to != open.from_shop);
        let to = chosen.or_else(|| rules::nearest_alike(&leaving, &others, open.from_shop));
        match to {
            Some(to) => left.handed += usize::from(slip::hand_over(tx, open, to, &heir.reason, &terms, now)?),
            None => left.over += slip::withdraw(tx, brand.id, open.from_shop, open.id, now)?,
        }
    }
    passport::share_no_more(tx, brand.id, id)?;
    Ok(left)
}

/// It is a member again. What was handed over stays so; who shared something with it is asked anew.
///
/// # Errors
/// `shop_here` where it never left.
pub fn come_back(tx: &mut Tx, brand: &Brand, id: ShopId) -> Result<()> {
    match shop::by_id(tx, brand.id, id)?.left_at {
        Some(_) => shop::set_left(tx, brand.id, id, None),
        None => Err(Error::refused(409, "shop_here")),
    }
}
