//! Parts and proposals in the database.

use crate::db::schema::{
    notes as n, part_bans as b, part_groups as g, parts as p, proposal_parts as pp, proposals as pr, shares as s,
};
use crate::db::{Tx, on_engine};
use crate::passport::Sharing;
use crate::words::{
    Amount, BrandId, GroupId, Millis, PartId, PassportId, PersonId, ProposalId, Result, ShopId, text_enum,
};
use diesel::prelude::*;
use noren_views::Lang;

text_enum!(
    /// By which way it was proposed.
    Channel {
        Passport = "passport",
        /// Said aloud, and answered at once.
        Counter = "counter",
    }
);

text_enum!(
    /// What they said.
    Answer {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
    }
);

text_enum!(
    /// Why not.
    Why {
        Price = "price",
        Taste = "taste",
        NotNow = "now",
        HaveIt = "have",
        Other = "other",
    }
);

/// Parts of which so many are chosen.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = g)]
pub struct Group {
    pub brand_id: BrandId,
    pub id: GroupId,
    pub shop_id: ShopId,
    pub name: String,
    pub name_en: String,
    pub least: i64,
    pub most: i64,
    pub created_at: Millis,
}

/// An item or a service.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = p)]
pub struct Part {
    pub brand_id: BrandId,
    pub id: PartId,
    pub shop_id: ShopId,
    pub group_id: GroupId,
    pub name: String,
    pub name_en: String,
    pub price: Amount,
    pub attributes: String,
    /// Of daily life, which it meets beside the shop's own.
    pub need: Option<String>,
    pub retired_at: Option<Millis>,
    pub created_at: Millis,
}

#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = pr)]
pub struct Proposal {
    pub brand_id: BrandId,
    pub id: ProposalId,
    pub passport_id: PassportId,
    pub shop_id: ShopId,
    pub made_by: Option<PersonId>,
    pub way: Channel,
    pub message: String,
    pub budget: Option<Amount>,
    pub total: Amount,
    pub answer: Answer,
    pub why: Option<Why>,
    /// The resident's own, where the reason is another.
    pub words: String,
    pub made_at: Millis,
    pub expires_at: Millis,
    pub answered_at: Option<Millis>,
    /// The shop is done with it: handed over, or let go.
    pub done_at: Option<Millis>,
}

/// A part as it was proposed.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = pp)]
pub struct Item {
    pub brand_id: BrandId,
    pub proposal_id: ProposalId,
    pub part_id: PartId,
    pub passport_id: PassportId,
    pub name: String,
    pub name_en: String,
    pub price: Amount,
    pub attributes: String,
    pub need: Option<String>,
}

impl Group {
    pub fn shown(&self, lang: Lang) -> &str {
        lang.pick(&self.name, &self.name_en)
    }
}

impl Part {
    pub fn shown(&self, lang: Lang) -> &str {
        lang.pick(&self.name, &self.name_en)
    }
}

impl Item {
    pub fn shown(&self, lang: Lang) -> &str {
        lang.pick(&self.name, &self.name_en)
    }
}

/// A shop's groups, in the order they were made.
pub fn groups(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<Group>> {
    let here = g::table.filter(g::brand_id.eq(brand).and(g::shop_id.eq(shop)));
    Ok(here.order(g::id).load(tx)?)
}

/// A group of this shop, or "not found".
pub fn group_at(tx: &mut Tx, brand: BrandId, shop: ShopId, id: GroupId) -> Result<Group> {
    Ok(g::table.filter(g::brand_id.eq(brand).and(g::shop_id.eq(shop)).and(g::id.eq(id))).get_result(tx)?)
}

pub(super) fn put_group(tx: &mut Tx, group: &Group) -> Result<()> {
    let row = g::table.filter(g::brand_id.eq(group.brand_id).and(g::id.eq(group.id)));
    let set =
        (g::name.eq(&group.name), g::name_en.eq(&group.name_en), g::least.eq(group.least), g::most.eq(group.most));
    if diesel::update(row).set(set).execute(tx)? == 0 {
        diesel::insert_into(g::table).values(group).execute(tx)?;
    }
    Ok(())
}

/// A shop's parts, retired ones too, in the order they were made.
pub fn parts(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<Part>> {
    parts_of(tx, brand, &[shop])
}

pub(super) fn parts_of(tx: &mut Tx, brand: BrandId, shops: &[ShopId]) -> Result<Vec<Part>> {
    let here = p::table.filter(p::brand_id.eq(brand).and(p::shop_id.eq_any(shops.to_vec())));
    Ok(here.order(p::id).load(tx)?)
}

/// A part of this shop, or "not found".
pub fn part_at(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PartId) -> Result<Part> {
    Ok(p::table.filter(p::brand_id.eq(brand).and(p::shop_id.eq(shop)).and(p::id.eq(id))).get_result(tx)?)
}

pub(super) fn put_part(tx: &mut Tx, part: &Part) -> Result<()> {
    let row = p::table.filter(p::brand_id.eq(part.brand_id).and(p::id.eq(part.id)));
    let set = (
        p::group_id.eq(part.group_id),
        p::name.eq(&part.name),
        p::name_en.eq(&part.name_en),
        p::price.eq(part.price),
        p::attributes.eq(&part.attributes),
        p::need.eq(&part.need),
        p::retired_at.eq(part.retired_at),
    );
    if diesel::update(row).set(set).execute(tx)? == 0 {
        diesel::insert_into(p::table).values(part).execute(tx)?;
    }
    Ok(())
}

/// Pairs of a shop's parts that do not go together.
pub fn bans(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<(PartId, PartId)>> {
    let here = b::table.filter(b::brand_id.eq(brand).and(b::shop_id.eq(shop)));
    Ok(here.order((b::one, b::other)).select((b::one, b::other)).load(tx)?)
}

pub(super) fn insert_ban(tx: &mut Tx, brand: BrandId, shop: ShopId, one: PartId, other: PartId) -> Result<()> {
    let row = (b::brand_id.eq(brand), b::shop_id.eq(shop), b::one.eq(one), b::other.eq(other));
    on_engine!(tx, c => diesel::insert_into(b::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn delete_ban(tx: &mut Tx, brand: BrandId, shop: ShopId, one: PartId, other: PartId) -> Result<()> {
    let row = b::brand_id.eq(brand).and(b::shop_id.eq(shop)).and(b::one.eq(one)).and(b::other.eq(other));
    diesel::delete(b::table.filter(row)).execute(tx)?;
    Ok(())
}

pub(super) fn insert(tx: &mut Tx, proposal: &Proposal, items: &[Item]) -> Result<()> {
    diesel::insert_into(pr::table).values(proposal).execute(tx)?;
    for item in items {
        diesel::insert_into(pp::table).values(item).execute(tx)?;
    }
    Ok(())
}

/// A proposal of this shop, or "not found".
pub fn proposal_at(tx: &mut Tx, brand: BrandId, shop: ShopId, id: ProposalId) -> Result<Proposal> {
    Ok(pr::table.filter(pr::brand_id.eq(brand).and(pr::shop_id.eq(shop)).and(pr::id.eq(id))).get_result(tx)?)
}

/// A proposal to this person, or "not found".
pub fn proposal_to(tx: &mut Tx, brand: BrandId, passport: PassportId, id: ProposalId) -> Result<Proposal> {
    let row = pr::brand_id.eq(brand).and(pr::passport_id.eq(passport)).and(pr::id.eq(id));
    Ok(pr::table.filter(row).get_result(tx)?)
}

/// Everything proposed to a person, newest first.
pub(super) fn of_passport(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Proposal>> {
    let theirs = pr::table.filter(pr::brand_id.eq(brand).and(pr::passport_id.eq(passport)));
    Ok(theirs.order(pr::id.desc()).load(tx)?)
}

/// What one shop proposed to a person, newest first.
pub(super) fn at_shop(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Vec<Proposal>> {
    let here = pr::brand_id.eq(brand).and(pr::passport_id.eq(passport)).and(pr::shop_id.eq(shop));
    Ok(pr::table.filter(here).order(pr::id.desc()).load(tx)?)
}

/// The parts of all that was proposed to a person, in the order of the parts.
/// The shop is done with everything it proposed.
pub fn close_all(tx: &mut Tx, brand: BrandId, shop: ShopId, now: Millis) -> Result<()> {
    let theirs = pr::brand_id.eq(brand).and(pr::shop_id.eq(shop)).and(pr::done_at.is_null());
    diesel::update(pr::table.filter(theirs)).set(pr::done_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

/// How many of a shop's proposals wait: for an answer, or to be handed over.
pub fn waiting_at(tx: &mut Tx, brand: BrandId, shop: ShopId, now: Millis) -> Result<i64> {
    let theirs = pr::brand_id.eq(brand).and(pr::shop_id.eq(shop)).and(pr::done_at.is_null());
    let open = pr::answer.eq(Answer::Open).and(pr::expires_at.gt(now));
    Ok(pr::table.filter(theirs.and(open.or(pr::answer.eq(Answer::Accepted)))).count().get_result(tx)?)
}

pub(super) fn items_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Item>> {
    let theirs = pp::table.filter(pp::brand_id.eq(brand).and(pp::passport_id.eq(passport)));
    Ok(theirs.order((pp::proposal_id, pp::part_id)).load(tx)?)
}

pub(super) fn set_answer(
    tx: &mut Tx,
    brand: BrandId,
    id: ProposalId,
    (answer, why, words): (Answer, Option<Why>, &str),
    at: Option<Millis>,
) -> Result<()> {
    let row = pr::table.filter(pr::brand_id.eq(brand).and(pr::id.eq(id)));
    let set = (pr::answer.eq(answer), pr::why.eq(why), pr::words.eq(words), pr::answered_at.eq(at));
    diesel::update(row).set(set).execute(tx)?;
    Ok(())
}

pub(super) fn set_done(tx: &mut Tx, brand: BrandId, id: ProposalId, now: Millis) -> Result<()> {
    let row = pr::table.filter(pr::brand_id.eq(brand).and(pr::id.eq(id)).and(pr::done_at.is_null()));
    diesel::update(row).set(pr::done_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx, brand: BrandId, id: ProposalId) -> Result<()> {
    diesel::delete(pp::table.filter(pp::brand_id.eq(brand).and(pp::proposal_id.eq(id)))).execute(tx)?;
    diesel::delete(pr::table.filter(pr::brand_id.eq(brand).and(pr::id.eq(id)))).execute(tx)?;
    Ok(())
}

pub(super) fn delete_all(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    diesel::delete(pp::table.filter(pp::brand_id.eq(brand).and(pp::passport_id.eq(passport)))).execute(tx)?;
    diesel::delete(pr::table.filter(pr::brand_id.eq(brand).and(pr::passport_id.eq(passport)))).execute(tx)?;
    Ok(())
}

/// Notes that are read for quotes at most, the newest first.
const QUOTABLE: i64 = 2_000;

/// What people tried, and whether they liked it; the customer is not left out, or who is missing would tell whose it is: of those who agree now to be quoted at this shop, and told either here or
/// as something to be shared. Of whom it is stays in the database.
pub(super) fn quotable(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<(String, bool)>> {
    let agreed = s::table.on(s::brand_id
        .eq(n::brand_id)
        .and(s::passport_id.eq(n::passport_id))
        .and(s::kind.eq(Sharing::Quoted.name()))
        .and(s::shop_id.eq(shop)));
    let told = n::shop_id.eq(Some(shop)).or(n::offered.eq(true));
    let tried = n::brand_id.eq(brand).and(n::kind.eq(Sharing::Tried));
    let rows = n::table.inner_join(agreed).filter(tried).filter(told).order(n::id.desc()).limit(QUOTABLE);
    let rows: Vec<(String, Option<bool>)> = rows.select((n::text, n::liked)).load(tx)?;
    Ok(rows.into_iter().filter_map(|(what, liked)| Some((what, liked?))).collect())
}
