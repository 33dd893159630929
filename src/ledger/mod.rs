//! Double entry, as TigerBeetle means it: a transfer moves a positive amount from a debit to a credit account; nothing
//! is ever edited, a mistake is another transfer. What the transfers mean is listed in [`Code`].

pub mod rules;
mod store;

pub use rules::{Code, Kind};
pub use store::{Account, Posting, accounts_of, by_kind, latest_of, recent, sum_by_code};

use crate::db::Tx;
use crate::words::{AccountId, BrandId, Error, Millis, Points, Refusal, Result, TransferId};

/// One end of a transfer, by what it stands for. The account is opened at first need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Side {
    pub kind: Kind,
    /// Id of the passport or shop; a fund's or expiry's sub-account is its shop's.
    pub owner: i64,
}

/// A movement to be posted.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub debit: Side,
    pub credit: Side,
    /// Between two accounts in money: minor units.
    pub amount: Points,
    pub code: Code,
    /// Id of the visit, slip, redemption or passport it is about.
    pub about: i64,
}

/// Posts entries together, in the order of their accounts' ids. Entries of nothing are left out. What comes too late for a
/// closed month is posted into the open one.
///
/// # Errors
/// `insufficient_points` where a guarded account would owe; nothing is posted then.
pub fn post(tx: &mut Tx, brand: BrandId, entries: &[Entry], at: Millis, now: Millis) -> Result<()> {
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries.iter().filter(|e| !e.amount.is_zero()) {
        if !entry.code.sides().contains(&(entry.debit.kind, entry.credit.kind)) {
            return Err(Error::broken(format!("{:?} does not move between these accounts", entry.code)));
        }
        let debit = account(tx, brand, entry.debit, now)?;
        let credit = account(tx, brand, entry.credit, now)?;
        lines.push(posting(brand, (debit, credit), entry.amount, entry.code, entry.about, None, (at, now))?);
    }
    store::apply(tx, brand, &lines)
}

/// Posts entries between balances that were read just before: where somebody changed one at the same moment, the whole write is
/// tried anew.
pub fn post_met(tx: &mut Tx, brand: BrandId, entries: &[Entry], now: Millis) -> Result<()> {
    match post(tx, brand, entries, now, now) {
        Err(Error::Refused(_)) => Err(store::met_another()),
        done => done,
    }
}

/// Posts one entry where its guarded debit account has enough; else nothing, and false.
pub fn post_if_there(tx: &mut Tx, brand: BrandId, entry: Entry, at: Millis, now: Millis) -> Result<bool> {
    let held = balance(tx, brand, entry.debit)?;
    if held < entry.amount {
        return Ok(false);
    }
    match post(tx, brand, &[entry], at, now) {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Err(store::met_another()),
        Err(e) => Err(e),
    }
}

/// Posts the opposite of every transfer about `about` that has not been reversed. Where a passport has already spent
/// what it must give back, its debt account takes the difference: a passport's balance is never below zero.
///
/// Returns what the passports gave back, debts included.
///
/// `holder` is the passport it was about, by now: one that was merged since stands in for the one named then.
pub fn reverse(tx: &mut Tx, brand: BrandId, about: i64, holder: i64, now: Millis) -> Result<Points> {
    let done = store::standing(tx, brand, about)?;
    take_back(tx, brand, done, holder, now)
}

/// Puts one movement in the place of what stands about the same under its code or `of`: that is reversed, this is posted, and
/// what the passport came to owe by it is settled. So at any time one movement stands, which a later [`reverse`] gives back.
/// Returns what the passport has left.
pub fn replace(tx: &mut Tx, brand: BrandId, entry: Entry, of: Code, now: Millis) -> Result<Points> {
    let holder = entry.credit.owner;
    let mut done = store::standing(tx, brand, entry.about)?;
    done.retain(|p| p.code == of || p.code == entry.code);
    take_back(tx, brand, done, holder, now)?;
    post(tx, brand, &[entry], now, now)?;
    settle_debt(tx, brand, holder, now)
}

fn take_back(tx: &mut Tx, brand: BrandId, done: Vec<Posting>, holder: i64, now: Millis) -> Result<Points> {
    let about = match done.first() {
        Some(first) => first.about,
        None => return Ok(Points::ZERO),
    };
    let side = Side { kind: Kind::Passport, owner: holder };
    // What somebody else paid for goes back first, and whole: a debt would make new points of what was spent already.
    let (gifts, own): (Vec<Posting>, Vec<Posting>) = done.into_iter().partition(|p| p.code == Code::Campaign);
    let gifted: i64 = gifts.iter().map(|p| p.amount.0).sum();
    if gifted > balance(tx, brand, side)?.0 {
        return Err(Refusal::new(409, "gift_spent").into());
    }
    let mut back = Points::ZERO;
    for line in gifts.into_iter().chain(own) {
        let debit = by_now(tx, brand, line.credit_account, side, now)?;
        let credit = by_now(tx, brand, line.debit_account, side, now)?;
        let from = store::by_id(tx, brand, debit)?;
        let mut rest = line.amount;
        if from.guarded {
            back = back.plus(line.amount)?;
            let owed = line.amount.minus(from.balance().min(line.amount))?;
            if !owed.is_zero() {
                let debt = account(tx, brand, Side { kind: Kind::Debt, owner: from.owner_id }, now)?;
                let half = posting(brand, (debt, credit), owed, Code::Owed, about, Some(line.id), (now, now))?;
                store::apply(tx, brand, &[half])?;
                rest = rest.minus(owed)?;
            }
        }
        if !rest.is_zero() {
            let half = posting(brand, (debit, credit), rest, Code::Reversal, about, Some(line.id), (now, now))?;
            store::apply(tx, brand, &[half])?;
        }
    }
    Ok(back)
}

/// A passport's account becomes its present holder's; any other stays.
fn by_now(tx: &mut Tx, brand: BrandId, id: AccountId, holder: Side, now: Millis) -> Result<AccountId> {
    let found = store::by_id(tx, brand, id)?;
    if found.kind == Kind::Passport && found.owner_id != holder.owner {
        account(tx, brand, holder, now)
    } else {
        Ok(id)
    }
}

/// Settles what a passport owes from what it has; to be called after it earned. Returns what it has left.
pub fn settle_debt(tx: &mut Tx, brand: BrandId, passport: i64, now: Millis) -> Result<Points> {
    let (held, owed) = store::held_and_owed(tx, brand, passport)?;
    let paid = owed.min(held);
    if paid.is_zero() {
        return Ok(held);
    }
    let holder = Side { kind: Kind::Passport, owner: passport };
    let debt = Side { kind: Kind::Debt, owner: passport };
    post(
        tx,
        brand,
        &[Entry { debit: holder, credit: debt, amount: paid, code: Code::Settled, about: passport }],
        now,
        now,
    )?;
    held.minus(paid)
}

/// Credits less debits; nothing where the account was never opened.
pub fn balance(tx: &mut Tx, brand: BrandId, side: Side) -> Result<Points> {
    Ok(store::find(tx, brand, side)?.map_or(Points::ZERO, |a| a.balance()))
}

/// Every account's owner id and balance of a kind, for lists.
pub fn balances(tx: &mut Tx, brand: BrandId, kind: Kind) -> Result<Vec<(i64, Points)>> {
    Ok(store::by_kind(tx, brand, kind)?.into_iter().map(|a| (a.owner_id, a.balance())).collect())
}

fn account(tx: &mut Tx, brand: BrandId, side: Side, now: Millis) -> Result<AccountId> {
    if let Some(found) = store::id_of(tx, brand, side)? {
        return Ok(found);
    }
    let new = Account {
        brand_id: brand,
        id: AccountId::new(),
        kind: side.kind,
        owner_id: side.owner,
        guarded: side.kind.guarded(),
        debits_posted: Points::ZERO,
        credits_posted: Points::ZERO,
        created_at: now,
    };
    store::open(tx, &new)?;
    store::id_of(tx, brand, side)?.ok_or_else(|| Error::broken("an account could not be opened"))
}

fn posting(
    brand: BrandId,
    (debit, credit): (AccountId, AccountId),
    amount: Points,
    code: Code,
    about: i64,
    reverses: Option<TransferId>,
    (at, now): (Millis, Millis),
) -> Result<Posting> {
    if amount.0 < 0 {
        return Err(Refusal::new(422, "bad_points").into());
    }
    Ok(Posting {
        brand_id: brand,
        id: TransferId::new(),
        debit_account: debit,
        credit_account: credit,
        amount,
        code,
        about,
        reverses,
        at,
        posted_at: now,
    })
}
