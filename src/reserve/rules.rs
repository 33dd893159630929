//! Whether the street can pay what it owes, when to be warned, and who would bring what is missing. Pure.

/// Can the street pay for every point that is out? In minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// No point is out, and nothing is missing.
    Nothing,
    /// All of it, with so much left over.
    Yes { over: i64 },
    /// What is likely to be used within three months, but not all of it.
    ForNow { missing: i64 },
    /// Not even that, or nobody can tell.
    No { missing: i64 },
}

/// `soon`: the most that is likely to be used within three months, where that can be told.
pub fn answer(owed: i64, there: i64, soon: Option<i64>) -> Answer {
    let over = there.saturating_sub(owed);
    match over {
        0.. if owed == 0 => Answer::Nothing,
        0.. => Answer::Yes { over },
        _ if soon.is_some_and(|soon| there >= soon) => Answer::ForNow { missing: -over },
        _ => Answer::No { missing: over.saturating_neg() },
    }
}

/// How much of what was given came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing was given and nothing used.
    Silent,
    /// Below nine of ten.
    Calm,
    /// From nine of ten on.
    Near,
    /// As much as was given, or more.
    Over,
}

pub fn alarm(issued: i64, used: i64) -> Alarm {
    let (issued, used) = (i128::from(issued.max(0)), i128::from(used.max(0)));
    match () {
        () if used == 0 && issued == 0 => Alarm::Silent,
        () if used >= issued => Alarm::Over,
        () if used * 10 >= issued * 9 => Alarm::Near,
        () => Alarm::Calm,
    }
}

/// Of a hundred points given, how many were used; rounded down, so that no alarm is told before it is one.
pub fn of_hundred(issued: i64, used: i64) -> Option<i64> {
    let (issued, used) = (i128::from(issued), i128::from(used.max(0)));
    (issued > 0).then(|| i64::try_from(used * 100 / issued).unwrap_or(i64::MAX))
}

/// An amount shared out by weights, to the last minor unit: the largest remainders get one more. Where nobody weighs
/// anything, all weigh the same.
pub fn share_out(amount: i64, weights: &[i64]) -> Vec<i64> {
    let mut weights: Vec<i128> = weights.iter().map(|w| i128::from((*w).max(0))).collect();
    if weights.iter().all(|w| *w == 0) {
        weights.fill(1);
    }
    let (amount, all) = (i128::from(amount.max(0)), weights.iter().sum::<i128>().max(1));
    let mut shares: Vec<i128> = weights.iter().map(|w| amount * w / all).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(amount * weights[*at] % all), *at));
    let left = usize::try_from(amount - shares.iter().sum::<i128>()).unwrap_or(0);
    for at in order.into_iter().take(left) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_answer() {
        assert_eq!(answer(100, 100, None), Answer::Yes { over: 0 });
        assert_eq!(answer(100, 150, Some(500)), Answer::Yes { over: 50 });
        assert_eq!(answer(100, 60, Some(60)), Answer::ForNow { missing: 40 });
        assert_eq!(answer(100, 60, Some(61)), Answer::No { missing: 40 });
        assert_eq!(answer(100, 60, None), Answer::No { missing: 40 });
        assert_eq!(answer(0, 0, None), Answer::Nothing);
        assert_eq!(answer(0, -5, Some(0)), Answer::No { missing: 5 });
    }

    #[test]
    fn alarms_go_off_at_ninety_and_a_hundred() {
        let told = |issued, used| (alarm(issued, used), of_hundred(issued, used));
        assert_eq!(told(1000, 899), (Alarm::Calm, Some(89)));
        assert_eq!(told(1000, 900), (Alarm::Near, Some(90)));
        assert_eq!(told(1000, 999), (Alarm::Near, Some(99)));
        assert_eq!(told(1000, 1000), (Alarm::Over, Some(100)));
        assert_eq!(told(0, 0), (Alarm::Silent, None));
        assert_eq!(told(0, 1), (Alarm::Over, None));
        assert_eq!(told(-3, 0), (Alarm::Silent, None));
    }

    /// Each share rounded by itself loses or makes money; the test below must see that.
    fn rounded(amount: i64, weights: &[i64]) -> Vec<i64> {
        let all: i64 = weights.iter().sum::<i64>().max(1);
        weights.iter().map(|w| (amount * w * 2 + all) / (2 * all)).collect()
    }

    #[test]
    fn shares_rounded_one_by_one_do_not_add_up() {
        assert_ne!(rounded(100, &[1, 1, 1]).iter().sum::<i64>(), 100);
        assert_eq!(share_out(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(share_out(5, &[0, 0]), [3, 2]);
        assert!(share_out(5, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn shares_add_up_and_are_fair(amount in 0i64..1_000_000_000, weights in proptest::collection::vec(0i64..100_000, 1..40)) {
            let shares = share_out(amount, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), amount);
            let all: i64 = weights.iter().sum();
            for (share, weight) in shares.iter().zip(&weights).filter(|_| all > 0) {
                let exact = amount as f64 * *weight as f64 / all as f64;
                prop_assert!((*share as f64 - exact).abs() <= 1.0 + exact * 1e-12);
            }
        }
    }
}
