//! What the API and the pages tell of an act, in the caller's language: built within the write, stored as the answer.

use super::{Corrected, Redeemed, Stamped, Stand};
use crate::brand::Brand;
use crate::db::Tx;
use crate::passport::{self, Passport};
use crate::slip::Slip;
use crate::sponsor::Gift;
use crate::suggest::{RestsOn, Suggestion, told};
use crate::web::fault::sentence;
use crate::words::{PassportId, Points, RedemptionId, Refusal, Result, ShopId, SlipId, VisitId, codes};
use crate::{shop, words};
use noren_views::Lang;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The passport as this shop sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PassportSeen {
    pub code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub visits_here: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PointsEarned {
    /// Everything this tap gave, a slip's welcome and what campaigns added included.
    #[schema(value_type = i64)]
    pub earned: Points,
    #[schema(value_type = i64)]
    pub balance: Points,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PointsSpent {
    #[schema(value_type = i64)]
    pub spent: Points,
    #[schema(value_type = i64)]
    pub balance: Points,
}

/// The slip this tap redeemed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Referral {
    #[schema(value_type = String)]
    pub slip: SlipId,
    /// Code of the shop that gave it.
    pub from_shop: String,
    pub from_shop_name: String,
    pub reason: String,
    #[schema(value_type = i64)]
    pub welcome: Points,
}

/// Points of this tap that somebody else paid for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Campaign {
    pub sponsor: String,
    pub title: String,
    #[schema(value_type = i64)]
    pub points: Points,
}

/// A neighbour to send on to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Neighbour {
    /// The shop's code.
    pub shop: String,
    pub name: String,
    pub reason: String,
    pub distance_m: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    pub code: String,
    pub detail: String,
}

/// The answer to a tap.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    #[schema(value_type = String)]
    pub visit: VisitId,
    pub passport: PassportSeen,
    pub points: PointsEarned,
    pub referral: Option<Referral>,
    /// What campaigns added; left out where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<Campaign>,
    pub suggestions: Vec<Neighbour>,
    pub notice: Option<Notice>,
}

/// A receipt as it is kept for its key: beside it, what the reason of each suggestion rests on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    #[serde(flatten)]
    pub receipt: Receipt,
    /// In the order of the suggestions. One without is not said again: who knows what it rests on?
    #[serde(default)]
    rests_on: Vec<RestsOn>,
}

/// The answer to a redemption.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Spent {
    #[schema(value_type = String)]
    pub redemption: RedemptionId,
    pub points: PointsSpent,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShopNamed {
    pub code: String,
    pub name: String,
}

/// The answer to a referral.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Sent {
    #[schema(value_type = String)]
    pub slip: SlipId,
    /// RFC 3339.
    pub expires_at: String,
    pub to_shop: ShopNamed,
}

/// The answer to a reversal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Reversed {
    /// The visit or redemption taken back.
    pub reversed: String,
    /// Points that went back.
    #[schema(value_type = i64)]
    pub points: Points,
    #[schema(value_type = i64)]
    pub balance: Points,
}

/// The answer to a correction.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PutRight {
    pub visit: VisitId,
    /// The visit's own, before and after.
    pub before: Points,
    pub after: Points,
    pub balance: Points,
}

pub fn put_right(done: &Corrected) -> PutRight {
    let c = &done.correction;
    PutRight { visit: c.visit_id, before: c.points_before, after: c.points_after, balance: done.balance }
}

pub fn seen(passport: &Passport, visits_here: i64) -> PassportSeen {
    let name = Some(passport.name.clone()).filter(|n| !n.is_empty());
    PassportSeen { code: codes::printed(&passport.code), name, visits_here }
}

pub fn neighbour(s: &Suggestion, lang: Lang) -> Neighbour {
    Neighbour {
        shop: s.to.code.clone(),
        name: s.name(lang).to_owned(),
        reason: s.sentence(lang),
        distance_m: s.to.metres.round() as i64,
    }
}

/// Why a tap earned nothing, or less than usual.
fn notice(brand: &Brand, lang: Lang, stamped: &Stamped) -> Option<Notice> {
    let refusal = match stamped.counts_again {
        Some(again) => Refusal::new(200, "too_soon").arg("time", again.clock_time(&brand.zone())),
        None if stamped.capped => Refusal::new(200, "day_cap"),
        None => return None,
    };
    Some(Notice { code: refusal.code.into(), detail: sentence(lang, &brand.currency, &refusal) })
}

pub fn receipt(
    tx: &mut Tx,
    stand: &Stand,
    lang: Lang,
    s: &Stamped,
    neighbours: Vec<(Neighbour, RestsOn)>,
) -> Result<Kept> {
    let referral = match &s.slip {
        None => None,
        Some(slip) => Some(referral(tx, &stand.brand, lang, slip)?),
    };
    let (suggestions, rests_on) = neighbours.into_iter().unzip();
    let receipt = Receipt {
        visit: s.visit.id,
        passport: seen(&s.passport, s.visits_here),
        points: PointsEarned { earned: s.earned, balance: s.balance },
        referral,
        campaigns: s.gifts.iter().cloned().map(campaign).collect(),
        suggestions,
        notice: notice(&stand.brand, lang, s),
    };
    Ok(Kept { receipt, rests_on })
}

fn campaign(gift: Gift) -> Campaign {
    Campaign { sponsor: gift.sponsor, title: gift.title, points: gift.points }
}

fn referral(tx: &mut Tx, brand: &Brand, lang: Lang, slip: &Slip) -> Result<Referral> {
    let from = shop::by_id(tx, brand.id, slip.from_shop)?;
    Ok(Referral {
        slip: slip.id,
        from_shop_name: from.shown(lang),
        from_shop: from.code,
        reason: slip.reason.clone(),
        welcome: slip.welcome,
    })
}

/// What was answered before, less what the resident shares no more.
pub fn by_todays_consent(
    tx: &mut Tx,
    brand: &Brand,
    shop: ShopId,
    passport: PassportId,
    kept: Kept,
) -> Result<Receipt> {
    let Kept { mut receipt, rests_on } = kept;
    let told = told(tx, brand, shop, passport)?;
    let mut rests_on = rests_on.iter();
    receipt.suggestions.retain(|_| rests_on.next().is_some_and(|r| r.holds(&told)));
    Ok(receipt)
}

pub fn spent(r: &Redeemed) -> Spent {
    Spent { redemption: r.redemption.id, points: PointsSpent { spent: r.redemption.points, balance: r.balance } }
}

pub fn sent(tx: &mut Tx, brand: &Brand, lang: Lang, slip: &Slip) -> Result<Sent> {
    let to = shop::by_id(tx, brand.id, slip.to_shop)?;
    let expires = slip.expires_at.zoned(&brand.zone());
    Ok(Sent {
        slip: slip.id,
        expires_at: expires.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        to_shop: ShopNamed { name: to.shown(lang), code: to.code },
    })
}

pub fn reversed(tx: &mut Tx, brand: &Brand, id: String, passport: PassportId, points: Points) -> Result<Reversed> {
    Ok(Reversed { reversed: id, points, balance: passport::balance(tx, brand.id, passport)? })
}

/// RFC 3339, or nothing.
pub fn time(text: &str) -> Result<words::Millis> {
    let bad = |_| Refusal::new(422, "bad_time").field("at");
    Ok(text.parse::<jiff::Timestamp>().map_err(bad)?.into())
}
