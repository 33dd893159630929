//! The brand and its charter: the rules every shop of it keeps, versioned and dated; and the brand's notice.
//! Shops are in `shop`, people in `people`.

mod rules;
mod store;

pub use rules::bounds;
pub use store::{Brand, Charter, Notice, Terms, all, by_code, by_id, charter_at, charters, notice_at, set_crest};

use crate::db::Tx;
use crate::words::{BrandId, CharterId, Error, Millis, NoticeId, PersonId, Refusal, Result};
use noren_views::Crest;

/// A brand to be founded.
#[derive(Debug, Clone)]
pub struct Founding {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub currency: String,
    pub timezone: String,
    pub locale: String,
    pub crest: String,
    pub is_demo: bool,
    pub terms: Terms,
}

impl Founding {
    /// As a street of Japan begins, under the ordinary terms.
    pub fn of(code: &str, name: &str) -> Founding {
        Founding {
            code: code.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            currency: "JPY".into(),
            timezone: "Asia/Tokyo".into(),
            locale: "ja".into(),
            crest: Crest::of_street(code).to_string(),
            is_demo: false,
            terms: Terms::default(),
        }
    }
}

/// Founds a brand under the first version of its charter.
///
/// # Errors
/// `bad_name`, `bad_code`, `bad_timezone`, `bad_currency`, `code_taken`; those of [`write_charter`].
pub fn found(tx: &mut Tx, founding: &Founding, now: Millis) -> Result<Brand> {
    rules::check_founding(founding)?;
    if store::by_code(tx, &founding.code)?.is_some() {
        return Err(Refusal::new(409, "code_taken").field("code").into());
    }
    let brand = Brand {
        id: BrandId::new(),
        code: founding.code.clone(),
        name: founding.name.trim().to_owned(),
        name_en: founding.name_en.trim().to_owned(),
        currency: founding.currency.clone(),
        timezone: founding.timezone.clone(),
        locale: founding.locale.clone(),
        crest: founding.crest.clone(),
        is_demo: founding.is_demo,
        created_at: now,
    };
    store::insert(tx, &brand)?;
    // The first charter holds for all time before it too: imported history has rules to stand under.
    store::insert_charter(tx, &charter_of(&brand, &founding.terms, 1, Millis(0), None, now))?;
    Ok(brand)
}

/// Writes the next version of the charter, effective from a time that has not passed.
///
/// # Errors
/// A refusal beside the field that is out of bounds; `bad_effective_from` for a time that has passed.
pub fn write_charter(
    tx: &mut Tx,
    brand: &Brand,
    by: Option<PersonId>,
    terms: &Terms,
    effective_from: Millis,
    now: Millis,
) -> Result<Charter> {
    rules::check_terms(terms)?;
    if effective_from < now {
        return Err(Refusal::new(422, "bad_effective_from").field("effective_from").into());
    }
    let version = store::charters(tx, brand.id)?.iter().map(|c| c.version).max().unwrap_or(0) + 1;
    let charter = charter_of(brand, terms, version, effective_from, by, now);
    store::insert_charter(tx, &charter)?;
    Ok(charter)
}

fn charter_of(brand: &Brand, terms: &Terms, version: i64, from: Millis, by: Option<PersonId>, now: Millis) -> Charter {
    Charter {
        brand_id: brand.id,
        id: CharterId::new(),
        version,
        effective_from: from,
        terms: terms.clone(),
        written_by: by,
        created_at: now,
    }
}

/// Hangs up a notice that every counter shows until its time.
///
/// # Errors
/// `bad_notice` for an empty or overlong text.
pub fn write_notice(
    tx: &mut Tx,
    brand: BrandId,
    by: Option<PersonId>,
    text: &str,
    text_en: &str,
    until: Millis,
    now: Millis,
) -> Result<Notice> {
    if text.trim().is_empty() || text.chars().count() > 140 || text_en.chars().count() > 200 {
        return Err(Refusal::new(422, "bad_notice").field("text").into());
    }
    let notice = Notice {
        brand_id: brand,
        id: NoticeId::new(),
        text: text.trim().to_owned(),
        text_en: text_en.trim().to_owned(),
        until_at: until,
        written_by: by,
        created_at: now,
    };
    store::insert_notice(tx, &notice)?;
    Ok(notice)
}

/// The brand of this code, or "not found".
pub fn named(tx: &mut Tx, code: &str) -> Result<Brand> {
    store::by_code(tx, code)?.ok_or_else(Error::not_found)
}
