//! `verify`: proves the books and what is counted from them, or names the first untruth. Reads one snapshot, changes
//! nothing; every check is one statement over whole tables.

mod checks;
mod store;

use crate::books;
use crate::brand;
use crate::db::{Db, Tx};
use crate::ledger::Code;
use crate::words::{BrandId, Result};
use std::fmt::{Display, Formatter};

/// Something the tables say that cannot be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untruth {
    /// The sentence that does not hold.
    pub check: &'static str,
    pub table: &'static str,
    /// Of the row; of its passport, shop or day where the table has no id.
    pub id: String,
    pub expected: String,
    pub found: String,
}

impl Display for Untruth {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Untruth { check, table, id, expected, found } = self;
        write!(f, "not true: {check}: {table} {id}: expected {expected}, found {found}")
    }
}

/// What was checked, up to the first untruth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The sentence, and how many rows it holds for.
    pub checked: Vec<(&'static str, i64)>,
    pub untruth: Option<Untruth>,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let width = self.checked.iter().map(|(_, n)| n.to_string().len()).max().unwrap_or(1);
        for (sentence, count) in &self.checked {
            writeln!(f, "{count:>width$}  {sentence}")?;
        }
        match &self.untruth {
            Some(untruth) => untruth.fmt(f),
            None => f.write_str("the books are true"),
        }
    }
}

/// Verifies one brand, or all of them, as of one moment.
pub fn verify(db: &Db, brand: Option<BrandId>) -> Result<Report> {
    db.snapshot_now(|tx| verify_in(tx, brand))
}

/// [`verify`] over a snapshot that is already there.
pub fn verify_in(tx: &mut Tx, brand: Option<BrandId>) -> Result<Report> {
    let mut report = Report::default();
    if let Some(untruth) = sealed(tx, brand, &mut report)? {
        report.untruth = Some(untruth);
        return Ok(report);
    }
    if let Some(untruth) = between(tx, brand, &mut report)? {
        report.untruth = Some(untruth);
        return Ok(report);
    }
    for check in checks::ALL.iter().copied().chain(checks::belongings()) {
        let (count, wrong) = store::run(tx, &check, brand)?;
        if let Some((id, expected, found)) = wrong {
            report.untruth = Some(Untruth { check: check.says, table: check.table, id, expected, found });
            return Ok(report);
        }
        // What belongs to whom is one sentence for many columns.
        match report.checked.last_mut().filter(|(says, _)| *says == check.says) {
            Some((_, n)) => *n += count,
            None => report.checked.push((check.says, count)),
        }
    }
    Ok(report)
}

/// Recomputes the seal of each closed month. First of all, so that a transfer touched by hand is named, not the account that no
/// longer adds up.
fn sealed(tx: &mut Tx, of: Option<BrandId>, report: &mut Report) -> Result<Option<Untruth>> {
    const SAYS: &str = "each closed month is as it was sealed";
    let mut transfers = 0;
    for brand in brand::all(tx)?.into_iter().filter(|b| of.is_none_or(|id| id == b.id)) {
        let mut months = books::months_of(tx, brand.id)?;
        months.reverse();
        for month in months {
            if let Some(broken) = books::prove(tx, &brand, &month)? {
                let books::Broken { table, id, expected, found } = broken;
                return Ok(Some(Untruth { check: SAYS, table, id, expected, found }));
            }
            transfers += month.transfers;
        }
    }
    report.checked.push((SAYS, transfers));
    Ok(None)
}

/// Each transfer moves between the accounts its code is for. Its table is in code (`ledger::Code::sides`), so it is not a
/// statement.
fn between(tx: &mut Tx, brand: Option<BrandId>, report: &mut Report) -> Result<Option<Untruth>> {
    const SAYS: &str = "each transfer moves between the accounts its code is for";
    let mut transfers = 0;
    for store::Sides { code, debit, credit, n, id } in store::sides(tx, brand)? {
        let known = Code::parse(&code).map(Code::sides).unwrap_or_default();
        let fits = known.iter().any(|(d, c)| d.name() == debit && c.name() == credit);
        if !fits {
            let found = format!("{code} from {debit} to {credit}");
            let expected = "accounts of its code".to_owned();
            return Ok(Some(Untruth { check: SAYS, table: "transfers", id: id.to_string(), expected, found }));
        }
        transfers += n;
    }
    report.checked.push((SAYS, transfers));
    Ok(None)
}
