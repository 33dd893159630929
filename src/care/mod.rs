//! Care for one another: helpers, who act for a resident with a sign-in of their own, and households, who share one stamp
//! book. Both rest on a yes that can be taken back at any time, with effect on the next look.

mod helping;
mod household;
pub mod rules;
mod store;

pub use helping::{asked_to_help, end_help, help, helpers, holds_now, invite, open_link, take_link_back};
pub use household::{Asked, Book, MOST, Waiting, ask, asks_for, book, leave, say_no, say_yes, stamps, waiting};
pub use store::{Ask, Helper};

use crate::db::Tx;
use crate::passport;
use crate::words::{BrandId, Millis, PassportId, Result, codes};

/// What there is to tell a resident of this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Who acts for them, and since when.
    pub helpers: Vec<(String, Millis)>,
    /// With whom they share a stamp book.
    pub book_with: Vec<String>,
    /// Numbers of cards they asked, and when.
    pub asked: Vec<(String, Millis)>,
    /// Who asked them.
    pub asked_by: Vec<String>,
}

pub fn told(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Told> {
    let helpers = helpers(tx, brand, passport)?.into_iter().map(|h| (h.name, h.since)).collect();
    let mut told = Told { helpers, ..Told::default() };
    for other in book(tx, brand, passport)?.others {
        told.book_with.push(name_of(tx, brand, other)?);
    }
    told.asked = store::asks_by(tx, brand, passport, Millis(0))?.into_iter().map(|a| (a.card, a.asked_at)).collect();
    for ask in store::asks_of(tx, brand, passport, Millis(0))? {
        told.asked_by.push(name_of(tx, brand, ask.asked_by)?);
    }
    Ok(told)
}

/// As others of the household know somebody: by name, else by the passport's code.
pub fn name_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<String> {
    let row = passport::passport(tx, brand, passport)?;
    Ok(if row.name.is_empty() { codes::printed(&row.code) } else { row.name })
}

/// Forgets all of it: no helper, no link, no book, no ask.
pub fn forget(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    leave(tx, brand, passport)?;
    store::forget(tx, brand, passport)
}

/// Forgets every ask that names one of these cards or passports, whoever asked.
pub fn forget_numbers(tx: &mut Tx, brand: BrandId, numbers: &[String]) -> Result<()> {
    store::forget_numbers(tx, brand, numbers)
}
