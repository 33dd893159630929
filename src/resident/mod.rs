//! The resident's own side: the passport on a phone, what is shared and liked, PIN and cards; joining and claiming. The
//! acts are `passport`'s and `people`'s; here is what the pages read and how forms become acts.

pub mod pages;
pub mod warning;
mod store;

pub use store::shops_of;

use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::passport::{self, Passport};
use crate::people::{self, Role};
use crate::words::{BrandId, Error, PassportId, PersonId, Result};

/// A passport and its street, by id alone: what a signed link names.
pub fn anywhere(tx: &mut Tx, id: PassportId) -> Result<(Brand, Passport)> {
    for brand in brand::all(tx)? {
        match passport::passport(tx, brand.id, id) {
            Ok(found) => return Ok((brand, found)),
            Err(e) if e.code() == Some("not_found") => {}
            Err(e) => return Err(e),
        }
    }
    Err(Error::not_found())
}

/// The passport a person holds in a street.
pub fn held_by(tx: &mut Tx, brand: BrandId, person: PersonId) -> Result<Option<PassportId>> {
    let held = people::memberships_of(tx, person)?;
    Ok(held.into_iter().find(|m| m.brand_id == brand && m.role == Role::Resident).and_then(|m| m.passport_id))
}
