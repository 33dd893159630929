//! What a shop reads of a closed month, beyond its figures: every movement behind them, as files and on paper; and what it may
//! say against them. A statement itself is of the books and never changes: what an objection comes to goes into the open month.

pub mod files;
pub mod pdf;
mod rules;
mod store;

pub use rules::{Single, invoice_number, window};
pub use store::{Objection, invoice_number_of, objection, objections_by, objections_of, objections_to};

use crate::books::{self, Month, State, Statement};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::words::{Amount, Error, Millis, ObjectionId, PersonId, Refusal, Result, ShopId};
use jiff::civil::Date;

/// Signs in a reason or an answer.
pub const LONGEST: usize = 1000;

/// A shop's statement of a closed month, or "not found". While its second person has not said yes, the month alone.
pub fn of(tx: &mut Tx, brand: &Brand, month: &str, shop: ShopId) -> Result<(Month, Option<Statement>)> {
    let month = books::month(tx, brand.id, month)?;
    let found = books::statement_of(tx, &month, shop)?;
    match (month.state, found) {
        (State::Closed, None) => Err(Error::not_found()),
        (State::Closed, found) => Ok((month, found)),
        (State::Proposed, _) => Ok((month, None)),
    }
}

/// The last day on which a shop may object to a month.
pub fn until(tx: &mut Tx, brand: &Brand, month: &Month) -> Result<Date> {
    let closed = month.closed_at.unwrap_or(month.until_at);
    let days = brand::charter_at(tx, brand.id, closed)?.terms.objection_days;
    Ok(rules::window(closed.zoned(&brand.zone()).date(), days))
}

/// Every movement behind a statement, in the order of posting, each at its own day's rate.
pub fn singles(tx: &mut Tx, brand: &Brand, month: &Month, shop: ShopId) -> Result<Vec<Single>> {
    let charters = brand::charters(tx, brand.id)?;
    let rows = store::movements(tx, brand.id, shop, month.from_at, month.until_at)?;
    Ok(rows.iter().filter_map(|row| rules::single(shop.0, row, &charters)).collect())
}

/// A shop says that its statement is not right.
///
/// # Errors
/// `objection_empty`, `objection_long`; `objection_over` after the charter's days; `objection_waits` where one is open.
pub fn object(
    tx: &mut Tx,
    brand: &Brand,
    (month, statement): (&Month, &Statement),
    by: Option<PersonId>,
    reason: &str,
    now: Millis,
) -> Result<Objection> {
    let reason = worded(reason, "objection_empty", "reason")?;
    let last = until(tx, brand, month)?;
    if now.zoned(&brand.zone()).date() > last {
        return Err(Refusal::new(409, "objection_over").arg("day", last).into());
    }
    let new = Objection {
        brand_id: brand.id,
        id: ObjectionId::new(),
        statement_id: statement.id,
        shop_id: statement.shop_id,
        person_id: by,
        reason,
        created_at: now,
        answer: String::new(),
        amount: Amount(0),
        answered_by: None,
        answered_at: None,
    };
    if !store::insert(tx, &new)? {
        return Err(Refusal::new(409, "objection_waits").into());
    }
    Ok(new)
}

fn worded(text: &str, empty: &'static str, field: &'static str) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(Refusal::new(422, empty).field(field).into());
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::new(422, "objection_long").field(field).arg("most", LONGEST).into());
    }
    Ok(text)
}

/// The street's answer: a sentence, and a sum that is posted into the open month; above zero the shop gets more.
///
/// # Errors
/// 404; `answer_empty`, `objection_long`; `objection_amount` for more than the statement is about; `objection_answered`.
pub fn answer(
    tx: &mut Tx,
    brand: &Brand,
    id: ObjectionId,
    by: Option<PersonId>,
    (text, amount): (&str, Amount),
    now: Millis,
) -> Result<()> {
    let text = worded(text, "answer_empty", "text")?;
    let found = store::objection(tx, brand.id, id)?;
    let most: i64 = books::lines_of(tx, brand.id, found.statement_id)?.iter().map(|l| l.money.abs()).sum();
    if amount.0.abs() > most {
        return Err(Refusal::new(422, "objection_amount").field("amount").arg("most", most).into());
    }
    if !store::set_answer(tx, &found, (&text, amount), by, now)? {
        return Err(Refusal::new(409, "objection_answered").into());
    }
    if amount.0 != 0 {
        books::adjust(tx, brand.id, found.shop_id, amount, found.id.0, now)?;
    }
    Ok(())
}

/// Sets a shop's registration number for invoices, or the street's own where no shop is named; an empty one takes it away.
///
/// # Errors
/// `bad_invoice_number`.
pub fn set_invoice_number(tx: &mut Tx, brand: &Brand, shop: Option<ShopId>, typed: &str) -> Result<()> {
    let number = match typed.trim() {
        "" => String::new(),
        typed => invoice_number(typed).ok_or_else(|| Refusal::new(422, "bad_invoice_number").field("number"))?,
    };
    store::put_invoice_number(tx, brand.id, shop, &number)
}
