//! The books of a month between the shops. A month is closed by two people: one proposes it, and from then on nothing posts
//! into it; its transfers are sealed and each shop's statement is made; the other confirms, and what each shop owes or gets
//! is posted in money. Each step can be broken off anywhere and begun again: it goes on where it was, and comes to the same.

mod rules;
mod seal;
mod store;

pub use rules::{Line, LineCode, Sum, after, lines, parse, plain, worth};
pub use seal::{Sealed, genesis};
pub use store::{
    Month, State, Statement, lines_of, months_of, seals_of, statement_of, statements_of, statements_of_shop, sums,
};

use crate::brand::{self, Brand};
use crate::db::{Db, Tx, lock_transfers};
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::shop;
use crate::words::{
    Amount, BrandId, Day, Error, Millis, MonthId, PersonId, Points, Refusal, Result, ShopId, StatementId,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A month of this name, or "not found".
pub fn month(tx: &mut Tx, brand: BrandId, name: &str) -> Result<Month> {
    store::month(tx, brand, name)?.ok_or_else(Error::not_found)
}

/// The month to be closed next, once it is over: the one after the last; before the first, that of the first transfer.
/// Nothing where nothing was ever posted.
pub fn next(tx: &mut Tx, brand: &Brand) -> Result<Option<Date>> {
    let zone = brand.zone();
    if let Some(last) = store::months_of(tx, brand.id)?.first() {
        return Ok(Some(if last.state == State::Closed {
            rules::after(parse(&last.month)?)
        } else {
            parse(&last.month)?
        }));
    }
    Ok(store::first_posted(tx, brand.id)?.map(|at| at.zoned(&zone).date().first_of_month()))
}

/// What is posted for a time before this is posted into the open month.
pub fn open_from(tx: &mut Tx, brand: BrandId) -> Result<Millis> {
    Ok(store::months_of(tx, brand)?.first().map_or(Millis(0), |last| last.until_at))
}

/// When the brand's first transfer was posted.
pub fn began(tx: &mut Tx, brand: BrandId) -> Result<Option<Millis>> {
    store::first_posted(tx, brand)
}

/// When a month is over.
pub fn over_at(brand: &Brand, first: Date) -> Millis {
    Day::of(rules::after(first)).start(&brand.zone())
}

/// Closes the period, seals it and makes the statements. Blocks; done in many short writes, so that taps go on.
///
/// # Errors
/// `bad_books_month`; `month_not_over`; `month_closed`; `month_order` (`next` is to be closed first), `no_books`.
pub fn propose(db: &Db, brand: &Brand, name: &str, by: Option<PersonId>, now: Millis) -> Result<Month> {
    let (of, name) = (brand.clone(), name.to_owned());
    let month = db.write_now(move |tx| freeze(tx, &of, &name, by, now))?;
    if !month.head.is_empty() {
        return Ok(month);
    }
    loop {
        let (of, month) = (brand.clone(), month.clone());
        if !db.write_now(move |tx| seal_some(tx, &of, &month))? {
            break;
        }
    }
    let lines = db.snapshot_now(|tx| all_lines(tx, brand, &month))?;
    let (of, last) = (brand.clone(), month);
    db.write_now(move |tx| make_statements(tx, &of, &last, &lines))
}

/// From here on nothing posts into the month.
fn freeze(tx: &mut Tx, brand: &Brand, name: &str, by: Option<PersonId>, now: Millis) -> Result<Month> {
    let first = parse(name)?;
    lock_transfers(tx)?;
    let until = over_at(brand, first);
    match store::month(tx, brand.id, name)? {
        Some(month) if month.state == State::Closed => {
            return Err(Refusal::new(409, "month_closed").field("month").arg("month", name).into());
        }
        Some(month) => return Ok(month),
        None => {}
    }
    if until > now {
        return Err(Refusal::new(409, "month_not_over").field("month").arg("month", name).into());
    }
    let months = store::months_of(tx, brand.id)?;
    let Some(next) = next(tx, brand)? else {
        return Err(Refusal::new(409, "no_books").field("month").into());
    };
    // The first close takes in all that was before it.
    if (months.is_empty() && first < next) || (!months.is_empty() && first != next) {
        return Err(Refusal::new(409, "month_order").field("month").arg("next", rules::name(next)).into());
    }
    let from = months.first().map_or(Millis(0), |m| m.until_at);
    let month = Month { id: MonthId::new(), proposed_by: by, ..not_closed(brand, first, (from, until), now) };
    store::insert_month(tx, &month)?;
    Ok(month)
}

/// The head on which a month's chain begins: the one of the month before.
fn first_head(tx: &mut Tx, brand: &Brand, month: &Month) -> Result<String> {
    let before = store::months_of(tx, brand.id)?.into_iter().find(|m| m.until_at <= month.from_at);
    Ok(before.map_or_else(|| genesis(&brand.code), |m| m.head))
}

/// Seals the next transfers; false where all are.
fn seal_some(tx: &mut Tx, brand: &Brand, month: &Month) -> Result<bool> {
    let (n, after, head) = match store::last_seal(tx, month)? {
        Some(last) => (last.n + 1, (last.last_posted, last.last_id), last.head),
        None => (0, (month.from_at, i64::MIN), first_head(tx, brand, month)?),
    };
    let rows = store::to_seal(tx, month, after)?;
    let Some(last) = rows.last() else { return Ok(false) };
    let (last_posted, last_id) = (Millis(last.posted_at), last.id);
    let (head, marks) = seal::chain(&head, &rows);
    let transfers = i64::try_from(rows.len()).map_err(Error::broken)?;
    let seal = store::Seal { brand_id: brand.id, month_id: month.id, n, transfers, last_posted, last_id, marks, head };
    store::insert_seal(tx, &seal)?;
    Ok(true)
}

/// What was posted within a time comes to, shop by shop: each charter's for its own days, and adjustments.
pub fn lines_between(tx: &mut Tx, brand: &Brand, from: Millis, until: Millis) -> Result<BTreeMap<i64, Vec<Line>>> {
    let mut all: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    let (mut from, end) = (from, until);
    let mut changes: Vec<Millis> = brand::charters(tx, brand.id)?.into_iter().map(|c| c.effective_from).collect();
    changes.sort();
    changes.dedup();
    changes.retain(|at| *at > from && *at < end);
    for until in changes.into_iter().chain([end]) {
        let terms = brand::charter_at(tx, brand.id, from)?.terms;
        let sums = store::sums(tx, brand.id, from, until)?;
        for (shop, lines) in rules::lines(&sums, &terms) {
            all.entry(shop).or_default().extend(lines);
        }
        for sum in sums.iter().filter(|s| s.code == Code::Adjustment) {
            let (shop, money) = match (sum.debit, sum.credit) {
                ((_, _), (Kind::Due, shop)) => (shop, sum.amount),
                ((Kind::Due, shop), _) => (shop, -sum.amount),
                _ => continue,
            };
            all.entry(shop).or_default().push(rules::plain(LineCode::Adjustment, sum.count, money));
        }
        from = until;
    }
    Ok(all)
}

/// A month's lines, shop by shop: those of what was posted in it, the fee, and what is open from before.
fn all_lines(tx: &mut Tx, brand: &Brand, month: &Month) -> Result<BTreeMap<i64, Vec<Line>>> {
    let mut all = lines_between(tx, brand, month.from_at, month.until_at)?;
    // The fee is that of the month's last day, from whoever was a member on it.
    let fee = brand::charter_at(tx, brand.id, Millis(month.until_at.0 - 1))?.terms.monthly_fee;
    for shop in shop::all(tx, brand.id)?.into_iter().filter(|s| fee > 0 && s.is_member_until(month.until_at)) {
        all.entry(shop.id.0).or_default().push(rules::plain(LineCode::Fee, 1, -fee));
    }
    for (shop, open) in store::open_before(tx, brand.id, month.from_at, month.until_at)? {
        if open != 0 {
            all.entry(shop).or_default().push(rules::plain(LineCode::Carried, 1, open));
        }
    }
    Ok(all)
}

/// Each shop's lines of the month that begins on a day: as its statements have them; while it is open, as they would be by now.
/// And whether they are final. Nothing of what was carried over.
pub fn lines_of_month(
    tx: &mut Tx,
    brand: &Brand,
    first: Date,
    now: Millis,
) -> Result<(BTreeMap<i64, Vec<Line>>, bool)> {
    let found = store::month(tx, brand.id, &rules::name(first))?;
    if let Some(month) = found.as_ref().filter(|m| !m.head.is_empty()) {
        return Ok((store::lines_by_shop(tx, month)?, month.state == State::Closed));
    }
    let open = match found {
        // It is being sealed.
        Some(month) => month,
        None => {
            let starts = Day::of(first).start(&brand.zone());
            let (from_at, until_at) = (starts.max(open_from(tx, brand.id)?), over_at(brand, first));
            let begun = store::first_posted(tx, brand.id)?.is_some_and(|at| at < until_at);
            // What was before the first close went into it.
            if !begun || from_at >= until_at || starts > now {
                return Ok((BTreeMap::new(), true));
            }
            not_closed(brand, first, (from_at, until_at), now)
        }
    };
    let mut lines = all_lines(tx, brand, &open)?;
    lines.values_mut().for_each(|of| of.retain(|l| l.code != LineCode::Carried));
    Ok((lines, false))
}

fn not_closed(brand: &Brand, first: Date, (from_at, until_at): (Millis, Millis), now: Millis) -> Month {
    Month {
        brand_id: brand.id,
        id: MonthId(0),
        month: rules::name(first),
        from_at,
        until_at,
        state: State::Proposed,
        proposed_by: None,
        proposed_at: now,
        confirmed_by: None,
        closed_at: None,
        transfers: 0,
        head: String::new(),
    }
}

/// A statement for each shop, and the head over all; once.
fn make_statements(tx: &mut Tx, brand: &Brand, month: &Month, lines: &BTreeMap<i64, Vec<Line>>) -> Result<Month> {
    let first = parse(&month.month)?;
    if !store::has_statements(tx, month)? {
        let empty = Vec::new();
        // Whoever was a member then, or has a line (imported later than what they did).
        let mut shops = shop::all(tx, brand.id)?;
        let member = |s: &shop::Shop| s.joined_at < month.until_at && s.is_member(month.from_at);
        shops.retain(|s| member(s) || lines.contains_key(&s.id.0));
        for (nth, shop) in shops.into_iter().enumerate() {
            let of = lines.get(&shop.id.0).unwrap_or(&empty);
            let statement = Statement {
                brand_id: brand.id,
                id: StatementId::new(),
                month_id: month.id,
                shop_id: shop.id,
                number: rules::number(first, nth),
                net: Amount(of.iter().map(|l| l.money).sum()),
            };
            store::insert_statement(tx, &statement, of)?;
        }
        let chain = match store::last_seal(tx, month)? {
            Some(last) => last.head,
            None => first_head(tx, brand, month)?,
        };
        let head = seal::over_statements(&chain, &told(tx, month)?);
        let transfers = store::sealed_so_far(tx, month)?;
        store::set_head(tx, month, transfers, &head)?;
    }
    self::month(tx, brand.id, &month.month)
}

/// Statements as they are sealed.
fn told(tx: &mut Tx, month: &Month) -> Result<Vec<(String, i64, Vec<Line>)>> {
    let statements = store::statements_of(tx, month)?;
    let one = |s: Statement| Ok((s.number, s.shop_id.0, store::lines_of(tx, month.brand_id, s.id)?));
    statements.into_iter().map(one).collect()
}

/// The second person's yes: what each shop owes and gets is posted, once.
///
/// # Errors
/// 404; `month_closed`; `month_not_ready` while it is being sealed; `same_person` for whoever proposed it.
pub fn confirm(tx: &mut Tx, brand: &Brand, name: &str, by: Option<PersonId>, now: Millis) -> Result<Month> {
    let found = month(tx, brand.id, name)?;
    if found.state == State::Closed {
        return Err(Refusal::new(409, "month_closed").field("month").arg("month", name).into());
    }
    if found.head.is_empty() {
        return Err(Refusal::new(409, "month_not_ready").into());
    }
    if by.is_some() && by == found.proposed_by {
        return Err(Refusal::new(403, "same_person").into());
    }
    if !store::set_closed(tx, &found, by, now)? {
        return Err(Refusal::new(409, "month_closed").field("month").arg("month", name).into());
    }
    for statement in store::statements_of(tx, &found)? {
        let mut sums: BTreeMap<Code, i64> = BTreeMap::new();
        for line in store::lines_of(tx, brand.id, statement.id)? {
            if let Some(code) = line.code.posted() {
                *sums.entry(code).or_default() += line.money;
            }
        }
        let entries: Vec<Entry> =
            sums.into_iter().map(|(code, money)| entry(statement.shop_id, money, code, statement.id.0)).collect();
        // Into the month that follows, however late the yes comes: that one's statement counts on it.
        ledger::post(tx, brand.id, &entries, now, found.until_at)?;
    }
    month(tx, brand.id, name)
}

/// Between a shop and the fund's purse: above zero to the shop.
fn entry(shop: ShopId, money: i64, code: Code, about: i64) -> Entry {
    let due = Side { kind: Kind::Due, owner: shop.0 };
    let purse = Side { kind: Kind::Purse, owner: shop.0 };
    let (debit, credit) = if money > 0 { (purse, due) } else { (due, purse) };
    Entry { debit, credit, amount: Points(money.abs()), code, about }
}

/// Both steps at once, for whoever has the machine itself; goes on with a month that somebody proposed.
///
/// # Errors
/// Those of [`propose`].
pub fn close(db: &Db, brand: &Brand, name: &str, now: Millis) -> Result<Month> {
    let month = propose(db, brand, name, None, now)?;
    let of = brand.clone();
    db.write_now(move |tx| confirm(tx, &of, &month.month, None, now))
}

/// Keeps others from paying or making files at the same time, until this transaction ends.
pub fn lock(tx: &mut Tx, brand: BrandId) -> Result<()> {
    store::lock(tx, brand)
}

/// What the street owes a shop now; below zero, what the shop owes.
pub fn due(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Amount> {
    Ok(Amount(ledger::balance(tx, brand, Side { kind: Kind::Due, owner: shop.0 })?.0))
}

/// Settles an objection to a closed month, in the open one: above zero, the shop gets more.
pub fn adjust(tx: &mut Tx, brand: BrandId, shop: ShopId, money: Amount, about: i64, now: Millis) -> Result<()> {
    ledger::post(tx, brand, &[entry(shop, money.0, Code::Adjustment, about)], now, now)
}

/// What was done by hand to a sealed month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub table: &'static str,
    pub id: String,
    pub expected: String,
    pub found: String,
}

/// Recomputes a month's seal from the rows. Names the first transfer that was changed, removed or put in, a statement that is
/// other than its lines or the transfers it is made from, or a head that does not follow.
pub fn prove(tx: &mut Tx, brand: &Brand, month: &Month) -> Result<Option<Broken>> {
    let broken = |table, id: String, expected: &str, found: &str| {
        Ok(Some(Broken { table, id, expected: expected.to_owned(), found: found.to_owned() }))
    };
    if month.state == State::Closed && month.head.is_empty() {
        return broken("months", month.month.clone(), "a head", "none");
    }
    let mut sealed = 0;
    let mut head = first_head(tx, brand, month)?;
    let mut after = (month.from_at, i64::MIN);
    let mut rows: std::collections::VecDeque<Sealed> = std::collections::VecDeque::new();
    for seal in store::seals_of(tx, month)? {
        let Some(marks) = seal::marks(&seal.marks) else {
            return broken("seals", format!("{} of {}", seal.n, month.month), "marks", "what is none");
        };
        let mut these = Vec::with_capacity(marks.len());
        sealed += i64::try_from(marks.len()).unwrap_or(i64::MAX);
        for (id, mark) in marks {
            if rows.is_empty() {
                rows.extend(store::to_seal(tx, month, after)?);
                if let Some(last) = rows.back() {
                    after = (Millis(last.posted_at), last.id);
                }
            }
            match rows.pop_front() {
                Some(row) if row.id == id && seal::mark(&row) == mark => these.push(row),
                Some(row) if row.id == id => return broken("transfers", id.to_string(), "as it was sealed", &row.text),
                other => {
                    // Is it the one that should be here that is gone or moved, or is this one too many?
                    return match (store::says(tx, brand.id, id)?, other) {
                        (None, _) => broken("transfers", id.to_string(), "as it was sealed", "removed"),
                        (Some(text), Some(row)) if mark_of(&text) == mark => {
                            broken("transfers", row.id.to_string(), "nothing: it was not sealed", "inserted")
                        }
                        (Some(text), _) => broken("transfers", id.to_string(), "as it was sealed", &text),
                    };
                }
            }
        }
        let (next, _) = seal::chain(&head, &these);
        if next != seal.head {
            return broken("seals", format!("{} of {}", seal.n, month.month), &next, &seal.head);
        }
        head = next;
    }
    if rows.is_empty() {
        rows.extend(store::to_seal(tx, month, after)?);
    }
    if let Some(row) = rows.front() {
        if !month.head.is_empty() {
            return broken("transfers", row.id.to_string(), "nothing: it was not sealed", "inserted");
        }
        return Ok(None);
    }
    if month.head.is_empty() {
        return Ok(None);
    }
    if sealed != month.transfers {
        return broken("months", month.month.clone(), &format!("{sealed} transfers"), &month.transfers.to_string());
    }
    prove_statements(tx, brand, month, &head)
}

fn mark_of(text: &str) -> [u8; 8] {
    seal::mark(&Sealed { id: 0, posted_at: 0, text: text.to_owned() })
}

fn prove_statements(tx: &mut Tx, brand: &Brand, month: &Month, chain: &str) -> Result<Option<Broken>> {
    let broken = |table, id: String, expected: String, found: String| Ok(Some(Broken { table, id, expected, found }));
    let lines = all_lines(tx, brand, month)?;
    for statement in store::statements_of(tx, month)? {
        let own = store::lines_of(tx, brand.id, statement.id)?;
        let net: i64 = own.iter().map(|l| l.money).sum();
        if net != statement.net.0 {
            return broken("statements", statement.number, net.to_string(), statement.net.0.to_string());
        }
        // The fee and who was a member are of the day of the close; all else follows from the transfers.
        let of = |lines: &[Line]| lines.iter().filter(|l| l.code != LineCode::Fee).cloned().collect::<Vec<_>>();
        let expected = of(lines.get(&statement.shop_id.0).map_or(&[][..], Vec::as_slice));
        if expected != of(&own) {
            let sum = |lines: &[Line]| lines.iter().map(|l| l.money).sum::<i64>().to_string();
            return broken("statement_lines", statement.number, sum(&expected), sum(&of(&own)));
        }
    }
    let head = seal::over_statements(chain, &told(tx, month)?);
    if head != month.head {
        return broken("months", month.month.clone(), head, month.head.clone());
    }
    Ok(None)
}
