//! What a bank answers to a direct debit: of which file it is, whose money was drawn, and what does not fit.

use super::store::File;
use super::{FileKind, Open, Settling, same_number, settle, settling, store, zengin};
use crate::books;
use crate::brand::Brand;
use crate::db::Tx;
use crate::words::{BrandId, Error, Millis, PersonId, Refusal, Result, ShopId, StatementId};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet};

/// What a bank's answer came to.
#[derive(Debug, Clone, Default)]
pub struct Results {
    pub noted: usize,
    /// From whom nothing was drawn, and why.
    pub failed: Vec<(String, zengin::Became)>,
    /// Drawn, though it was settled otherwise before: the street has it twice.
    pub twice: Vec<(String, i64)>,
    /// The file asked for it, and the answer says nothing of it.
    pub silent: Vec<String>,
    /// The answer says something of what the file did not ask for: the payer's number and how much.
    pub unknown: Vec<(String, i64)>,
}

impl Results {
    /// All was drawn and noted.
    pub fn is_well(&self) -> bool {
        self.failed.is_empty() && self.twice.is_empty() && self.silent.is_empty() && self.unknown.is_empty()
    }
}

/// A statement, and the record that asked for it.
type Record<'a> = (&'a Open, zengin::Outcome);

fn bytes_of(tx: &mut Tx, brand: BrandId, settling: &Settling, file: &File) -> Result<Vec<u8>> {
    let (_, content) = store::file(tx, brand, settling.month.id, file.id)?;
    STANDARD.decode(content).map_err(Error::broken)
}

/// What a direct debit file asked for, statement by statement, as the bank was told: the mandate may have changed since.
fn asked_by<'a>(tx: &mut Tx, brand: BrandId, settling: &'a Settling, file: &File) -> Result<Vec<Record<'a>>> {
    let bytes = bytes_of(tx, brand, settling, file)?;
    let records = zengin::results(&bytes).map_err(|_| Error::broken("a direct debit file of ours cannot be read"))?;
    let lines: BTreeMap<ShopId, i64> = store::lines(tx, brand, file.id)?.into_iter().collect();
    // It was written in the order of the statements.
    let open = settling.open.iter().filter(|o| lines.contains_key(&o.shop.id));
    let asked: Vec<Record> = open.zip(records).collect();
    let fits = |(open, record): &Record| lines.get(&open.shop.id) == Some(&-record.amount);
    if asked.len() != lines.len() || !asked.iter().all(fits) {
        return Err(Error::broken("a direct debit file of ours is not its lines"));
    }
    Ok(asked)
}

/// Which outcome is of which record; none has two.
fn matched(asked: &[Record], outcomes: &[zengin::Outcome]) -> Vec<Option<usize>> {
    let mut taken = BTreeSet::new();
    let one = |(_, record): &Record| {
        let its =
            |(_, o): &(usize, &zengin::Outcome)| same_number(&o.number, &record.number) && o.amount == record.amount;
        let found = outcomes.iter().enumerate().filter(its).map(|(at, _)| at).find(|at| !taken.contains(at))?;
        taken.insert(found);
        Some(found)
    };
    asked.iter().map(one).collect()
}

/// Reads what a bank answered to one of the month's direct debits, as its text, and notes what was drawn.
///
/// # Errors
/// Those of [`settling`]; `result_file`; `result_none` where it is not this month's; `already_paid`.
pub fn take_results(
    tx: &mut Tx,
    brand: &Brand,
    month: &str,
    text: &str,
    kept: (Option<PersonId>, Millis),
) -> Result<Results> {
    books::lock(tx, brand.id)?;
    let settling = settling(tx, brand, month)?;
    let pasted = zengin::pasted(text);
    let outcomes = zengin::results(&pasted).map_err(|flaw| flaw.refusal.field("text"))?;
    let (mut most, mut best) = ((0, i64::MIN), None);
    for file in settling.files.iter().filter(|f| f.kind == FileKind::Debit) {
        // Another day's answer is another file's, however well its figures fit.
        let own = bytes_of(tx, brand.id, &settling, file)?;
        let Some(late) = zengin::days_late(&own, &pasted, file.on_day.date()) else { continue };
        let asked = asked_by(tx, brand.id, &settling, file)?;
        let found = matched(&asked, &outcomes);
        let fits = found.iter().flatten().count();
        if fits > 0 && (fits, -late) > most {
            (most, best) = ((fits, -late), Some((file, asked, found)));
        }
    }
    let Some((file, asked, found)) = best else {
        return Err(Refusal::new(422, "result_none").field("text").into());
    };
    let ids: Vec<StatementId> = asked.iter().map(|(open, _)| open.statement.id).collect();
    let by_this = store::payments(tx, brand.id, &ids)?.into_iter().filter(|p| p.file_id == Some(file.id));
    let by_this: BTreeSet<StatementId> = by_this.map(|p| p.statement_id).collect();
    let (mut drawn, mut told) = (BTreeMap::new(), Results::default());
    for ((open, record), at) in asked.iter().zip(&found) {
        let name = || open.shop.name.clone();
        match at.and_then(|at| outcomes.get(at)) {
            None => told.silent.push(name()),
            Some(outcome) if outcome.became != zengin::Became::Drawn => told.failed.push((name(), outcome.became)),
            Some(_) if by_this.contains(&open.statement.id) => {}
            Some(_) if open.left == 0 => told.twice.push((name(), record.amount)),
            Some(_) => {
                drawn.insert(open.shop.id, -record.amount);
            }
        }
    }
    let known = |at: &usize| found.contains(&Some(*at));
    told.unknown = (0..outcomes.len())
        .filter(|at| !known(at))
        .filter_map(|at| outcomes.get(at))
        .map(|o| (o.number.trim_start_matches('0').to_owned(), o.amount))
        .collect();
    told.noted = settle(tx, brand, &settling, (&drawn, Some(file.id)), file.on_day, kept)?;
    if told.noted == 0 && told.is_well() {
        return Err(Refusal::new(409, "already_paid").field("text").into());
    }
    Ok(told)
}
