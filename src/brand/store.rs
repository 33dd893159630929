//! Brands, charters and notices in the database.

use crate::db::schema::{brands, charters as charters_table, notices};
use crate::db::{Tx, on_engine};
use crate::words::{BrandId, CharterId, Error, Millis, NoticeId, PersonId, Result};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use noren_views::words::Worth;
use noren_views::{Crest, Lang, Street};

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = brands)]
pub struct Brand {
    pub id: BrandId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub currency: String,
    pub timezone: String,
    pub locale: String,
    pub crest: String,
    pub is_demo: bool,
    pub created_at: Millis,
}

impl Brand {
    /// The zone of the business day. A zone this build does not know reads as UTC.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.timezone).unwrap_or(TimeZone::UTC)
    }

    /// The brand's own language: seals and signboards are in it.
    pub fn lang(&self) -> Lang {
        Lang::parse(&self.locale).unwrap_or_default()
    }

    /// The name as this language writes it.
    pub fn shown(&self, lang: Lang) -> String {
        lang.pick(&self.name, &self.name_en).to_owned()
    }

    /// As pages show it.
    pub fn street(&self, lang: Lang) -> Street {
        Street {
            code: self.code.clone(),
            name: self.shown(lang),
            crest: self.crest.parse().unwrap_or_else(|_| Crest::of_street(&self.code)),
            lang: self.lang(),
            currency: self.currency.clone(),
        }
    }
}

/// The terms of a charter.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = charters_table)]
pub struct Terms {
    /// Points for a visit, whatever was spent.
    pub points_per_visit: i64,
    /// Points for each full 100 minor units spent.
    pub points_per_100: i64,
    /// Minutes within which a second visit to the same shop earns nothing.
    pub cooldown_minutes: i64,
    /// The largest amount of one visit, in minor units.
    pub max_amount: i64,
    /// Months without a visit after which points lapse.
    pub expiry_months: i64,
    /// Days a slip can be used.
    pub slip_days: i64,
    /// Points for the resident who used a slip.
    pub slip_welcome: i64,
    /// Points for the shop that gave it.
    pub slip_thanks: i64,
    /// The most points a shop may give to make good what went wrong once.
    pub amends_max: i64,
    /// Hours a tablet's tap may wait before it is sent; older ones are refused.
    pub offline_hours: i64,
    /// The most taps one tablet may keep within these hours.
    pub offline_taps: i64,
    /// The most that all of these may come to, in minor units.
    pub offline_amount: i64,
    /// The most welcomes one tablet may promise within these hours.
    pub offline_welcomes: i64,
    /// The most points one passport earns in a day.
    pub passport_day_points: i64,
    /// The most points one member of staff gives in a day.
    pub clerk_day_points: i64,
    /// Points by which shops settle: what the next two are for.
    pub lot: i64,
    /// What a shop owes for a lot it gave, in minor units.
    pub lot_price: i64,
    /// What it receives for a lot it took. The difference is the street fund's.
    pub lot_value: i64,
    /// What each shop pays the fund a month, in minor units.
    pub monthly_fee: i64,
    /// Days after a month's close within which a shop may object.
    pub objection_days: i64,
    /// What the street promises, in the brand's language and in English.
    pub promise: String,
    pub promise_en: String,
}

impl Terms {
    /// What points are worth to whoever uses them.
    pub fn worth(&self) -> Worth {
        Worth { value: self.lot_value, lot: self.lot }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Terms {
            points_per_visit: 5,
            points_per_100: 1,
            cooldown_minutes: 240,
            max_amount: 100_000,
            expiry_months: 12,
            slip_days: 21,
            slip_welcome: 10,
            slip_thanks: 5,
            amends_max: 300,
            offline_hours: 72,
            offline_taps: 500,
            offline_amount: 500_000,
            offline_welcomes: 30,
            passport_day_points: 20_000,
            clerk_day_points: 100_000,
            lot: 100,
            lot_price: 100,
            lot_value: 100,
            monthly_fee: 0,
            objection_days: 14,
            promise: String::new(),
            promise_en: String::new(),
        }
    }
}

/// A version of a charter: its terms from a time on.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = charters_table)]
pub struct Charter {
    pub brand_id: BrandId,
    pub id: CharterId,
    pub version: i64,
    pub effective_from: Millis,
    #[diesel(embed)]
    pub terms: Terms,
    pub written_by: Option<PersonId>,
    pub created_at: Millis,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = notices)]
pub struct Notice {
    pub brand_id: BrandId,
    pub id: NoticeId,
    pub text: String,
    pub text_en: String,
    pub until_at: Millis,
    pub written_by: Option<PersonId>,
    pub created_at: Millis,
}

impl Notice {
    /// The text as this language has it.
    pub fn shown(&self, lang: Lang) -> String {
        lang.pick(&self.text, &self.text_en).to_owned()
    }
}

pub(super) fn insert(tx: &mut Tx, brand: &Brand) -> Result<()> {
    diesel::insert_into(brands::table).values(brand).execute(tx)?;
    Ok(())
}

pub(super) fn insert_charter(tx: &mut Tx, charter: &Charter) -> Result<()> {
    diesel::insert_into(charters_table::table).values(charter).execute(tx)?;
    Ok(())
}

pub(super) fn insert_notice(tx: &mut Tx, notice: &Notice) -> Result<()> {
    diesel::insert_into(notices::table).values(notice).execute(tx)?;
    Ok(())
}

pub fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Brand>> {
    Ok(brands::table.filter(brands::code.eq(code)).get_result(tx).optional()?)
}

pub fn by_id(tx: &mut Tx, id: BrandId) -> Result<Brand> {
    Ok(on_engine!(tx, c => brands::table.find(id).get_result(c))?)
}

/// Every brand, oldest first.
pub fn all(tx: &mut Tx) -> Result<Vec<Brand>> {
    Ok(brands::table.order(brands::id).load(tx)?)
}

pub fn set_crest(tx: &mut Tx, id: BrandId, crest: &str) -> Result<()> {
    diesel::update(brands::table.find(id)).set(brands::crest.eq(crest)).execute(tx)?;
    Ok(())
}

/// The charter in force at a time.
pub fn charter_at(tx: &mut Tx, brand: BrandId, at: Millis) -> Result<Charter> {
    use charters_table as c;
    let latest = c::table
        .filter(c::brand_id.eq(brand).and(c::effective_from.le(at)))
        .order((c::effective_from.desc(), c::version.desc()));
    let found = on_engine!(tx, conn => latest.select(Charter::as_select()).get_result(conn)).optional()?;
    found.ok_or_else(|| Error::broken("a brand without a charter"))
}

/// Every version, newest first.
pub fn charters(tx: &mut Tx, brand: BrandId) -> Result<Vec<Charter>> {
    use charters_table as c;
    let all = c::table.filter(c::brand_id.eq(brand)).order(c::version.desc());
    Ok(all.select(Charter::as_select()).load(tx)?)
}

/// The notice that hangs at a time, the newest where there are several.
pub fn notice_at(tx: &mut Tx, brand: BrandId, at: Millis) -> Result<Option<Notice>> {
    use notices as n;
    let found = n::table.filter(n::brand_id.eq(brand).and(n::until_at.gt(at)).and(n::created_at.le(at)));
    Ok(found.order(n::id.desc()).first(tx).optional()?)
}
