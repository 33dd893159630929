//! Months that were, under rates that were not: what shops and fund would have come to, had people come, spent and sent each
//! other on as they did, and used the same share of what they were given. Worked out by the rules of the books. Pure.

use crate::books::{self, LineCode, Sum};
use crate::brand::Terms;
use crate::ledger::{Code, Kind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Movements and their points.
pub type Moved = (i64, i64);

/// A month as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// The charter it was under, where it was one from end to end.
    pub terms: Option<Terms>,
    /// By the ids of shops.
    pub shops: BTreeMap<i64, Facts>,
    /// Welcomes of slips, which the fund gives.
    pub welcomes: Moved,
    /// Points that somebody else paid for.
    pub sponsored: i64,
}

/// What a shop did in a month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub given: Moved,
    pub taken: Moved,
    /// Thanks it got, by the shop it had sent somebody to.
    pub thanks: BTreeMap<i64, Moved>,
    pub visits: Visits,
    /// Was it asked for the month's fee, or would it have been?
    pub member: bool,
    /// What the books came to for it: above zero it received. Without what was open from before or settled afterwards.
    pub net: i64,
}

/// The visits that stand and earned something.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Visits {
    pub count: i64,
    /// Full hundreds that were spent.
    pub hundreds: i64,
    pub visit_points: i64,
    pub spend_points: i64,
}

impl Month {
    /// Points that came into passports.
    pub fn issued(&self) -> i64 {
        self.shops.values().map(|s| s.given.1).sum::<i64>() + self.welcomes.1 + self.sponsored
    }

    pub fn used(&self) -> i64 {
        self.shops.values().map(|s| s.taken.1).sum()
    }

    /// What the fund gained by the month.
    pub fn fund(&self) -> i64 {
        -self.shops.values().fold(0i64, |sum, s| sum.saturating_add(s.net))
    }
}

/// A month as it would have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    pub first: Date,
    /// By the ids of shops; above zero it would have received.
    pub nets: BTreeMap<i64, i64>,
    /// What the fund would have gained.
    pub fund: i64,
    pub issued: i64,
    pub used: i64,
}

/// The months, oldest first, under other terms.
pub fn replay(months: &[Month], terms: &Terms) -> Vec<Replayed> {
    // Points given so far: as it was, and as it would have been.
    let (mut was, mut would) = (0i64, 0i64);
    let mut all = Vec::with_capacity(months.len());
    for month in months {
        let given: BTreeMap<i64, i64> = month.shops.iter().map(|(id, s)| (*id, given(s, month, terms))).collect();
        let welcomes = moved(month.welcomes, terms.slip_welcome, month.terms.as_ref().map(|t| t.slip_welcome));
        let issued = given.values().fold(welcomes.saturating_add(month.sponsored), |sum, n| sum.saturating_add(*n));
        (was, would) = (was.saturating_add(month.issued()), would.saturating_add(issued));
        let mut sums = Vec::new();
        let mut used = 0i64;
        for (id, s) in &month.shops {
            let taken = scaled(s.taken.1, would, was);
            used = used.saturating_add(taken);
            let given = given.get(id).copied().unwrap_or_default();
            let (shop, holder) = ((Kind::Shop, *id), (Kind::Passport, 0));
            sums.push(Sum { debit: shop, credit: holder, code: Code::Visit, count: s.given.0, amount: given });
            sums.push(Sum { debit: holder, credit: shop, code: Code::Redemption, count: s.taken.0, amount: taken });
            for (to, thanks) in &s.thanks {
                let amount = moved(*thanks, terms.slip_thanks, month.terms.as_ref().map(|t| t.slip_thanks));
                sums.push(Sum { debit: (Kind::Fund, *to), credit: shop, code: Code::Thanks, count: thanks.0, amount });
            }
        }
        let lines = books::lines(&sums, terms);
        let mut nets: BTreeMap<i64, i64> = month.shops.keys().map(|id| (*id, 0)).collect();
        for (id, own) in lines {
            let net = nets.entry(id).or_default();
            *net = own.iter().fold(*net, |sum, line| sum.saturating_add(line.money));
        }
        for (id, _) in month.shops.iter().filter(|(_, s)| s.member) {
            let fee = books::plain(LineCode::Fee, 1, -terms.monthly_fee);
            let net = nets.entry(*id).or_default();
            *net = net.saturating_add(fee.money);
        }
        let fund = nets.values().fold(0i64, |sum, net| sum.saturating_sub(*net));
        all.push(Replayed { first: month.first, nets, fund, issued, used });
    }
    all
}

/// What a shop would have given: only what a changed rate changes is worked out anew, so that caps and what was undone or
/// made good stay as they were.
fn given(s: &Facts, month: &Month, terms: &Terms) -> i64 {
    let then = month.terms.as_ref();
    let of = |count: i64, was: i64, rate: i64, then: Option<i64>| {
        if then == Some(rate) { 0 } else { count.saturating_mul(rate).saturating_sub(was) }
    };
    let v = s.visits;
    s.given
        .1
        .saturating_add(of(v.count, v.visit_points, terms.points_per_visit, then.map(|t| t.points_per_visit)))
        .saturating_add(of(v.hundreds, v.spend_points, terms.points_per_100, then.map(|t| t.points_per_100)))
}

/// As many movements at another rate.
fn moved((count, points): Moved, rate: i64, then: Option<i64>) -> i64 {
    if then == Some(rate) { points } else { count.saturating_mul(rate) }
}

/// `n` as `to` is to `from`; as it is where there is nothing to measure by.
fn scaled(n: i64, to: i64, from: i64) -> i64 {
    if from <= 0 || to == from {
        return n;
    }
    let (exact, from) = (i128::from(n) * i128::from(to.max(0)) * 2, i128::from(from));
    i64::try_from((exact + from).div_euclid(2 * from)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::worth;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// A month of some shops under a charter, its nets as the books make them.
    fn month(terms: &Terms, nth: i8, shops: &[(i64, i64, i64, i64)]) -> Month {
        let facts = |at: usize, (visits, hundreds, taken, sent): (i64, i64, i64, i64)| {
            let v = Visits {
                count: visits,
                hundreds,
                visit_points: visits * terms.points_per_visit,
                spend_points: hundreds * terms.points_per_100,
            };
            let to = (at + 1) % shops.len();
            let thanks = if to == at {
                BTreeMap::new()
            } else {
                BTreeMap::from([(to as i64, (sent, sent * terms.slip_thanks))])
            };
            let given = (visits, v.visit_points + v.spend_points);
            Facts { given, taken: (1, taken), thanks, visits: v, member: true, net: 0 }
        };
        let sent: i64 = shops.iter().map(|s| s.3).sum();
        let mut made = Month {
            first: date(2026, nth, 1),
            terms: Some(terms.clone()),
            shops: shops.iter().enumerate().map(|(at, s)| (at as i64, facts(at, *s))).collect(),
            welcomes: (sent, sent * terms.slip_welcome),
            sponsored: 0,
        };
        let nets = by_hand(&made, terms);
        for (id, s) in &mut made.shops {
            s.net = nets[id];
        }
        made
    }

    /// Each line of a statement by itself, without the code under test.
    fn by_hand(month: &Month, t: &Terms) -> BTreeMap<i64, i64> {
        let mut nets: BTreeMap<i64, i64> = BTreeMap::new();
        for (id, s) in &month.shops {
            *nets.entry(*id).or_default() +=
                worth(s.taken.1, t.lot_value, t.lot) - worth(s.given.1, t.lot_price, t.lot) - t.monthly_fee;
            for (to, thanks) in &s.thanks {
                let sum = worth(thanks.1, t.lot_value, t.lot);
                *nets.entry(*id).or_default() += sum;
                *nets.entry(*to).or_default() -= sum;
            }
        }
        nets
    }

    fn charter() -> impl Strategy<Value = Terms> {
        (0i64..20, 0i64..5, 0i64..30, 0i64..20, 1i64..500, 0i64..1000, 0i64..1000, 0i64..3000).prop_map(
            |(visit, hundred, welcome, thanks, lot, price, value, fee)| Terms {
                points_per_visit: visit,
                points_per_100: hundred,
                slip_welcome: welcome,
                slip_thanks: thanks,
                lot,
                lot_price: price,
                lot_value: value.min(price),
                monthly_fee: fee,
                ..Terms::default()
            },
        )
    }

    fn history() -> impl Strategy<Value = Vec<Vec<(i64, i64, i64, i64)>>> {
        let shop = (0i64..400, 0i64..9000, 0i64..5000, 0i64..30);
        proptest::collection::vec(proptest::collection::vec(shop, 1..7), 1..12)
    }

    proptest! {
        /// Whatever is changed, what shops pay and get is what the fund gets and pays.
        #[test]
        fn nothing_is_lost_between_shops_and_fund(then in charter(), now in charter(), shops in history()) {
            let months: Vec<Month> = shops.iter().enumerate().map(|(n, s)| month(&then, n as i8 + 1, s)).collect();
            for r in replay(&months, &now) {
                prop_assert_eq!(r.nets.values().sum::<i64>() + r.fund, 0);
            }
        }

        /// Under the rates that were, it comes to what the books came to.
        #[test]
        fn the_same_rates_come_to_the_same(then in charter(), shops in history()) {
            let months: Vec<Month> = shops.iter().enumerate().map(|(n, s)| month(&then, n as i8 + 1, s)).collect();
            for (month, r) in months.iter().zip(replay(&months, &then)) {
                let was: BTreeMap<i64, i64> = month.shops.iter().map(|(id, s)| (*id, s.net)).collect();
                prop_assert_eq!(r.nets, was);
                prop_assert_eq!((r.fund, r.issued, r.used), (month.fund(), month.issued(), month.used()));
            }
        }

        /// A dearer point brings the fund more, a point worth more costs it.
        #[test]
        fn each_rate_pulls_its_way(then in charter(), shops in history()) {
            let months: Vec<Month> = shops.iter().enumerate().map(|(n, s)| month(&then, n as i8 + 1, s)).collect();
            let fund = |terms: &Terms| replay(&months, terms).iter().map(|r| r.fund).sum::<i64>();
            let now = fund(&then);
            let dearer = Terms { lot_price: then.lot_price + 100, ..then.clone() };
            let cheaper = Terms { lot_value: then.lot_value / 2, ..then.clone() };
            let fee = Terms { monthly_fee: then.monthly_fee + 1, ..then.clone() };
            prop_assert!(fund(&dearer) >= now && fund(&cheaper) >= now && fund(&fee) > now);
        }
    }

    fn some() -> Vec<Month> {
        let then = Terms { lot_price: 110, lot: 100, lot_value: 100, monthly_fee: 500, ..Terms::default() };
        vec![month(&then, 1, &[(33, 777, 401, 3), (21, 555, 333, 2), (7, 99, 51, 1)])]
    }

    /// A fund worked out from the street's sums, and not shop by shop as shops are billed, is off by the roundings.
    #[test]
    fn a_fund_rounded_over_all_shops_is_caught() {
        let months = some();
        let t = months[0].terms.clone().unwrap();
        let loose = worth(months[0].shops.values().map(|s| s.given.1).sum(), t.lot_price, t.lot)
            - worth(months[0].used(), t.lot_value, t.lot)
            + 3 * t.monthly_fee;
        let r = &replay(&months, &t)[0];
        assert_eq!(r.nets.values().sum::<i64>() + r.fund, 0);
        assert_ne!(r.nets.values().sum::<i64>() + loose, 0);
    }

    /// A replay that forgets the fee, or who pays the thanks, is not what the books came to.
    #[test]
    fn a_forgetful_replay_is_caught() {
        let months = some();
        let t = months[0].terms.clone().unwrap();
        let was: Vec<i64> = months[0].shops.values().map(|s| s.net).collect();
        let nets = |months: &[Month]| replay(months, &t)[0].nets.values().copied().collect::<Vec<_>>();
        assert_eq!(nets(&months), was);
        let (mut free, mut thankless) = (months.clone(), months.clone());
        free[0].shops.values_mut().for_each(|s| s.member = false);
        thankless[0].shops.values_mut().for_each(|s| s.thanks.clear());
        assert_ne!(nets(&free), was);
        assert_ne!(nets(&thankless), was);
    }

    /// Twice the points: twice what is used, since people use the same share.
    #[test]
    fn more_points_are_used_more() {
        let months = some();
        let t = months[0].terms.clone().unwrap();
        let twice = Terms {
            points_per_visit: 2 * t.points_per_visit,
            points_per_100: 2 * t.points_per_100,
            slip_welcome: 2 * t.slip_welcome,
            ..t
        };
        let r = &replay(&months, &twice)[0];
        assert_eq!(r.issued, 2 * months[0].issued());
        assert_eq!(r.used, 2 * months[0].used());
    }

    /// Karasuyama: 350 stamps cost a shop ¥700 and buy goods for ¥500.
    #[test]
    fn karasuyama() {
        let then = Terms { points_per_visit: 0, points_per_100: 1, ..Terms::default() };
        let months = [month(&then, 1, &[(10, 350, 0, 0), (0, 0, 350, 0)])];
        let r = &replay(&months, &Terms { lot: 350, lot_price: 700, lot_value: 500, ..then })[0];
        assert_eq!((r.nets[&0], r.nets[&1], r.fund), (-700, 500, 200));
    }
}
