//! What happens at a counter: a tap becomes a visit, points are used, either is undone, a resident is sent on. Plain
//! acts over a transaction; the pages and the JSON API both use them.

pub mod answers;
pub mod api;
mod correct;
pub mod desk;
pub mod pages;
pub mod rules;
pub mod said;
mod store;
mod undo;

pub use correct::{Corrected, correct_visit};
pub use store::{
    Correction, Redemption, Undoing, Visit, corrections, latest, redemption, undoing, visit, visits_today,
};
pub use undo::{reverse_redemption, reverse_visit};

use crate::brand::{self, Brand, Terms};
use crate::db::Tx;
use crate::knowing::{Eyes, Way};
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::passport::{self, pass, pin};
use crate::people;
use crate::slip;
use crate::sponsor::{self, Gift};
use crate::words::{
    Amount, Day, Error, Millis, PassportId, PersonId, Points, RedemptionId, Refusal, Result, ShopId, VisitId,
};

/// Who stands at which counter: every act here is theirs.
#[derive(Debug, Clone)]
pub struct Stand {
    pub brand: Brand,
    pub shop: ShopId,
    /// The member of staff; none where a program holds the shop's key.
    pub by: Option<PersonId>,
}

impl Stand {
    /// As the log names whoever looks from here.
    pub fn eyes(&self) -> Eyes {
        let way = if self.by.is_some() { Way::Counter } else { Way::Program };
        Eyes { shop: Some(self.shop), person: self.by, way }
    }

    /// The resident acts here, on the tablet turned round.
    pub fn tablet(&self) -> Eyes {
        Eyes { shop: Some(self.shop), person: self.by, way: Way::Tablet }
    }
}

/// One card shown at one counter.
#[derive(Debug, Clone)]
pub struct Tap {
    /// What was shown: a card's token or code, or a passport's code.
    pub card: String,
    /// What was spent, in minor units, where it was typed.
    pub amount: Option<Amount>,
    /// When, where it was not now.
    pub at: Option<Millis>,
}

/// What a tap came to.
#[derive(Debug, Clone)]
pub struct Stamped {
    pub visit: Visit,
    pub passport: passport::Passport,
    pub visits_here: i64,
    /// Everything this tap gave, a slip's welcome and what campaigns added included.
    pub earned: Points,
    pub balance: Points,
    pub slip: Option<slip::Slip>,
    /// What campaigns added.
    pub gifts: Vec<Gift>,
    /// Where it was too soon: when the next one counts.
    pub counts_again: Option<Millis>,
    /// A cap of the day left less than the charter gives otherwise.
    pub capped: bool,
}

/// Records a tap: finds the passport, decides what it earns, stamps the visit, moves the points, redeems an open slip
/// to this shop.
///
/// # Errors
/// `unknown_card`, `revoked_card`, `bad_time`, `bad_amount`, `amount_too_large`.
pub fn record_tap(tx: &mut Tx, stand: &Stand, tap: &Tap, now: Millis) -> Result<Stamped> {
    let at = rules::tap_time(tap.at, now)?;
    record_at(tx, stand, tap, Standing { at, welcomes: true }, now)
}

/// When a tap is taken to have been, and whether it may use a slip.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub at: Millis,
    /// A tablet without a network promises welcomes up to the charter's cap; beyond it the slip stays open.
    pub welcomes: bool,
}

/// [`record_tap`] at a time that somebody else has judged: what a tablet kept is judged by the charter's hours.
///
/// # Errors
/// Those of [`record_tap`] but `bad_time`.
pub fn record_at(tx: &mut Tx, stand: &Stand, tap: &Tap, standing: Standing, now: Millis) -> Result<Stamped> {
    let brand = stand.brand.id;
    let zone = stand.brand.zone();
    let at = standing.at;
    let terms = brand::charter_at(tx, brand, at)?.terms;
    rules::check_amount(tap.amount, terms.max_amount)?;
    // Locked first: this guards the cooldown against a second tap at the same moment.
    let holder = passport::find_locked(tx, brand, &tap.card)?;
    let id = holder.id;
    not_ones_own(tx, stand, id)?;
    passport::lapse(tx, &holder, &terms, &zone, at)?;

    let known = passport::acquaintance(tx, brand, stand.shop, id)?;
    let cooldown = rules::cooldown(&terms);
    let near = match &known {
        Some(k) if k.visits > 0 && k.last_at.plus(cooldown) > at => {
            store::counted_between(tx, brand, stand.shop, id, at.plus(-cooldown), at.plus(cooldown))?
        }
        _ => None,
    };
    let slip = if near.is_none() && standing.welcomes { slip::open_for(tx, brand, id, stand.shop, at)? } else { None };
    let day = at.day(&zone);
    let full = rules::earn(&terms, tap.amount, near);
    let earned = within_the_day(tx, stand, &terms, &holder, day, full)?;

    let visit = Visit {
        brand_id: brand,
        id: VisitId::new(),
        shop_id: stand.shop,
        passport_id: id,
        at,
        day,
        amount: tap.amount,
        visit_points: earned.visit,
        spend_points: earned.spend,
        too_soon: near.is_some(),
        staff_id: stand.by,
        origin: None,
        recorded_at: now,
        reversed_at: None,
    };
    store::insert_visit(tx, &visit)?;
    let seen = passport::Acquaintance {
        brand_id: brand,
        shop_id: stand.shop,
        passport_id: id,
        visits: 1,
        first_at: at,
        last_at: at,
    };
    passport::add_visit(tx, known.as_ref(), seen)?;
    passport::touch(tx, &holder, stand.shop, at, (day, earned.sum()?))?;
    store::add_to_day(tx, &visit)?;

    let slip = match slip {
        Some(slip) if slip::redeem(tx, brand, slip.id, visit.id, at)? == 1 => Some(slip),
        _ => None,
    };
    let welcome = slip.as_ref().map_or(Points::ZERO, |s| s.welcome);
    ledger::post(tx, brand, &movements(&visit, slip.as_ref())?, at, now)?;
    // Only to what counts, and is within the day's caps; last, since it may find that somebody else had the rest.
    let counts = near.is_none() && (full.sum()?.is_zero() || !earned.sum()?.is_zero());
    let gifts = match counts {
        true => sponsor::give(tx, brand, (stand.shop, id, visit.id), (at, day), now)?,
        false => Vec::new(),
    };
    let gifted = Points(gifts.iter().map(|g| g.points.0).sum());
    let balance = ledger::settle_debt(tx, brand, id.0, now)?;
    Ok(Stamped {
        visits_here: known.map_or(0, |k| k.visits) + 1,
        earned: earned.visit.plus(earned.spend)?.plus(welcome)?.plus(gifted)?,
        gifts,
        balance,
        passport: holder,
        slip,
        counts_again: near.map(|n| n.plus(cooldown)),
        capped: rules::capped(&terms, &visit),
        visit,
    })
}

/// What the charter's caps of a day leave: the passport's, then the one of whoever stamps.
fn within_the_day(
    tx: &mut Tx,
    stand: &Stand,
    terms: &Terms,
    holder: &passport::Passport,
    day: Day,
    earned: rules::Earned,
) -> Result<rules::Earned> {
    if earned.sum()?.is_zero() {
        return Ok(earned);
    }
    let left = Points(terms.passport_day_points).minus(passport::earned_on(tx, holder, day)?)?;
    let earned = rules::within(earned, left);
    let Some(staff) = stand.by else { return Ok(earned) };
    let points = earned.sum()?;
    let given = store::give_on_day(tx, stand.brand.id, staff, day, points.0)?;
    let left = Points(terms.clerk_day_points).minus(given.minus(points)?)?;
    let kept = rules::within(earned, left);
    let over = points.minus(kept.sum()?)?;
    if !over.is_zero() {
        store::give_on_day(tx, stand.brand.id, staff, day, -over.0)?;
    }
    Ok(kept)
}

/// Nobody stamps their own passport: a colleague does.
pub fn not_ones_own(tx: &mut Tx, stand: &Stand, id: PassportId) -> Result<()> {
    match stand.by {
        Some(by) if people::holder(tx, stand.brand.id, id)? == Some(by) => {
            Err(Refusal::new(403, "own_passport").field("card").into())
        }
        _ => Ok(()),
    }
}

/// What a visit moves: its points, and a slip's welcome and thanks.
fn movements(visit: &Visit, slip: Option<&slip::Slip>) -> Result<Vec<Entry>> {
    let holder = Side { kind: Kind::Passport, owner: visit.passport_id.0 };
    let here = Side { kind: Kind::Shop, owner: visit.shop_id.0 };
    let fund = Side { kind: Kind::Fund, owner: visit.shop_id.0 };
    let about = visit.id.0;
    let points = visit.visit_points.plus(visit.spend_points)?;
    let mut entries = vec![Entry { debit: here, credit: holder, amount: points, code: Code::Visit, about }];
    if let Some(slip) = slip {
        let sender = Side { kind: Kind::Shop, owner: slip.from_shop.0 };
        entries.push(Entry { debit: fund, credit: holder, amount: slip.welcome, code: Code::Welcome, about });
        entries.push(Entry { debit: fund, credit: sender, amount: slip.thanks, code: Code::Thanks, about });
    }
    Ok(entries)
}

/// Points to be used at a counter, with the resident's PIN already compared or their live pass already read.
#[derive(Debug, Clone)]
pub struct Spending {
    pub card: String,
    pub points: i64,
    pub pin: Option<pin::Compared>,
    /// It proves the resident, and no PIN is asked.
    pub pass: Option<pass::Proof>,
}

/// What using points came to.
#[derive(Debug, Clone)]
pub struct Redeemed {
    pub redemption: Redemption,
    pub passport: passport::Passport,
    pub balance: Points,
}

/// Uses points at a counter. The inner refusal commits: a wrong PIN is remembered.
///
/// Inner refusals: `proof_needed`, `wrong_pin`, `pin_locked`, `insufficient_points`.
///
/// # Errors
/// `bad_points`, `unknown_card`, `revoked_card`; `pass_used`, `others_pass`, `revoked_pass`, `worn_phone`. A pass of somebody
/// who has not so many points is not spent: then `insufficient_points` is an error that rolls back.
pub fn redeem(
    tx: &mut Tx,
    stand: &Stand,
    spending: &Spending,
    now: Millis,
) -> Result<std::result::Result<Redeemed, Refusal>> {
    let brand = stand.brand.id;
    let points = rules::points(spending.points)?;
    let holder = passport::find_locked(tx, brand, &spending.card)?;
    let id = holder.id;
    let redemption = RedemptionId::new();
    match (&spending.pass, &spending.pin) {
        (Some(proof), _) => pass::spend(tx, brand, proof, id, redemption, now).map_err(|e| match e {
            Error::Refused(refusal) => refusal.field("pass").into(),
            e => e,
        })?,
        (None, Some(compared)) => {
            if let Err(refusal) = pin::prove(tx, brand, id, stand.shop, compared, now)? {
                return Ok(Err(refusal));
            }
        }
        (None, None) => return Ok(Err(Refusal::new(403, "proof_needed").field("pin"))),
    }
    let zone = stand.brand.zone();
    let terms = brand::charter_at(tx, brand, now)?.terms;
    passport::lapse(tx, &holder, &terms, &zone, now)?;
    let held = passport::balance(tx, brand, id)?;
    if held < points {
        let refusal = Refusal::new(409, "insufficient_points").field("points").arg("points", held);
        return if spending.pass.is_some() { Err(refusal.into()) } else { Ok(Err(refusal)) };
    }
    let redemption = Redemption {
        brand_id: brand,
        id: redemption,
        shop_id: stand.shop,
        passport_id: id,
        points,
        at: now,
        day: now.day(&zone),
        staff_id: stand.by,
        reversed_at: None,
    };
    store::insert_redemption(tx, &redemption)?;
    let entry = Entry {
        debit: Side { kind: Kind::Passport, owner: id.0 },
        credit: Side { kind: Kind::Shop, owner: stand.shop.0 },
        amount: points,
        code: Code::Redemption,
        about: redemption.id.0,
    };
    ledger::post(tx, brand, &[entry], now, now)?;
    Ok(Ok(Redeemed { balance: held.minus(points)?, redemption, passport: holder }))
}

/// Sends the resident on to another shop of the brand, with a reason.
///
/// # Errors
/// `unknown_card`, `revoked_card`, `no_such_shop`, `own_shop`, `bad_reason`.
pub fn send_on(tx: &mut Tx, stand: &Stand, card: &str, to_shop: &str, reason: &str, now: Millis) -> Result<slip::Slip> {
    let brand = stand.brand.id;
    let passport = passport::find_locked(tx, brand, card)?.id;
    let no_shop = || Error::from(Refusal::new(404, "no_such_shop").field("to_shop"));
    let to = crate::shop::member_held(tx, brand, to_shop)?.ok_or_else(no_shop)?;
    let terms = brand::charter_at(tx, brand, now)?.terms;
    let giving = slip::Giving { from: stand.shop, to: to.id, passport, reason: reason.to_owned(), by: stand.by };
    slip::give(tx, brand, &stand.brand.zone(), &terms, &giving, now)
}
