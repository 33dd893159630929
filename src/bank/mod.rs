//! The street and its banks: whose account is where, the files that pay a closed month out and collect it, what was paid, and
//! the month as bookkeeping programs take it. Account data are secret: they say their last signs only, and stand in no log.

mod answers;
mod iban;
pub mod journal;
pub mod kana;
pub mod pain;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;
pub mod zengin;

pub use answers::{Results, take_results};
pub use rules::{Details, Kind, Typed};
pub use store::{File, Mandate, Payment, files, mandates};

use crate::books::{self, Month, State, Statement};
use crate::brand::Brand;
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Side};
use crate::shop::{self, Shop};
use crate::statement;
use crate::words::{
    BrandId, Day, Error, Millis, PaymentFileId, PaymentId, PersonId, Points, Refusal, Result, ShopId, StatementId,
    codes, text_enum,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

text_enum!(
    /// What a file asks of a bank.
    FileKind {
        /// 総合振込: to pay out.
        Transfer = "transfer",
        /// 口座振替: to collect.
        Debit = "debit",
        /// pain.001: to pay out, for banks that take XML.
        Pain = "pain",
    }
);

impl FileKind {
    pub fn pays_out(self) -> bool {
        self != FileKind::Debit
    }

    /// `asahi-2026-10-furikomi.txt`.
    pub fn file_name(self, brand: &Brand, month: &str) -> String {
        let of = match self {
            FileKind::Transfer => "furikomi.txt",
            FileKind::Debit => "furikae.txt",
            FileKind::Pain => "pain001.xml",
        };
        format!("{}-{month}-{of}", brand.code)
    }
}

/// What stands in the way of a file: at one shop, or for the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub shop: Option<String>,
    pub refusal: Refusal,
}

impl Flaw {
    pub fn of(shop: &str, code: &'static str) -> Flaw {
        Flaw { shop: Some(shop.to_owned()), refusal: Refusal::new(422, code) }
    }

    pub fn of_all(code: &'static str) -> Flaw {
        Flaw { shop: None, refusal: Refusal::new(422, code) }
    }

    fn arg(mut self, name: &'static str, value: impl ToString) -> Flaw {
        self.refusal = self.refusal.arg(name, value);
        self
    }
}

/// Where somebody's money is; without a shop, the street's own.
#[derive(Debug, Clone)]
pub struct Account {
    pub shop: Option<ShopId>,
    pub details: Details,
    pub changed_by: Option<PersonId>,
    pub changed_at: Millis,
}

/// A shop's account, or the street's own.
pub fn account(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>) -> Result<Option<Account>> {
    store::account(tx, brand, shop)
}

/// Shops whose account is known.
pub fn with_account(tx: &mut Tx, brand: BrandId) -> Result<Vec<ShopId>> {
    Ok(store::accounts(tx, brand)?.into_iter().filter_map(|a| a.shop).collect())
}

/// Keeps an account. A mandate was signed for the account there was, so it goes with it.
pub fn keep_account(tx: &mut Tx, brand: BrandId, account: &Account) -> Result<()> {
    if let Some(shop) = account.shop {
        shop::by_id(tx, brand, shop)?;
        let before = store::account(tx, brand, Some(shop))?;
        if before.is_some_and(|before| !before.details.is_same_account(&account.details)) {
            store::end_mandate(tx, brand, shop)?;
        }
    }
    store::put_account(tx, brand, account)
}

/// Notes that a shop signed the mandate for its account.
///
/// # Errors
/// 404 for another brand's shop; `no_account_yet`; `customer_taken` for the number of another shop: the bank's answers name
/// nothing else.
pub fn keep_mandate(tx: &mut Tx, mandate: &Mandate) -> Result<()> {
    shop::by_id(tx, mandate.brand_id, mandate.shop_id)?;
    if store::account(tx, mandate.brand_id, Some(mandate.shop_id))?.is_none() {
        return Err(Refusal::new(409, "no_account_yet").field("customer").into());
    }
    books::lock(tx, mandate.brand_id)?;
    let others = mandates(tx, mandate.brand_id)?.into_iter().filter(|m| m.shop_id != mandate.shop_id);
    if let Some(other) = others.into_iter().find(|m| same_number(&m.customer, &mandate.customer)) {
        let name = shop::by_id(tx, mandate.brand_id, other.shop_id)?.name;
        return Err(Refusal::new(409, "customer_taken").field("customer").arg("shop", name).into());
    }
    store::put_mandate(tx, mandate)
}

/// A payer's number stands in a file with zeros before it.
fn same_number(one: &str, other: &str) -> bool {
    one.trim_start_matches('0') == other.trim_start_matches('0')
}

/// Nothing is drawn from the shop's account any more.
pub fn end_mandate(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<()> {
    shop::by_id(tx, brand, shop)?;
    store::end_mandate(tx, brand, shop)
}

/// What is to be paid for a month between the street and one shop.
#[derive(Debug, Clone)]
pub struct Open {
    pub shop: Shop,
    pub statement: Statement,
    /// Above zero to the shop; nothing once it is paid, or went over to a later month.
    pub amount: i64,
    /// The same, whether it went over or not: a file that was made before may still be noted as paid.
    pub left: i64,
    pub account: Option<Account>,
    pub mandate: Option<Mandate>,
    pub paid: Option<Paid>,
    /// The shop objects to the statement, and has no answer yet: nothing moves before.
    pub held: bool,
    /// Beside what is paid: an earlier month's payment was taken back, and no statement has it yet.
    pub rest: i64,
    /// Its own payment was taken back after a later month was paid: it is open here, until a statement has it.
    pub back: Option<Millis>,
    /// An earlier month's file asks for it too, and nothing of that was noted.
    pub asked: Option<Asked>,
}

/// What a file that was made before asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of which month the file was.
    pub month: String,
    pub made_at: Millis,
    pub amount: i64,
}

/// That a statement is paid.
#[derive(Debug, Clone)]
pub struct Paid {
    /// Where it was noted here, and can be taken back.
    pub id: Option<PaymentId>,
    pub on: Day,
    /// Above zero to the shop.
    pub amount: i64,
}

/// Which of these statements are paid: by the ledger; how it was noted, where it was.
fn paid_of(tx: &mut Tx, brand: &Brand, ids: &[StatementId]) -> Result<BTreeMap<StatementId, Paid>> {
    let noted: BTreeMap<StatementId, Payment> =
        store::payments(tx, brand.id, ids)?.into_iter().map(|p| (p.statement_id, p)).collect();
    let posted = store::paid_for(tx, brand.id, ids)?.into_iter();
    let paid = posted.map(|(id, (amount, at))| {
        let note = noted.get(&id);
        (id, Paid { id: note.map(|n| n.id), on: note.map_or(at.day(&brand.zone()), |n| n.paid_on), amount })
    });
    Ok(paid.collect())
}

impl Open {
    fn is_collected(&self) -> bool {
        self.amount < 0 && self.mandate.is_some()
    }
}

/// A closed month as it is paid: shop by shop, by the statements' numbers.
#[derive(Debug, Clone)]
pub struct Settling {
    pub month: Month,
    pub open: Vec<Open>,
    pub own: Option<Account>,
    pub files: Vec<File>,
    /// The month that was closed after it: what was still open went over to that one.
    pub over_to: Option<String>,
}

/// # Errors
/// 404; `month_open` (409) before it is closed.
pub fn settling(tx: &mut Tx, brand: &Brand, month: &str) -> Result<Settling> {
    let month = books::month(tx, brand.id, month)?;
    if month.state != State::Closed {
        return Err(Refusal::new(409, "month_open").arg("month", &month.month).into());
    }
    let later = books::months_of(tx, brand.id)?.into_iter();
    let later: Vec<Month> = later.filter(|m| m.until_at > month.until_at && m.state == State::Closed).collect();
    // Newest first: the last is the one that took over what was open.
    let over_to = later.last().map(|m| m.month.clone());
    let settled_later = settled_in(tx, brand.id, &later)?;
    let loose = loose(tx, brand.id, later.first().unwrap_or(&month))?;
    let statements = books::statements_of(tx, &month)?;
    let ids: Vec<StatementId> = statements.iter().map(|s| s.id).collect();
    let mut shops: BTreeMap<ShopId, Shop> = shop::all(tx, brand.id)?.into_iter().map(|s| (s.id, s)).collect();
    let mut accounts: BTreeMap<Option<ShopId>, Account> =
        store::accounts(tx, brand.id)?.into_iter().map(|a| (a.shop, a)).collect();
    let mut signed: BTreeMap<ShopId, Mandate> = mandates(tx, brand.id)?.into_iter().map(|m| (m.shop_id, m)).collect();
    let mut paid = paid_of(tx, brand, &ids)?;
    // The statement counts what was open at the month's end; what went through the bank since then is paid already.
    let since: BTreeMap<ShopId, i64> = store::paid_since(tx, brand.id, month.until_at)?.into_iter().collect();
    let mut undone = store::undone(tx, brand.id, &ids)?;
    let mut asked = asked_before(tx, brand.id, &month)?;
    let objections = statement::objections_of(tx, brand.id)?;
    let unanswered: BTreeSet<StatementId> =
        objections.into_iter().filter(|o| o.answered_at.is_none()).map(|o| o.statement_id).collect();
    let open = statements.into_iter().filter_map(|statement| {
        let shop = shops.remove(&statement.shop_id)?;
        let paid = paid.remove(&statement.id);
        let left = statement.net.0 - since.get(&shop.id).copied().unwrap_or(0);
        // What was open went over to a later month: once that is paid, nothing of this one is left.
        let left = if paid.is_some() || settled_later.contains(&shop.id) { 0 } else { left };
        let loose = loose.get(&shop.id).copied().unwrap_or(0);
        let came_back = undone.remove(&statement.id).filter(|_| paid.is_none() && over_to.is_some() && loose != 0);
        let (amount, left) = match &came_back {
            Some(payment) => (payment.amount, payment.amount),
            None if over_to.is_some() => (0, left),
            None => (left, left),
        };
        let rest = if over_to.is_none() && paid.is_some() { loose } else { 0 };
        let asked = asked.remove(&shop.id).filter(|a| a.amount.signum() == amount.signum());
        let (account, mandate) = (accounts.remove(&Some(shop.id)), signed.remove(&shop.id));
        let held = left != 0 && unanswered.contains(&statement.id);
        let back = came_back.and_then(|payment| payment.undone_at);
        Some(Open { shop, statement, amount, left, account, mandate, paid, held, rest, back, asked })
    });
    let open = open.collect();
    let files = files(tx, brand.id, month.id)?;
    Ok(Settling { open, own: accounts.remove(&None), files, over_to, month })
}

/// What is open with shops whose last statement is paid: a payment of an earlier month was taken back since. Nothing of what the
/// next statement brings anyway.
fn loose(tx: &mut Tx, brand: BrandId, last: &Month) -> Result<BTreeMap<ShopId, i64>> {
    let statements = books::statements_of(tx, last)?;
    let ids: Vec<StatementId> = statements.iter().map(|s| s.id).collect();
    let paid = store::paid_for(tx, brand, &ids)?;
    let since: BTreeMap<ShopId, i64> = store::paid_since(tx, brand, last.until_at)?.into_iter().collect();
    let settled = statements.into_iter().filter(|s| paid.contains_key(&s.id));
    let open = settled.map(|s| (s.shop_id, s.net.0 - since.get(&s.shop_id).copied().unwrap_or(0)));
    Ok(open.filter(|(_, open)| *open != 0).collect())
}

/// By shop, what the newest file of an earlier month asks for of which nothing was noted.
fn asked_before(tx: &mut Tx, brand: BrandId, month: &Month) -> Result<BTreeMap<ShopId, Asked>> {
    let mut asked = BTreeMap::new();
    for row in store::unnoted(tx, brand, month.until_at)? {
        let one = Asked { month: row.month, made_at: Millis(row.made_at), amount: row.amount };
        asked.entry(ShopId(row.shop)).or_insert(one);
    }
    Ok(asked)
}

/// Shops that were paid, or paid, for one of these months.
fn settled_in(tx: &mut Tx, brand: BrandId, months: &[Month]) -> Result<BTreeSet<ShopId>> {
    let mut shops = BTreeMap::new();
    for month in months {
        shops.extend(books::statements_of(tx, month)?.into_iter().map(|s| (s.id, s.shop_id)));
    }
    let ids: Vec<StatementId> = shops.keys().copied().collect();
    Ok(store::paid_for(tx, brand, &ids)?.keys().filter_map(|id| shops.get(id).copied()).collect())
}

/// How far ahead a bank takes a day.
const DAYS: i64 = 45;

/// A day on which banks work, as far as the calendar alone tells.
///
/// # Errors
/// `day_over`, `day_far`, `day_weekend`.
pub fn bank_day(on: Date, today: Date) -> std::result::Result<Day, Refusal> {
    let refused = |code| Refusal::new(422, code).field("on");
    let ahead = Day::of(on).0 - Day::of(today).0;
    match on.weekday() {
        _ if ahead < 0 => Err(refused("day_over")),
        _ if ahead > DAYS => Err(refused("day_far").arg("days", DAYS)),
        Weekday::Saturday | Weekday::Sunday => Err(refused("day_weekend")),
        _ => Ok(Day::of(on)),
    }
}

/// The next day but one on which banks work: many want a file two days before.
pub fn next_bank_day(today: Date) -> Date {
    let ahead = (2..=6).filter_map(|days| today.checked_add(jiff::Span::new().days(days)).ok());
    ahead.into_iter().find(|day| bank_day(*day, today).is_ok()).unwrap_or(today)
}

/// A file as it is asked for.
#[derive(Debug, Clone)]
pub struct Order {
    pub kind: FileKind,
    pub on: Day,
    /// One was made before and did not reach the bank.
    pub anew: bool,
    /// An earlier month's file asks for some of it too, and that is known.
    pub despite: bool,
    pub by: Option<PersonId>,
    pub now: Millis,
}

/// What came of asking for a file.
#[derive(Debug, Clone)]
pub enum Made {
    New(File),
    /// Somebody made it before: it is the same file.
    Before(File),
    /// Nothing was made: an earlier month's file asks for some of it too.
    Asked,
    /// Nothing was made, and why.
    Flawed(Vec<Flaw>),
}

/// Makes a month's file, or finds the one that was made: so the same money is not sent twice unknowingly. A Zengin file and a
/// pain.001 pay the same shops, so the one stands for the other.
///
/// # Errors
/// Those of [`settling`]; `carried_on` where a later month has taken over what was open.
pub fn make_file(tx: &mut Tx, brand: &Brand, month: &str, order: &Order) -> Result<Made> {
    books::lock(tx, brand.id)?;
    let settling = settling(tx, brand, month)?;
    let wanted = |o: &&Open| if order.kind.pays_out() { o.amount > 0 } else { o.is_collected() };
    let mut chosen: Vec<&Open> = settling.open.iter().filter(|o| !o.held).filter(wanted).collect();
    let before: Vec<&File> = settling.files.iter().filter(|f| f.kind.pays_out() == order.kind.pays_out()).collect();
    if let Some(last) = before.first().filter(|_| !order.anew) {
        // Whoever is in none yet (an objection was answered, a mandate signed) gets a file of their own.
        let mut asked = BTreeSet::new();
        for file in &before {
            asked.extend(store::lines(tx, brand.id, file.id)?.into_iter().map(|(shop, _)| shop));
        }
        chosen.retain(|o| !asked.contains(&o.shop.id));
        if chosen.is_empty() && last.kind != order.kind {
            return Ok(Made::Flawed(vec![Flaw::of_all("other_file_made")]));
        }
        if chosen.is_empty() {
            return Ok(Made::Before((*last).clone()));
        }
    }
    if let Some(later) = &settling.over_to {
        return Err(Refusal::new(409, "carried_on").arg("month", later).into());
    }
    if !order.despite && chosen.iter().any(|o| o.asked.is_some()) {
        return Ok(Made::Asked);
    }
    let nth = settling.files.iter().filter(|f| f.kind == order.kind).map(|f| f.nth).max().unwrap_or(0) + 1;
    let drawn = drawn_from(tx, brand.id, order.kind)?;
    let entries: Vec<zengin::Entry> = chosen
        .iter()
        .map(|o| zengin::Entry {
            shop: o.shop.name.clone(),
            account: o.account.as_ref().map(|a| a.details.clone()),
            amount: o.amount.abs(),
            number: match (order.kind, &o.mandate) {
                (FileKind::Debit, Some(mandate)) => mandate.customer.clone(),
                _ => o.statement.number.clone(),
            },
            first: o.account.as_ref().is_none_or(|a| !drawn.contains(&zengin::account_of(&a.details))),
        })
        .collect();
    if let Some(flaws) = one_number_twice(order.kind, &entries) {
        return Ok(Made::Flawed(flaws));
    }
    let Some(own) = settling.own.as_ref().map(|a| a.details.clone()) else {
        return Ok(Made::Flawed(vec![Flaw::of_all("no_own_account")]));
    };
    let bytes = match write(brand, &settling.month, &own, order, nth, &entries) {
        Ok(bytes) => bytes,
        Err(flaws) => return Ok(Made::Flawed(flaws)),
    };
    let file = File {
        id: PaymentFileId::new(),
        month_id: settling.month.id,
        kind: order.kind,
        nth,
        on_day: order.on,
        payments: i64::try_from(entries.len()).map_err(Error::broken)?,
        total: entries.iter().map(|e| e.amount).sum(),
        sha256: codes::sha256_of(&bytes),
        made_by: order.by,
        made_at: order.now,
    };
    let lines: Vec<(ShopId, i64)> = chosen.iter().map(|o| (o.shop.id, o.amount)).collect();
    if !store::insert_file(tx, brand.id, &file, &STANDARD.encode(&bytes), &lines)? {
        return Err(Refusal::new(409, "file_meanwhile").into());
    }
    Ok(Made::New(file))
}

/// Accounts that a file ever drew from: to a bank, a payer is new by the account.
fn drawn_from(tx: &mut Tx, brand: BrandId, kind: FileKind) -> Result<BTreeSet<String>> {
    let mut accounts = BTreeSet::new();
    if kind == FileKind::Debit {
        for content in store::contents(tx, brand, kind)? {
            accounts.extend(zengin::accounts_in(&STANDARD.decode(content).map_err(Error::broken)?));
        }
    }
    Ok(accounts)
}

/// Two payers of one number could not be told apart in the bank's answer.
fn one_number_twice(kind: FileKind, entries: &[zengin::Entry]) -> Option<Vec<Flaw>> {
    let twice = |e: &&zengin::Entry| entries.iter().filter(|o| same_number(&o.number, &e.number)).count() > 1;
    let flaws: Vec<Flaw> = entries.iter().filter(twice).map(|e| Flaw::of(&e.shop, "customer_twice")).collect();
    (kind == FileKind::Debit && !flaws.is_empty()).then_some(flaws)
}

fn write(
    brand: &Brand,
    month: &Month,
    own: &Details,
    order: &Order,
    nth: i64,
    entries: &[zengin::Entry],
) -> std::result::Result<Vec<u8>, Vec<Flaw>> {
    match order.kind {
        FileKind::Transfer => zengin::transfer(own, order.on.date(), entries),
        FileKind::Debit => zengin::debit(own, order.on.date(), entries),
        FileKind::Pain => {
            // 35 signs at most: the street's code gives way.
            let code: String = brand.code.chars().take(20).collect();
            let message = pain::Message {
                id: &format!("{code}-{}-{nth}", month.month),
                made: order.now.zoned(&brand.zone()).datetime(),
                currency: &brand.currency,
                payer: own,
                on: order.on.date(),
                about: &brand.code,
            };
            pain::transfer(&message, entries).map(String::into_bytes)
        }
    }
}

/// A month's file and its bytes, or "not found".
pub fn file(tx: &mut Tx, brand: BrandId, month: &str, id: PaymentFileId) -> Result<(File, Vec<u8>)> {
    let month = books::month(tx, brand, month)?;
    let (file, content) = store::file(tx, brand, month.id, id)?;
    Ok((file, STANDARD.decode(content).map_err(Error::broken)?))
}

/// Whom a file pays, or whom it draws from.
pub fn shops_in(tx: &mut Tx, brand: BrandId, file: PaymentFileId) -> Result<Vec<ShopId>> {
    Ok(store::lines(tx, brand, file)?.into_iter().map(|(shop, _)| shop).collect())
}

/// What was paid, and when.
#[derive(Debug, Clone)]
pub enum Which {
    /// These shops, each what is open.
    Shops(Vec<ShopId>),
    /// All that a file asked for.
    File(PaymentFileId),
}

/// Notes what went through the bank on a day and posts it: due → bank to the shop, bank → due from it. What is paid already
/// is not paid again. Returns how many were.
///
/// # Errors
/// Those of [`settling`]; `nothing_chosen`, `already_paid`, `payment_held` for a shop that objects.
pub fn pay(
    tx: &mut Tx,
    brand: &Brand,
    month: &str,
    which: &Which,
    on: Day,
    kept: (Option<PersonId>, Millis),
) -> Result<usize> {
    books::lock(tx, brand.id)?;
    let settling = settling(tx, brand, month)?;
    let (wanted, file): (BTreeMap<ShopId, i64>, _) = match which {
        Which::Shops(shops) => {
            let open = settling.open.iter().filter(|o| shops.contains(&o.shop.id));
            if let Some(held) = open.clone().find(|o| o.held) {
                return Err(Refusal::new(409, "payment_held").field("shops").arg("shop", &held.shop.name).into());
            }
            (open.map(|o| (o.shop.id, o.amount)).collect(), None)
        }
        Which::File(id) => {
            let (file, _) = store::file(tx, brand.id, settling.month.id, *id)?;
            (store::lines(tx, brand.id, file.id)?.into_iter().collect(), Some(file.id))
        }
    };
    if wanted.is_empty() {
        return Err(Refusal::new(422, "nothing_chosen").field("shops").into());
    }
    match settle(tx, brand, &settling, (&wanted, file), on, kept)? {
        0 => Err(Refusal::new(409, "already_paid").field("shops").into()),
        done => Ok(done),
    }
}

/// Pays what is still open of what is wanted; how many that were.
fn settle(
    tx: &mut Tx,
    brand: &Brand,
    settling: &Settling,
    (wanted, file): (&BTreeMap<ShopId, i64>, Option<PaymentFileId>),
    on: Day,
    kept: (Option<PersonId>, Millis),
) -> Result<usize> {
    let mut done = 0;
    for open in &settling.open {
        let Some(amount) = wanted.get(&open.shop.id).copied().filter(|a| *a != 0 && open.left != 0) else { continue };
        let payment = Payment {
            brand_id: brand.id,
            id: PaymentId::new(),
            statement_id: open.statement.id,
            shop_id: open.shop.id,
            amount,
            paid_on: on,
            file_id: file,
            kept_by: kept.0,
            kept_at: kept.1,
            undone_by: None,
            undone_at: None,
        };
        if store::insert_payment(tx, &payment)? {
            post(tx, brand, &payment, amount, on.start(&brand.zone()), kept.1)?;
            done += 1;
        }
    }
    Ok(done)
}

/// A payment came back, or was noted by mistake: the opposite is posted, and it is open again.
///
/// # Errors
/// 404; `already_undone`.
pub fn undo(tx: &mut Tx, brand: &Brand, id: PaymentId, by: Option<PersonId>, now: Millis) -> Result<()> {
    let Some(payment) = store::undo(tx, brand.id, id, by, now)? else {
        return Err(Refusal::new(409, "already_undone").into());
    };
    post(tx, brand, &payment, -payment.amount, now, now)
}

fn post(tx: &mut Tx, brand: &Brand, payment: &Payment, amount: i64, at: Millis, now: Millis) -> Result<()> {
    let due = Side { kind: ledger::Kind::Due, owner: payment.shop_id.0 };
    let bank = Side { kind: ledger::Kind::Bank, owner: payment.shop_id.0 };
    let (debit, credit) = if amount > 0 { (due, bank) } else { (bank, due) };
    let entry = Entry { debit, credit, amount: Points(amount.abs()), code: Code::Paid, about: payment.statement_id.0 };
    ledger::post(tx, brand.id, &[entry], at, now)
}

/// What a shop sees of its months: each statement, and whether it is paid.
pub fn of_shop(tx: &mut Tx, brand: &Brand, shop: ShopId) -> Result<Vec<(Month, Statement, Option<Paid>)>> {
    let all = books::statements_of_shop(tx, brand.id, shop)?;
    let ids: Vec<StatementId> = all.iter().map(|(_, s)| s.id).collect();
    let mut paid = paid_of(tx, brand, &ids)?;
    let closed = all.into_iter().filter(|(month, _)| month.state == State::Closed);
    let told = closed.map(|(month, statement)| {
        let of = paid.remove(&statement.id);
        (month, statement, of)
    });
    Ok(told.collect())
}

/// A bookkeeping program that takes a month's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    MoneyForward,
    Freee,
}

impl Program {
    /// As in URLs.
    pub fn parse(text: &str) -> Option<Program> {
        match text {
            "money-forward" => Some(Program::MoneyForward),
            "freee" => Some(Program::Freee),
            _ => None,
        }
    }
}

/// A closed month's entries: a shop's own, or those of all shops for the street.
///
/// # Errors
/// 404 for a month that is not there, a shop without a statement, or a street whose money is not yen: both programs know
/// nothing else.
pub fn journal(tx: &mut Tx, brand: &Brand, month: &str, shop: Option<ShopId>, program: Program) -> Result<Vec<u8>> {
    let month = books::month(tx, brand.id, month)?;
    if month.state != State::Closed {
        return Err(Refusal::new(409, "month_open").arg("month", &month.month).into());
    }
    if brand.currency != "JPY" {
        return Err(Error::not_found());
    }
    let statements: Vec<Statement> = match shop {
        Some(shop) => books::statement_of(tx, &month, shop)?.into_iter().collect(),
        None => books::statements_of(tx, &month)?,
    };
    if statements.is_empty() {
        return Err(Error::not_found());
    }
    let names: BTreeMap<ShopId, String> = shop::all(tx, brand.id)?.into_iter().map(|s| (s.id, s.name)).collect();
    let mut told = Vec::with_capacity(statements.len());
    for statement in statements {
        let lines = books::lines_of(tx, brand.id, statement.id)?;
        let partner = if shop.is_some() { Some(brand.name.clone()) } else { names.get(&statement.shop_id).cloned() };
        told.push(journal::Statement {
            number: statement.number,
            partner: partner.unwrap_or_default(),
            lines: lines.iter().filter_map(|l| Some((journal::What::parse(l.code.name())?, l.money))).collect(),
        });
    }
    if shop.is_none() {
        for (nth, (_, partner, money)) in
            store::sponsored(tx, brand.id, month.from_at, month.until_at)?.into_iter().enumerate()
        {
            let number = format!("{}-S{}", month.month, nth + 1);
            // As a shop's: what it pays is below zero.
            told.push(journal::Statement { number, partner, lines: vec![(journal::What::Sponsored, -money)] });
        }
    }
    let whose = if shop.is_some() { journal::Whose::Shop } else { journal::Whose::Street };
    let on = Millis(month.until_at.0 - 1).zoned(&brand.zone()).date();
    match program {
        Program::MoneyForward => journal::money_forward(&told, whose, on),
        Program::Freee => journal::freee(&told, whose, on),
    }
}
