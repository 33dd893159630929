//! The street as anyone sees it: its curtain and shops, a shop's own page, what a found card says; which street is meant
//! where there are several. Reads only.

pub mod pages;

use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::words::Result;

/// Which street is meant: the one named, else the only one.
pub fn meant(tx: &mut Tx, named: Option<&str>) -> Result<Option<Brand>> {
    if let Some(code) = named.filter(|code| !code.is_empty()) {
        return brand::named(tx, code).map(Some);
    }
    let mut all = brand::all(tx)?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}
