//! Closes the months that are over, as coordinator and officer would: proposed and confirmed on the fifth, paid on the tenth. The
//! latest is left to whoever plays them.

use super::founding::Founded;
use crate::bank::{self, Which};
use crate::books;
use crate::db::Db;
use crate::words::{Millis, Result, time};
use jiff::ToSpan;

pub(super) fn close(db: &Db, street: &Founded, now: Millis) -> Result<()> {
    let brand = &street.brand;
    while let Some(first) = db.read_now(|tx| books::next(tx, brand))? {
        let over = books::over_at(brand, first);
        if books::over_at(brand, first.saturating_add(1.month())) > now {
            break;
        }
        let (closed, paid) = (over.plus(4 * time::DAY + 10 * time::HOUR), over.plus(9 * time::DAY + 9 * time::HOUR));
        let name = first.strftime("%Y-%m").to_string();
        books::propose(db, brand, &name, Some(street.coordinator), closed)?;
        let (brand, shops) = (brand.clone(), street.shops.clone());
        let (coordinator, officer) = (street.coordinator, street.officer);
        db.write_now(move |tx| {
            books::confirm(tx, &brand, &name, Some(officer), closed)?;
            let on = paid.day(&brand.zone());
            bank::pay(tx, &brand, &name, &Which::Shops(shops.clone()), on, (Some(coordinator), paid)).map(drop)
        })?;
    }
    Ok(())
}
