//! Everything the house knows of one person, gathered in one reading: for the page, and as JSON. No hashes, no tokens.

mod shapes;
mod store;

pub use shapes::*;

use crate::brand::{self, Brand};
use crate::counter::{Redemption, Visit};
use crate::db::Tx;
use crate::ledger::{self, Code, Kind, Side};
use crate::passport::{self, Sharing};
use crate::people;
use crate::shop::{self, needs};
use crate::words::{Millis, PassportId, PersonId, Points, RedemptionId, Result, ShopId, VisitId, codes};
use crate::{care, case, knowing, proposal, queue, statement};
use jiff::tz::TimeZone;
use noren_views::Lang;
use std::collections::HashMap;

/// What it takes to tell a row.
struct Teller<'a> {
    lang: Lang,
    zone: TimeZone,
    shops: HashMap<ShopId, At>,
    brand: &'a Brand,
}

impl Teller<'_> {
    fn at(&self, shop: ShopId) -> Option<At> {
        self.shops.get(&shop).cloned()
    }

    fn when(&self, at: Millis) -> When {
        When(at.zoned(&self.zone))
    }

    fn maybe(&self, at: Option<Millis>) -> Option<When> {
        at.map(|at| self.when(at))
    }
}

/// Gathers everything of a passport and whoever holds it. Newest first.
pub fn everything(tx: &mut Tx, brand: &Brand, id: PassportId, lang: Lang, now: Millis) -> Result<Everything> {
    let named = |s: shop::Shop| (s.id, At { name: s.shown(lang), code: s.code });
    let shops = shop::all(tx, brand.id)?.into_iter().map(named).collect();
    let t = Teller { lang, zone: brand.zone(), shops, brand };
    let family = super::store::merged_into(tx, brand.id, id)?;
    let ids: Vec<PassportId> = [id].into_iter().chain(family.iter().map(|p| p.id)).collect();
    let person = people::holder(tx, brand.id, id)?;
    let (visits, redemptions) = (store::visits(tx, brand.id, id)?, store::redemptions(tx, brand.id, id)?);
    let by_phone = store::by_phone(tx, brand.id, id)?;
    let cases = case::all_of(tx, brand.id, id)?;
    let mut places: HashMap<i64, ShopId> = visits.iter().map(|v| (v.id.0, v.shop_id)).collect();
    places.extend(redemptions.iter().map(|r| (r.id.0, r.shop_id)));
    places.extend(cases.iter().map(|c| (c.id.0, c.shop_id)));
    let care = care::told(tx, brand.id, id)?;
    let merged = family.iter().map(|p| codes::printed(&p.code)).collect();
    Ok(Everything {
        street: At { code: brand.code.clone(), name: brand.shown(lang) },
        made_at: t.when(now),
        passport: passport_told(tx, &t, id, merged)?,
        cards: cards(tx, &t, id)?,
        phones: phones(tx, &t, id)?,
        sign_in: person.map(|person| sign_in(tx, &t, person)).transpose()?,
        memberships: memberships(tx, &t, &ids, person)?,
        shops: acquaintances(tx, &t, id)?,
        visits: visits_told(tx, &t, id, visits)?,
        redemptions: redemptions.into_iter().map(|r| redemption(&t, r, &by_phone)).collect(),
        slips: slips(tx, &t, id)?,
        points: points(tx, &t, &ids, &places)?,
        likes: likes(tx, &t, id)?,
        shares: shares(tx, &t, id)?,
        notes: notes(tx, &t, id)?,
        looks: looks(tx, &t, id)?,
        askings: askings(tx, &t, id)?,
        objections: objections(tx, &t, person)?,
        kept_offline: kept_offline(tx, &t, &ids)?,
        cases: cases.into_iter().map(|c| case_told(&t, c)).collect(),
        proposals: proposals(tx, &t, id)?,
        helpers: care.helpers.into_iter().map(|(name, since)| HelperTold { name, since: t.when(since) }).collect(),
        household: HouseholdTold {
            with: care.book_with,
            asked: care.asked.into_iter().map(|(card, at)| AskTold { card: by_number(card), at: t.when(at) }).collect(),
            asked_by: care.asked_by,
        },
        wrong_pins: wrong_pins(tx, &t, id)?,
        wrong_passwords: wrong_passwords(tx, &t, &ids, person)?,
    })
}

fn passport_told(tx: &mut Tx, t: &Teller<'_>, id: PassportId, merged: Vec<String>) -> Result<PassportTold> {
    let row = passport::passport(tx, t.brand.id, id)?;
    let owed = ledger::balance(tx, t.brand.id, Side { kind: Kind::Debt, owner: id.0 })?;
    Ok(PassportTold {
        code: codes::printed(&row.code),
        name: row.name,
        reading: row.reading,
        points: passport::balance(tx, t.brand.id, id)?,
        owes: Points::ZERO.minus(owed)?,
        has_pin: row.pin_hash.is_some(),
        imported_as: row.origin,
        merged,
        since: t.when(row.created_at),
        last_visit: t.when(row.last_visit_at),
        last_shop: row.last_shop.and_then(|s| t.at(s)),
    })
}

fn cards(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<CardTold>> {
    let held = passport::cards_of(tx, t.brand.id, id)?;
    Ok(held
        .into_iter()
        .map(|c| CardTold {
            code: codes::printed(&c.code),
            made: t.when(c.created_at),
            by: c.issued_by.and_then(|s| t.at(s)),
            stopped: t.maybe(c.revoked_at),
            can_be_claimed: c.claim_hash.is_some(),
        })
        .collect())
}

fn phones(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<PhoneTold>> {
    let held = passport::pass_keys(tx, t.brand.id, id)?;
    Ok(held
        .into_iter()
        .map(|k| PhoneTold {
            name: k.label,
            since: t.when(k.created_at),
            last_used: t.when(k.used_at),
            works_until: t.when(k.expires_at),
            stopped: t.maybe(k.revoked_at),
        })
        .collect())
}

fn sign_in(tx: &mut Tx, t: &Teller<'_>, person: PersonId) -> Result<SignIn> {
    let who = people::person(tx, person)?;
    let links = store::resets(tx, person)?;
    let invitations = store::invitations(tx, &who.email)?;
    Ok(SignIn {
        devices: store::sessions(tx, person)?.into_iter().map(|at| t.when(at)).collect(),
        new_password_links: links
            .into_iter()
            .map(|(until, used)| LinkTold { until: t.when(until), used: t.maybe(used) })
            .collect(),
        invitations: invitations
            .into_iter()
            .map(|i| InvitationTold {
                role: i.role.name(),
                at: t.when(i.created_at),
                until: t.when(i.expires_at),
                used: t.maybe(i.used_at),
            })
            .collect(),
        email: who.email,
        name: who.name,
        name_en: who.name_en,
        left_hand: who.left_hand,
        since: t.when(who.created_at),
    })
}

fn memberships(
    tx: &mut Tx,
    t: &Teller<'_>,
    ids: &[PassportId],
    person: Option<PersonId>,
) -> Result<Vec<MembershipTold>> {
    let brands = brand::all(tx)?;
    let held = store::memberships(tx, ids, person)?;
    Ok(held
        .into_iter()
        .map(|m| MembershipTold {
            street: brands.iter().find(|b| b.id == m.brand_id).map_or_else(String::new, |b| b.shown(t.lang)),
            role: m.role.name(),
            shop: m.shop_id.and_then(|s| t.at(s)),
            since: t.when(m.created_at),
            ended: t.maybe(m.ended_at),
        })
        .collect())
}

fn acquaintances(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<ShopTold>> {
    let mut met = passport::acquaintances(tx, t.brand.id, id)?;
    met.sort_by_key(|a| (-a.visits, a.shop_id));
    Ok(met
        .into_iter()
        .map(|a| ShopTold {
            shop: t.at(a.shop_id),
            visits: a.visits,
            first: t.when(a.first_at),
            last: t.when(a.last_at),
        })
        .collect())
}

fn visits_told(tx: &mut Tx, t: &Teller<'_>, id: PassportId, visits: Vec<Visit>) -> Result<Vec<VisitTold>> {
    let mut corrected: HashMap<VisitId, Vec<CorrectionTold>> = HashMap::new();
    for c in store::corrections(tx, t.brand.id, id)? {
        corrected.entry(c.visit_id).or_default().push(CorrectionTold {
            at: t.when(c.at),
            amount_before: c.amount_before,
            amount_after: c.amount_after,
            points_before: c.points_before,
            points_after: c.points_after,
        });
    }
    Ok(visits.into_iter().map(|v| visit(t, corrected.remove(&v.id).unwrap_or_default(), v)).collect())
}

fn visit(t: &Teller<'_>, corrected: Vec<CorrectionTold>, v: Visit) -> VisitTold {
    VisitTold {
        id: v.id.to_string(),
        at: t.when(v.at),
        shop: t.at(v.shop_id),
        amount: v.amount,
        points_for_visit: v.visit_points,
        points_for_amount: v.spend_points,
        too_soon: v.too_soon,
        imported: v.origin.is_some(),
        recorded: t.when(v.recorded_at),
        corrected,
        taken_back: t.maybe(v.reversed_at),
    }
}

fn redemption(t: &Teller<'_>, r: Redemption, by_phone: &[RedemptionId]) -> RedemptionTold {
    RedemptionTold {
        by_phone: by_phone.contains(&r.id),
        id: r.id.to_string(),
        at: t.when(r.at),
        shop: t.at(r.shop_id),
        points: r.points,
        taken_back: t.maybe(r.reversed_at),
    }
}

fn slips(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<SlipTold>> {
    let given = store::slips(tx, t.brand.id, id)?;
    Ok(given
        .into_iter()
        .map(|s| SlipTold {
            from: t.at(s.from_shop),
            to: t.at(s.to_shop),
            reason: s.reason,
            welcome: s.welcome,
            given: t.when(s.given_at),
            until: t.when(s.expires_at),
            used: t.maybe(s.redeemed_at),
            taken_back: t.maybe(s.withdrawn_at),
        })
        .collect())
}

/// The accounts of passports that were merged into this one are the person's too.
fn points(tx: &mut Tx, t: &Teller<'_>, ids: &[PassportId], places: &HashMap<i64, ShopId>) -> Result<Vec<PointsTold>> {
    let mut all = Vec::new();
    for (kind, id) in ids.iter().flat_map(|id| [(Kind::Passport, id), (Kind::Debt, id)]) {
        all.extend(ledger::latest_of(tx, t.brand.id, Side { kind, owner: id.0 }, i64::MAX)?);
    }
    all.sort_by_key(|(p, _)| std::cmp::Reverse(p.id));
    let told = |(p, credited): (ledger::Posting, bool)| PointsTold {
        at: t.when(p.at),
        what: Code::name(p.code),
        shop: places.get(&p.about).and_then(|s| t.at(*s)),
        points: if credited { p.amount.0 } else { -p.amount.0 },
    };
    Ok(all.into_iter().map(told).collect())
}

fn likes(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<LikeTold>> {
    let liked = store::likes(tx, t.brand.id, id)?;
    let told = |(need, at): (String, Millis)| LikeTold { label: needs::label(&need, t.lang), need, since: t.when(at) };
    Ok(liked.into_iter().map(told).collect())
}

fn shares(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<ShareTold>> {
    let given = store::shares(tx, t.brand.id, id)?;
    let told = |(kind, shop, at): (String, ShopId, Millis)| ShareTold { kind, shop: t.at(shop), since: t.when(at) };
    Ok(given.into_iter().map(told).collect())
}

/// All of them: whichever shop wrote it, offered for sharing or not.
fn notes(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<NoteTold>> {
    let mut all = knowing::all(tx, t.brand.id, id)?;
    all.reverse();
    Ok(all
        .into_iter()
        .map(|n| NoteTold {
            at: t.when(n.created_at),
            text: n.shown(t.lang),
            shop: n.shop_id.and_then(|s| t.at(s)),
            kind: Sharing::name(n.kind),
            liked: n.liked,
            month: n.month,
            offered: n.offered,
        })
        .collect())
}

fn looks(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<LookTold>> {
    let all = knowing::looks(tx, t.brand.id, id, i64::MAX)?;
    Ok(all
        .into_iter()
        .map(|l| LookTold { at: t.when(l.at), shop: l.shop_id.and_then(|s| t.at(s)), what: l.what, way: l.way })
        .collect())
}

fn askings(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<AskingTold>> {
    let all = store::askings(tx, t.brand.id, id)?;
    Ok(all
        .into_iter()
        .map(|(shop, about, outcome, at)| AskingTold { at: t.when(at), shop: t.at(shop), about, outcome })
        .collect())
}

fn objections(tx: &mut Tx, t: &Teller<'_>, person: Option<PersonId>) -> Result<Vec<ObjectionTold>> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let all = statement::objections_by(tx, person)?;
    let told = |o: statement::Objection| ObjectionTold {
        at: t.when(o.created_at),
        shop: t.at(o.shop_id),
        what: o.reason,
        answer: o.answer,
    };
    Ok(all.into_iter().map(told).collect())
}

fn kept_offline(tx: &mut Tx, t: &Teller<'_>, ids: &[PassportId]) -> Result<Vec<KeptTold>> {
    let all = queue::about(tx, t.brand.id, ids)?;
    Ok(all
        .into_iter()
        .map(|k| KeptTold {
            at: t.when(k.at),
            shop: t.at(k.shop_id),
            amount: k.amount,
            sent: t.when(k.received_at),
            became: k.outcome.name(),
            reason: k.reason,
        })
        .collect())
}

fn case_told(t: &Teller<'_>, c: case::Case) -> CaseTold {
    CaseTold {
        at: t.when(c.opened_at),
        shop: t.at(c.shop_id),
        what: c.what,
        promise: c.promise,
        due: c.due.date().to_string(),
        amends: c.amends,
        kept: t.maybe(c.kept_at),
    }
}

/// A card's number; what was scanned holds more than a number and is not told.
fn by_number(card: String) -> String {
    if codes::parse(&card, codes::CARD_LEN).or(codes::parse(&card, codes::PASSPORT_LEN)).is_some() {
        card
    } else {
        "…".into()
    }
}

fn proposals(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<ProposalTold>> {
    let all = proposal::all_of(tx, t.brand.id, id)?;
    Ok(all
        .into_iter()
        .map(|(p, items)| ProposalTold {
            at: t.when(p.made_at),
            shop: t.at(p.shop_id),
            parts: items.iter().map(|i| PartTold { name: i.shown(t.lang).to_owned(), price: i.price }).collect(),
            total: p.total,
            message: p.message,
            answer: p.answer.name(),
            why: p.why.map(proposal::Why::name),
            words: p.words,
            until: t.when(p.expires_at),
        })
        .collect())
}

fn wrong_pins(tx: &mut Tx, t: &Teller<'_>, id: PassportId) -> Result<Vec<WrongPins>> {
    let all = store::wrong_pins(tx, t.brand.id, id)?;
    let told = |(shop, in_a_row, until): (ShopId, i64, Millis)| WrongPins {
        shop: t.at(shop),
        in_a_row,
        rests_until: t.maybe(Some(until).filter(|u| u.0 > 0)),
    };
    Ok(all.into_iter().map(told).collect())
}

fn wrong_passwords(
    tx: &mut Tx,
    t: &Teller<'_>,
    ids: &[PassportId],
    person: Option<PersonId>,
) -> Result<Vec<WrongPasswords>> {
    let mut subjects: Vec<String> =
        ids.iter().flat_map(|id| [format!("claim:{id}"), format!("passport:{id}")]).collect();
    if let Some(person) = person {
        let email = people::person(tx, person)?.email;
        subjects.extend([format!("sign-in:{email}"), format!("reset:{email}")]);
    }
    let all = store::wrong_passwords(tx, subjects)?;
    let told = |(subject, in_a_row, last): (String, i64, Millis)| WrongPasswords {
        of: subject.split(':').next().unwrap_or_default().to_owned(),
        in_a_row,
        last: t.when(last),
    };
    Ok(all.into_iter().map(told).collect())
}
