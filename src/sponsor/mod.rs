//! Points that somebody else pays for: a company or the city buys them for a campaign, some shops hand them out with their
//! stamps for a time, and what is left at its end is paid back. Whoever pays sees totals, never people.

mod rules;
mod store;

pub use store::{Campaign, by_token, campaign, campaigns, running_at, shops_of};

use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::shop;
use crate::words::{
    BrandId, CampaignId, CampaignShopId, Day, Error, Millis, PassportId, PersonId, Points, Refusal, Result, ShopId,
    VisitId, codes,
};
use std::collections::BTreeMap;

/// A campaign to be opened; its sponsor has paid.
#[derive(Debug, Clone)]
pub struct Opening {
    pub sponsor: String,
    pub title: String,
    /// For each visit that counts.
    pub points: i64,
    /// In all.
    pub budget: i64,
    pub from: Day,
    /// The last day.
    pub last: Day,
    pub shops: Vec<ShopId>,
}

/// Opens a campaign: its points are bought from the fund at the charter's price, each shop has its share.
///
/// # Errors
/// `bad_sponsor`, `bad_title`, `out_of_bounds` for points or budget, `bad_span`, `no_shops`.
pub fn open(tx: &mut Tx, brand: &Brand, o: &Opening, by: Option<PersonId>, now: Millis) -> Result<Campaign> {
    rules::check(o, now.day(&brand.zone()))?;
    let members = shop::members(tx, brand.id)?;
    let shops: Vec<ShopId> = members.into_iter().map(|s| s.id).filter(|id| o.shops.contains(id)).collect();
    let n = i64::try_from(shops.len()).unwrap_or(i64::MAX);
    if n == 0 {
        return Err(Refusal::new(422, "no_shops").field("shops").into());
    }
    rules::check_budget(o, n)?;
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let campaign = Campaign {
        brand_id: brand.id,
        id: CampaignId::new(),
        token: codes::token(),
        sponsor: o.sponsor.trim().to_owned(),
        title: o.title.trim().to_owned(),
        points: Points(o.points),
        from_at: o.from.start(&brand.zone()),
        until_at: Day(o.last.0 + 1).start(&brand.zone()),
        budget: Points(o.budget),
        lot: terms.lot,
        lot_price: terms.lot_price,
        paid: rules::price(o.budget, terms.lot_price, terms.lot),
        created_by: by,
        created_at: now,
        ended_at: None,
    };
    let places = store::insert(tx, &campaign, &shops)?;
    let mut entries = Vec::new();
    for ((id, shop), share) in places.into_iter().zip(rules::shares(o.budget, n)) {
        entries.push(Entry { debit: fund(shop), credit: place(id), amount: Points(share), ..about(&campaign) });
    }
    entries.push(money(&campaign, campaign.paid));
    ledger::post(tx, brand.id, &entries, now, now)?;
    Ok(campaign)
}

fn fund(shop: ShopId) -> Side {
    Side { kind: Kind::Fund, owner: shop.0 }
}

fn place(id: CampaignShopId) -> Side {
    Side { kind: Kind::Sponsor, owner: id.0 }
}

/// An entry between fund and sponsor about a campaign, its sides to be filled in.
fn about(c: &Campaign) -> Entry {
    let nobody = Side { kind: Kind::Fund, owner: 0 };
    Entry { debit: nobody, credit: nobody, amount: Points::ZERO, code: Code::Funded, about: c.id.0 }
}

/// What the sponsor pays; below zero, what it gets back.
fn money(c: &Campaign, amount: i64) -> Entry {
    let (bank, purse) = (Side { kind: Kind::Bank, owner: c.id.0 }, Side { kind: Kind::Purse, owner: c.id.0 });
    let (debit, credit) = if amount >= 0 { (bank, purse) } else { (purse, bank) };
    Entry { debit, credit, amount: Points(amount.abs()), code: Code::Sponsored, about: c.id.0 }
}

/// What a stamp brought beside its own points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    pub sponsor: String,
    pub title: String,
    pub points: Points,
}

/// Hands out what campaigns give for a visit that counts, once a day, while there is enough left at its shop.
pub fn give(
    tx: &mut Tx,
    brand: BrandId,
    (shop, passport, visit): (ShopId, PassportId, VisitId),
    (at, day): (Millis, Day),
    now: Millis,
) -> Result<Vec<Gift>> {
    let mut gifts = Vec::new();
    for (id, campaign) in store::at_shop(tx, brand, shop, at)? {
        if store::had_on(tx, &campaign, passport, day)? {
            continue;
        }
        let entry = Entry {
            debit: place(id),
            credit: Side { kind: Kind::Passport, owner: passport.0 },
            amount: campaign.points,
            code: Code::Campaign,
            about: visit.0,
        };
        if ledger::post_if_there(tx, brand, entry, at, now)? {
            gifts.push(Gift { sponsor: campaign.sponsor, title: campaign.title, points: campaign.points });
        }
    }
    Ok(gifts)
}

/// What a visit brought from campaigns, and still stands.
pub fn gifts_of(tx: &mut Tx, brand: BrandId, visit: VisitId) -> Result<Vec<Gift>> {
    store::gifts_of(tx, brand, visit)
}

/// Divides what is left anew among a campaign's shops that are members still.
///
/// # Errors
/// 404; `campaign_ended`.
pub fn share_out(tx: &mut Tx, brand: &Brand, id: CampaignId, now: Millis) -> Result<()> {
    let found = store::campaign(tx, brand.id, id)?;
    if found.ended_at.is_some() {
        return Err(Error::refused(409, "campaign_ended"));
    }
    let members = shop::members(tx, brand.id)?;
    let mut left = BTreeMap::new();
    for (place_id, shop) in store::shops_of(tx, brand.id, id)? {
        let here = members.iter().any(|m| m.id == shop);
        left.insert(place_id, (ledger::balance(tx, brand.id, place(place_id))?.0, here));
    }
    let entries: Vec<Entry> = rules::evened(&left)
        .into_iter()
        .map(|(from, to, n)| Entry { debit: place(from), credit: place(to), amount: Points(n), ..about(&found) })
        .collect();
    ledger::post_met(tx, brand.id, &entries, now)
}

/// Ends a campaign: what is left goes back to the fund, its money to the sponsor. Again, where an undo gave points back since.
/// Returns what is to be paid back.
pub fn end(tx: &mut Tx, brand: &Brand, id: CampaignId, now: Millis) -> Result<i64> {
    let found = store::campaign(tx, brand.id, id)?;
    store::set_ended(tx, &found, now)?;
    let (mut entries, mut left) = (Vec::new(), 0);
    for (place_id, shop) in store::shops_of(tx, brand.id, id)? {
        let amount = ledger::balance(tx, brand.id, place(place_id))?;
        left += amount.0;
        entries.push(Entry { debit: place(place_id), credit: fund(shop), amount, ..about(&found) });
    }
    let back = rules::back(left, found.lot_price, found.lot);
    entries.push(money(&found, -back));
    ledger::post_met(tx, brand.id, &entries, now)?;
    Ok(back)
}

/// How a campaign stands: totals, of which people are told only as the house tells people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Points handed out that were not taken back.
    pub given: i64,
    pub left: i64,
    pub visits: i64,
    pub people: i64,
    /// Members whose share is less than one visit's points, of so many.
    pub used_up: i64,
    pub shops: i64,
}

pub fn totals(tx: &mut Tx, campaign: &Campaign) -> Result<Totals> {
    let (given, visits, people) = store::given(tx, campaign)?;
    let mut totals = Totals { given, visits, people, left: left(tx, campaign)?, used_up: 0, shops: 0 };
    for (id, shop) in store::shops_of(tx, campaign.brand_id, campaign.id)? {
        if !shop::is_away(tx, campaign.brand_id, shop)? {
            let share = ledger::balance(tx, campaign.brand_id, place(id))?;
            totals.used_up += i64::from(share < campaign.points);
            totals.shops += 1;
        }
    }
    Ok(totals)
}

/// At how many shops a campaign still gives points.
pub fn gives_at(tx: &mut Tx, campaign: &Campaign) -> Result<usize> {
    let mut n = 0;
    for (id, shop) in store::shops_of(tx, campaign.brand_id, campaign.id)? {
        let enough = ledger::balance(tx, campaign.brand_id, place(id))? >= campaign.points;
        n += usize::from(enough && !shop::is_away(tx, campaign.brand_id, shop)?);
    }
    Ok(n)
}

/// Points that nobody has yet.
fn left(tx: &mut Tx, campaign: &Campaign) -> Result<i64> {
    let mut left = 0;
    for (id, _) in store::shops_of(tx, campaign.brand_id, campaign.id)? {
        left += ledger::balance(tx, campaign.brand_id, place(id))?.0;
    }
    Ok(left)
}

/// What would be paid back if it ended now, in minor units.
pub fn would_return(tx: &mut Tx, campaign: &Campaign) -> Result<i64> {
    Ok(rules::back(left(tx, campaign)?, campaign.lot_price, campaign.lot))
}
