//! A charter's rules, each as a sentence a resident could be told, and what changed from one version to the next.

use crate::layout::Frame;
use crate::t;
use crate::words::Lang;

/// Points are whole; `max_amount` is in the currency's minor unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    pub points_per_visit: i64,
    /// For every full hundred of the currency.
    pub points_per_100: i64,
    pub cooldown_minutes: i64,
    pub max_amount: i64,
    /// Months without a visit after which points lapse; 0: never.
    pub expiry_months: i64,
    pub slip_days: i64,
    /// Points for who comes with a slip.
    pub slip_welcome: i64,
    /// Points for the shop that sent them.
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
    /// Points by which shops settle; what one owes for a lot it gave and receives for a lot it took, in minor units.
    pub lot: i64,
    pub lot_price: i64,
    pub lot_value: i64,
    /// Of each shop, in minor units.
    pub monthly_fee: i64,
    /// Days within which a shop may object to a month's statement.
    pub objection_days: i64,
    pub promise_ja: String,
    pub promise_en: String,
}

pub(super) struct Change {
    pub(super) name: String,
    /// None for texts, which are too long to set side by side.
    pub(super) values: Option<(i64, i64)>,
}

impl Rules {
    pub(super) fn sentences(&self, frame: &Frame) -> Vec<String> {
        let lang = frame.lang;
        let hundred = frame.money(100 * 10i64.pow(crate::words::decimals(frame.currency())));
        let amount = match self.points_per_100 {
            0 => t!(lang, "dashboard-rule-no-amount"),
            n => t!(lang, "dashboard-rule-amount", hundred = hundred, points = n),
        };
        let again = match self.cooldown_minutes {
            0 => t!(lang, "dashboard-rule-no-cooldown"),
            n if n % 60 == 0 => t!(lang, "dashboard-rule-cooldown-hours", hours = n / 60),
            n => t!(lang, "dashboard-rule-cooldown", minutes = n),
        };
        let expiry = match self.expiry_months {
            0 => t!(lang, "dashboard-rule-no-expiry"),
            n => t!(lang, "dashboard-rule-expiry", months = n),
        };
        vec![
            t!(lang, "dashboard-rule-visit", points = self.points_per_visit),
            amount,
            again,
            t!(lang, "dashboard-rule-max", max = frame.money(self.max_amount)),
            t!(
                lang,
                "dashboard-rule-slip",
                days = self.slip_days,
                welcome = self.slip_welcome,
                thanks = self.slip_thanks
            ),
            t!(lang, "dashboard-rule-amends", points = self.amends_max),
            t!(
                lang,
                "dashboard-rule-offline",
                hours = self.offline_hours,
                taps = self.offline_taps,
                amount = frame.money(self.offline_amount),
                welcomes = self.offline_welcomes
            ),
            t!(lang, "dashboard-rule-day", passport = self.passport_day_points, clerk = self.clerk_day_points),
            t!(
                lang,
                "dashboard-rule-lot",
                lot = self.lot,
                price = frame.money(self.lot_price),
                value = frame.money(self.lot_value),
                share = frame.money(self.lot_price - self.lot_value)
            ),
            match self.monthly_fee {
                0 => t!(lang, "dashboard-rule-no-fee", days = self.objection_days),
                fee => t!(lang, "dashboard-rule-fee", fee = frame.money(fee), days = self.objection_days),
            },
            expiry,
        ]
    }

    /// What is other than in the version before.
    pub(super) fn differences(&self, before: &Rules, lang: Lang) -> Vec<Change> {
        let numbers = [
            (t!(lang, "dashboard-points-per-visit"), before.points_per_visit, self.points_per_visit),
            (t!(lang, "dashboard-points-per-100"), before.points_per_100, self.points_per_100),
            (t!(lang, "dashboard-cooldown"), before.cooldown_minutes, self.cooldown_minutes),
            (t!(lang, "dashboard-max-amount"), before.max_amount, self.max_amount),
            (t!(lang, "dashboard-expiry"), before.expiry_months, self.expiry_months),
            (t!(lang, "dashboard-slip-days"), before.slip_days, self.slip_days),
            (t!(lang, "dashboard-slip-welcome"), before.slip_welcome, self.slip_welcome),
            (t!(lang, "dashboard-slip-thanks"), before.slip_thanks, self.slip_thanks),
            (t!(lang, "dashboard-amends-max"), before.amends_max, self.amends_max),
            (t!(lang, "dashboard-offline-hours"), before.offline_hours, self.offline_hours),
            (t!(lang, "dashboard-offline-taps"), before.offline_taps, self.offline_taps),
            (t!(lang, "dashboard-offline-amount"), before.offline_amount, self.offline_amount),
            (t!(lang, "dashboard-offline-welcomes"), before.offline_welcomes, self.offline_welcomes),
            (t!(lang, "dashboard-passport-day-points"), before.passport_day_points, self.passport_day_points),
            (t!(lang, "dashboard-clerk-day-points"), before.clerk_day_points, self.clerk_day_points),
            (t!(lang, "dashboard-lot"), before.lot, self.lot),
            (t!(lang, "dashboard-lot-price"), before.lot_price, self.lot_price),
            (t!(lang, "dashboard-lot-value"), before.lot_value, self.lot_value),
            (t!(lang, "dashboard-monthly-fee"), before.monthly_fee, self.monthly_fee),
            (t!(lang, "dashboard-objection-days"), before.objection_days, self.objection_days),
        ];
        let mut changes: Vec<Change> = numbers
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(name, old, new)| Change { name, values: Some((old, new)) })
            .collect();
        if (&self.promise_ja, &self.promise_en) != (&before.promise_ja, &before.promise_en) {
            changes.push(Change { name: t!(lang, "dashboard-promise"), values: None });
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let old = Rules { points_per_visit: 10, slip_days: 14, ..Rules::default() };
        let new = Rules { points_per_visit: 12, promise_en: "More.".into(), ..old.clone() };
        let changes = new.differences(&old, Lang::En);
        assert_eq!(changes.iter().map(|change| change.values).collect::<Vec<_>>(), [Some((10, 12)), None]);
        assert!(old.differences(&old, Lang::Ja).is_empty());
    }
}
