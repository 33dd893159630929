//! What lies in `seed/` about the street, its people and their habits, as it stands there. What follows from it is in
//! `plan` and below.

use crate::words::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole street as data.
#[derive(Debug)]
pub(super) struct Seed {
    pub(super) street: Street,
    pub(super) habits: Habits,
    pub(super) names: Names,
}

impl Seed {
    /// From the files that are built into the program.
    pub(super) fn read() -> Result<Seed> {
        Ok(Seed {
            street: json(include_str!("../../seed/street.json"))?,
            habits: json(include_str!("../../seed/habits.json"))?,
            names: json(include_str!("../../seed/names.json"))?,
        })
    }

    /// A shop's place in the list.
    pub(super) fn shop(&self, code: &str) -> Result<usize> {
        let found = self.street.shops.iter().position(|s| s.code == code);
        found.ok_or_else(|| Error::broken(format!("the seed speaks of a shop '{code}' it does not have")))
    }
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::broken(format!("seed: {e}")))
}

#[derive(Debug, Deserialize)]
pub(super) struct Street {
    pub(super) brand: BrandSeed,
    pub(super) team: Team,
    pub(super) shops: Vec<ShopSeed>,
    pub(super) pairs: Vec<PairSeed>,
}

#[derive(Debug, Deserialize)]
pub(super) struct BrandSeed {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) name_en: String,
    pub(super) currency: String,
    pub(super) timezone: String,
    pub(super) locale: String,
    pub(super) charter: CharterSeed,
    pub(super) promise: String,
    pub(super) promise_en: String,
    pub(super) notice: String,
    pub(super) notice_en: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CharterSeed {
    pub(super) valid_from: String,
    pub(super) points_per_visit: i64,
    pub(super) points_per_100: i64,
    pub(super) cooldown_minutes: i64,
    pub(super) max_amount: i64,
    pub(super) expiry_months: i64,
    pub(super) slip_days: i64,
    pub(super) slip_welcome: i64,
    pub(super) slip_thanks: i64,
    pub(super) amends_max: i64,
    pub(super) offline_hours: i64,
    pub(super) offline_taps: i64,
    pub(super) offline_amount: i64,
    pub(super) offline_welcomes: i64,
    pub(super) passport_day_points: i64,
    pub(super) clerk_day_points: i64,
    pub(super) lot: i64,
    pub(super) lot_price: i64,
    pub(super) lot_value: i64,
    pub(super) monthly_fee: i64,
    pub(super) objection_days: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Team {
    pub(super) coordinator: PersonSeed,
    pub(super) officer: PersonSeed,
    pub(super) auditor: PersonSeed,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PersonSeed {
    pub(super) name: String,
    pub(super) name_en: String,
    pub(super) email: String,
    pub(super) password: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ShopSeed {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) name_en: String,
    pub(super) short: String,
    pub(super) short_en: String,
    pub(super) trade: String,
    pub(super) trade_en: String,
    pub(super) category: String,
    pub(super) need: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) address: String,
    pub(super) opening_hours: String,
    pub(super) phone: String,
    pub(super) owner: PersonSeed,
    pub(super) clerks: Vec<PersonSeed>,
    pub(super) popularity: f64,
    pub(super) peak: String,
    /// What most people spend at least and at most.
    pub(super) price: (f64, f64),
    pub(super) weekend: f64,
    /// How likely who meant to come still comes on a wet day.
    pub(super) rain: f64,
    /// By month of the year.
    pub(super) season: BTreeMap<i8, f64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PairSeed {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) weight: f64,
    pub(super) reason: String,
    pub(super) reason_en: String,
}

/// Weights by hour of the day.
pub(super) type Hours = BTreeMap<i8, f64>;

#[derive(Debug, Deserialize)]
pub(super) struct Habits {
    pub(super) seed: u64,
    pub(super) months_back: i32,
    pub(super) residents: usize,
    pub(super) months: Vec<Month>,
    pub(super) leaving_per_month: f64,
    pub(super) archetypes: Vec<Archetype>,
    pub(super) peaks: BTreeMap<String, Hours>,
    pub(super) outing: OutingHabits,
    pub(super) slips: SlipHabits,
    pub(super) spending: SpendingHabits,
    pub(super) mistakes: Mistakes,
    /// By shop: a factor for each month of the span.
    pub(super) trends: BTreeMap<String, Vec<f64>>,
    pub(super) silent: Vec<Silent>,
    pub(super) rainy_days: BTreeMap<i8, Vec<i8>>,
    pub(super) feasts: Vec<Feast>,
    pub(super) knowledge: Knowledge,
    pub(super) sign_in: SignIn,
    pub(super) likes: Vec<LikeSeed>,
    pub(super) named: Vec<Named>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Month {
    pub(super) joining: f64,
    pub(super) going_out: f64,
    pub(super) wanders: f64,
    pub(super) going_on: f64,
    pub(super) slips: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Archetype {
    pub(super) code: String,
    pub(super) share: f64,
    #[serde(default)]
    pub(super) joins_late: bool,
    pub(super) ages: BTreeMap<String, f64>,
    pub(super) outings_per_week: f64,
    /// Monday first.
    pub(super) week: [f64; 7],
    pub(super) hours: Hours,
    pub(super) own_shops: BTreeMap<usize, f64>,
    pub(super) faithful: f64,
    pub(super) wanders: f64,
    pub(super) goes_on: f64,
    pub(super) takes_slip: f64,
    pub(super) rain: f64,
    pub(super) paper: f64,
    pub(super) needs: BTreeMap<String, f64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OutingHabits {
    pub(super) own_order: Vec<f64>,
    pub(super) next_own_shop_is_pair: f64,
    pub(super) usual_next: f64,
    pub(super) own_bonus: f64,
    pub(super) most_shops: BTreeMap<usize, f64>,
    pub(super) minutes_between: (i64, i64),
    pub(super) amount_known: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct SlipHabits {
    pub(super) chance_per_visit: f64,
    pub(super) paper: f64,
    pub(super) not_been: f64,
    pub(super) same_day: f64,
    pub(super) later_days: (i64, i64),
    pub(super) sends: BTreeMap<String, f64>,
    pub(super) receives: BTreeMap<String, f64>,
    pub(super) none_lately: Vec<NoneLately>,
}

#[derive(Debug, Deserialize)]
pub(super) struct NoneLately {
    pub(super) to: String,
    pub(super) days: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct SpendingHabits {
    pub(super) least_balance: i64,
    pub(super) chance_per_visit: f64,
    pub(super) share_of_balance: (f64, f64),
    pub(super) step: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Mistakes {
    pub(super) taken_back_per_visit: f64,
    pub(super) lost_card_per_month: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Silent {
    pub(super) shop: String,
    pub(super) days: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Feast {
    pub(super) month: i8,
    pub(super) day: Option<i8>,
    pub(super) to: Option<i8>,
    pub(super) week: Option<i8>,
    pub(super) weekday: Option<String>,
    pub(super) factor: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Knowledge {
    pub(super) visits: Showing,
    pub(super) likes: Showing,
    /// How many have told a counter how they like something.
    pub(super) tells: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Showing {
    pub(super) share: f64,
    /// `one`, `few` or `all` of their shops.
    pub(super) shops: BTreeMap<String, f64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SignIn {
    pub(super) phone: f64,
    pub(super) nickname: f64,
    pub(super) english: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct LikeSeed {
    pub(super) need: String,
    pub(super) ja: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) reading: String,
    pub(super) name_en: String,
    pub(super) nickname: Option<String>,
    pub(super) email: String,
    pub(super) password: String,
    pub(super) pin: String,
    pub(super) archetype: String,
    pub(super) own_shops: Vec<String>,
    pub(super) phone: bool,
    pub(super) likes: Vec<String>,
    pub(super) shares: Vec<ShareSeed>,
    pub(super) slip: Option<PastSlip>,
    #[serde(default)]
    pub(super) spent: Vec<PastSpending>,
    /// E-mail of a named resident who acts for them.
    pub(super) helped_by: Option<String>,
    /// E-mail of a named resident with whom they share a stamp book.
    pub(super) book_with: Option<String>,
    #[serde(default)]
    pub(super) history: Vec<PastVisit>,
    #[serde(default)]
    pub(super) told: Vec<PastTelling>,
    pub(super) promised: Option<PastPromise>,
}

/// Something told: one of chip, tried, words and month.
#[derive(Debug, Deserialize)]
pub(super) struct PastTelling {
    /// Where; none: on the phone.
    pub(super) shop: Option<String>,
    pub(super) days_ago: i64,
    pub(super) chip: Option<String>,
    pub(super) tried: Option<String>,
    #[serde(default)]
    pub(super) liked: bool,
    pub(super) words: Option<String>,
    pub(super) birthday: Option<i64>,
    #[serde(default)]
    pub(super) only_there: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct PastPromise {
    pub(super) shop: String,
    pub(super) days_ago: i64,
    pub(super) what: String,
    pub(super) promise: String,
    pub(super) days: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct ShareSeed {
    /// `visits`, or any kind by its name.
    pub(super) kind: String,
    pub(super) shops: SomeShops,
}

/// `"all"` or a list of codes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum SomeShops {
    These(Vec<String>),
    All(All),
}

#[derive(Debug, Deserialize)]
pub(super) enum All {
    #[serde(rename = "all")]
    Shops,
}

#[derive(Debug, Deserialize)]
pub(super) struct PastVisit {
    pub(super) shop: String,
    pub(super) days_ago: i64,
    pub(super) at: String,
    pub(super) amount: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PastSpending {
    pub(super) shop: String,
    pub(super) days_ago: i64,
    pub(super) at: String,
    pub(super) points: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct PastSlip {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) days_ago: i64,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Names {
    pub(super) family: Vec<Name>,
    pub(super) given: Vec<Name>,
    pub(super) nicknames: Vec<Name>,
    pub(super) from_abroad: Vec<Name>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
    pub(super) reading: String,
    pub(super) romaji: String,
    #[serde(default)]
    pub(super) age: String,
}
