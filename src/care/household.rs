//! One stamp book for several: who asks whom, whose yes it takes, what all of them see.

use super::{Ask, rules, store};
use crate::db::Tx;
use crate::passport;
use crate::words::codes::Shown;
use crate::words::{AskId, BrandId, Error, HouseholdId, Millis, PassportId, Refusal, Result, ShopId, codes, time};
use std::collections::HashMap;

/// The most who share one book.
pub const MOST: usize = 8;
/// Asks of one resident that wait at a time.
const MOST_ASKS: usize = 8;
/// How long an ask waits.
const ASK_DAYS: i64 = 14;

/// A stamp book as one of its members sees it.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// The others, in the order they came.
    pub others: Vec<PassportId>,
}

/// With whom this passport shares a stamp book now.
pub fn book(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Book> {
    let Some(house) = store::house_of(tx, brand, passport)? else { return Ok(Book::default()) };
    let mut others = store::members(tx, brand, house)?;
    others.retain(|m| *m != passport);
    Ok(Book { others })
}

/// How often all who share the book have been to each shop: no dates, no amounts.
pub fn stamps(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<HashMap<ShopId, i64>> {
    let mut all = book(tx, brand, passport)?.others;
    all.push(passport);
    let mut visits = HashMap::new();
    for one in all {
        for met in passport::acquaintances(tx, brand, one)? {
            *visits.entry(met.shop_id).or_insert(0) += met.visits;
        }
    }
    Ok(visits)
}

/// Asks whoever holds a card to share a stamp book. Nothing in the answer, now or later, tells whether there is such a
/// card: an ask nobody hears waits like any other.
///
/// # Errors
/// `no_card_number`, `own_card`, `in_your_book`, `book_full`, `too_many_asks`.
pub fn ask(tx: &mut Tx, brand: BrandId, passport: PassportId, shown: &str, now: Millis) -> Result<AskId> {
    let card = match codes::shown(shown) {
        Shown::Card(code) | Shown::Passport(code) => codes::printed(&code),
        // A scanned code is kept as what it is; the list shows no more than that one was asked.
        Shown::Token(token) => token,
        Shown::Other => return Err(Refusal::new(422, "no_card_number").field("card").into()),
    };
    let asked = match passport::find(tx, brand, shown) {
        Ok(id) => Some(id),
        Err(Error::Refused(_)) => None,
        Err(e) => return Err(e),
    };
    lock_both(tx, brand, passport, asked)?;
    if asked == Some(passport) {
        return Err(Refusal::new(409, "own_card").field("card").into());
    }
    let with = book(tx, brand, passport)?.others;
    if asked.is_some_and(|a| with.contains(&a)) {
        return Err(Refusal::new(409, "in_your_book").field("card").into());
    }
    if with.len() + 1 >= MOST {
        return Err(Refusal::new(409, "book_full").field("card").arg("most", MOST).into());
    }
    store::drop_expired(tx, brand, passport, now)?;
    let waiting = store::asks_by(tx, brand, passport, now)?;
    if let Some(same) = waiting.iter().find(|a| a.card == card) {
        return Ok(same.id);
    }
    if waiting.len() >= MOST_ASKS {
        return Err(Refusal::new(409, "too_many_asks").field("card").arg("most", MOST_ASKS).into());
    }
    let ask = Ask {
        brand_id: brand,
        id: AskId::new(),
        asked_by: passport,
        // Asked already, by another of their numbers: they are asked once.
        passport_id: asked.filter(|a| waiting.iter().all(|w| w.passport_id != Some(*a))),
        card,
        asked_at: now,
        expires_at: now.plus(ASK_DAYS * time::DAY),
    };
    store::insert_ask(tx, &ask)?;
    Ok(ask.id)
}

/// Two passports' rows, in the order of their ids as everywhere: nobody joins two books, or a book joins two, at once.
fn lock_both(tx: &mut Tx, brand: BrandId, one: PassportId, other: Option<PassportId>) -> Result<()> {
    let (first, second) = match other {
        Some(other) if other < one => (other, Some(one)),
        other => (one, other),
    };
    passport::lock_living(tx, brand, first)?;
    if let Some(second) = second.filter(|s| *s != first) {
        passport::lock_living(tx, brand, second)?;
    }
    Ok(())
}

/// An ask, as somebody whose yes it needs sees it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub ask: Ask,
    /// Everybody in the book, who asked first: those who will see, and be seen.
    pub book: Vec<PassportId>,
    /// The one who would come in; none where that is who looks.
    pub newcomer: Option<PassportId>,
    /// What this yes is to: another book needs another yes.
    pub to: String,
}

/// An ask of one's own that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub ask: Ask,
    /// Who said yes, where the one asked has: before that nobody learns whose number it is.
    pub newcomer: Option<PassportId>,
    /// Whose yes is missing besides.
    pub missing: Vec<PassportId>,
}

/// Asks that need this passport's yes: to come into a book, and to let somebody into one's own.
pub fn asks_for(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<Asked>> {
    let mut found = Vec::new();
    let house = store::house_of(tx, brand, passport)?;
    for ask in store::asks_of(tx, brand, passport, now)? {
        if store::said_yes(tx, brand, ask.id)?.contains(&passport) {
            continue;
        }
        let book = book_of(tx, brand, ask.asked_by)?;
        let to = rules::seal(&book);
        found.push(Asked { ask, book, newcomer: None, to });
    }
    let Some(house) = house else { return Ok(found) };
    let members = store::members(tx, brand, house)?;
    for member in members.iter().filter(|m| **m != passport) {
        for ask in store::asks_by(tx, brand, *member, now)? {
            let yes = store::said_yes(tx, brand, ask.id)?;
            let Some(newcomer) = ask.passport_id.filter(|n| yes.contains(n) && !yes.contains(&passport)) else {
                continue;
            };
            let book = book_of(tx, brand, *member)?;
            let to = rules::seal(&book);
            found.push(Asked { ask, book, newcomer: Some(newcomer), to });
        }
    }
    Ok(found)
}

/// What this passport asked and waits for.
pub fn waiting(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<Waiting>> {
    let book = book_of(tx, brand, passport)?;
    let mut all = Vec::new();
    for ask in store::asks_by(tx, brand, passport, now)? {
        let yes = store::said_yes(tx, brand, ask.id)?;
        let newcomer = ask.passport_id.filter(|n| yes.contains(n));
        let missing = match newcomer {
            Some(_) => book.iter().copied().filter(|m| *m != passport && !yes.contains(m)).collect(),
            None => Vec::new(),
        };
        all.push(Waiting { ask, newcomer, missing });
    }
    Ok(all)
}

/// Everybody in a passport's book, itself first.
fn book_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<PassportId>> {
    let mut all = vec![passport];
    all.extend(book(tx, brand, passport)?.others);
    Ok(all)
}

/// Says yes: to coming in, or to letting in. The last yes that was missing makes one book of it; true then.
///
/// # Errors
/// Not found; `book_changed` where it is not the book that was shown; `in_another_book`, `book_full`.
pub fn say_yes(tx: &mut Tx, brand: BrandId, passport: PassportId, ask: AskId, to: &str, now: Millis) -> Result<bool> {
    let found = store::ask(tx, brand, ask, now)?;
    let newcomer = found.passport_id.ok_or_else(Error::not_found)?;
    lock_both(tx, brand, found.asked_by, Some(newcomer))?;
    if let Some(house) = store::house_of(tx, brand, found.asked_by)? {
        store::lock_house(tx, brand, house)?;
    }
    // Read anew under the locks.
    let house = store::house_of(tx, brand, found.asked_by)?;
    let found = store::ask(tx, brand, ask, now)?;
    let book = book_of(tx, brand, found.asked_by)?;
    let mut yes = store::said_yes(tx, brand, ask)?;
    let lets_in = passport != found.asked_by && book.contains(&passport) && yes.contains(&newcomer);
    if passport != newcomer && !lets_in {
        return Err(Error::not_found());
    }
    if to != rules::seal(&book) {
        return Err(Error::refused(409, "book_changed"));
    }
    if passport == newcomer && store::house_of(tx, brand, newcomer)?.is_some() {
        return Err(Error::refused(409, "in_another_book"));
    }
    if book.len() >= MOST {
        return Err(Refusal::new(409, "book_full").arg("most", MOST).into());
    }
    store::insert_yes(tx, brand, ask, passport, now)?;
    yes.push(passport);
    if !rules::settled(found.asked_by, newcomer, &book, &yes) {
        return Ok(false);
    }
    // Whoever said yes to letting in may since have come into another book.
    if store::house_of(tx, brand, newcomer)?.is_some() {
        return Err(Error::refused(409, "in_another_book"));
    }
    join(tx, brand, house, found.asked_by, newcomer, now)?;
    store::delete_ask(tx, brand, ask)?;
    // What was said to other asks was said to a smaller book.
    for member in &book {
        for other in store::asks_by(tx, brand, *member, now)? {
            store::forget_yeses(tx, brand, other.id)?;
        }
    }
    Ok(true)
}

fn join(
    tx: &mut Tx,
    brand: BrandId,
    house: Option<HouseholdId>,
    asked_by: PassportId,
    newcomer: PassportId,
    now: Millis,
) -> Result<()> {
    let house = match house {
        Some(house) => house,
        None => {
            let house = store::found(tx, brand, now)?;
            store::insert_member(tx, brand, house, asked_by, now)?;
            house
        }
    };
    store::insert_member(tx, brand, house, newcomer, now)
}

/// Says no, or takes one's own ask back. Whoever asked is not told of a no: their ask waits until its time is over.
pub fn say_no(tx: &mut Tx, brand: BrandId, passport: PassportId, ask: AskId, now: Millis) -> Result<()> {
    let found = store::ask(tx, brand, ask, now)?;
    if found.asked_by == passport {
        return store::delete_ask(tx, brand, ask);
    }
    if found.passport_id == Some(passport) {
        store::forget_yeses(tx, brand, ask)?;
        return store::to_nobody(tx, brand, ask);
    }
    let book = book_of(tx, brand, found.asked_by)?;
    let yes = store::said_yes(tx, brand, ask)?;
    if !book.contains(&passport) || !found.passport_id.is_some_and(|n| yes.contains(&n)) {
        return Err(Error::not_found());
    }
    store::delete_ask(tx, brand, ask)
}

/// Leaves the book, with effect on the next look. A book of one is none. Who was not in one has left as well.
pub fn leave(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    let Some(house) = store::house_of(tx, brand, passport)? else { return Ok(()) };
    store::lock_house(tx, brand, house)?;
    store::delete_member(tx, brand, passport)?;
    store::forget_yeses_by(tx, brand, passport)?;
    for ask in store::asks_by(tx, brand, passport, Millis(0))? {
        store::delete_ask(tx, brand, ask.id)?;
    }
    let left = store::members(tx, brand, house)?;
    for member in &left {
        // Whoever comes in next comes into another book than was shown.
        for ask in store::asks_by(tx, brand, *member, Millis(0))? {
            store::forget_yeses(tx, brand, ask.id)?;
        }
    }
    if left.len() < 2 {
        store::dissolve(tx, brand, house)?;
    }
    Ok(())
}
