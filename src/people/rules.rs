//! What a name, an address and a password may be; how many tries a sign-in has, and how fast strangers may come; who
//! answers for whom. Pure.

use super::{Membership, Role};
use crate::words::{Millis, Refusal, Result, time};
use unicode_normalization::UnicodeNormalization;

/// How many wrong ones in a row are heard, and for how long it rests after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    tries: i64,
    rest: i64,
}

pub const PASSWORD: Patience = Patience { tries: 10, rest: 15 * time::MINUTE };
/// Four digits are soon guessed where nobody stands at a counter.
pub const PIN: Patience = Patience { tries: 10, rest: time::DAY };

/// Of staff, at one tablet: somebody is there to say so.
pub const STAFF_PIN: Patience = Patience { tries: 5, rest: 15 * time::MINUTE };

/// The same at all places of a day together: nobody guesses through the night, nor from a computer at home.
pub const STAFF_PIN_ANYWHERE: Patience = Patience { tries: 20, rest: time::DAY };

/// Strangers who may come from one address at once: a street festival behind one Wi-Fi …
const ARRIVALS: i64 = 120;
/// … and then one more every so often, all day.
const NEXT_ARRIVAL: i64 = time::MINUTE / 4;

/// An address as it is compared: trimmed, lower case.
pub fn email(typed: &str) -> Result<String> {
    let email = typed.nfkc().collect::<String>().trim().to_lowercase();
    let fine = email.len() <= 254
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        })
        && email.matches('@').count() == 1
        && !email.chars().any(|c| c.is_whitespace() || c.is_control());
    if fine { Ok(email) } else { Err(Refusal::new(422, "bad_email").field("email").into()) }
}

/// A name as it is kept: trimmed, 1 to 60 signs, one line.
pub fn name(typed: &str) -> Result<String> {
    let name = typed.trim().trim_matches('\u{3000}');
    let fine = !name.is_empty() && name.chars().count() <= 60 && !name.chars().any(char::is_control);
    if fine { Ok(name.to_owned()) } else { Err(Refusal::new(422, "bad_name").field("name").into()) }
}

/// Long enough, and not endless (Argon2 reads all of it).
pub fn password(typed: &str) -> Result<()> {
    let signs = typed.chars().count();
    if (10..=200).contains(&signs) { Ok(()) } else { Err(Refusal::new(422, "weak_password").field("password").into()) }
}

impl Patience {
    /// Of so many wrong ones that count, how many more are heard.
    pub fn left(self, wrong: i64) -> i64 {
        (self.tries - wrong).max(0)
    }

    /// How long it rests, in minutes.
    pub fn minutes(self) -> i64 {
        minutes(self.rest)
    }

    /// Minutes until the next try; `None` where it may be tried now.
    pub fn wait(self, (wrong, last): (i64, Millis), now: Millis) -> Option<i64> {
        let rests_until = last.plus(self.rest);
        (wrong >= self.tries && now < rests_until).then(|| minutes(rests_until.0 - now.0))
    }

    /// Wrong tries that still count: after a rest they are forgotten.
    pub fn standing(self, wrong: i64, last: Millis, now: Millis) -> i64 {
        if now < last.plus(self.rest) { wrong } else { 0 }
    }
}

/// Whole minutes, the last one begun.
fn minutes(millis: i64) -> i64 {
    (millis + time::MINUTE - 1) / time::MINUTE
}

/// One more stranger from an address where so many came, as of then: what is to be remembered, else the minutes to wait.
pub fn arrival((came, last): (i64, Millis), now: Millis) -> std::result::Result<(i64, Millis), i64> {
    let gone = (now.0 - last.0).max(0) / NEXT_ARRIVAL;
    let came = (came - gone).max(0);
    if came >= ARRIVALS {
        return Err(minutes(last.plus((gone + 1) * NEXT_ARRIVAL).0 - now.0));
    }
    // What is left of a quarter minute counts on.
    Ok((came + 1, if came == 0 { now } else { last.plus(gone * NEXT_ARRIVAL) }))
}

/// Does who holds `by` answer for who holds `of`? An owner for the shop's clerks; a coordinator for everybody with an office
/// or a shop in the brand. Nobody for a resident or a helper: a passport is its holder's to open.
pub fn answers_for(by: &Membership, of: &Membership) -> bool {
    by.brand_id == of.brand_id
        && match by.role {
            Role::Owner => of.role == Role::Clerk && of.shop_id == by.shop_id,
            Role::Coordinator => !of.role.of_a_passport(),
            _ => false,
        }
}

/// Is a link to a new password `by`'s to hand on? Clerks get theirs from their owner, all others from a coordinator.
pub fn hands_on(by: &Membership, of: &Membership) -> bool {
    answers_for(by, of) && (by.role == Role::Owner || of.role != Role::Clerk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_and_it_rests_a_quarter_of_an_hour() {
        let now = Millis(1_000_000_000);
        assert_eq!(PASSWORD.wait((9, now), now), None);
        assert_eq!(PASSWORD.wait((10, now), now), Some(15));
        assert_eq!(PASSWORD.wait((10, now), now.plus(15 * time::MINUTE)), None);
        assert!(PIN.wait((10, now), now.plus(15 * time::MINUTE)).is_some());
    }

    #[test]
    fn a_festival_comes_in_and_a_flood_does_not() {
        let come = |every: i64, most: usize| {
            let mut held = (0, Millis(0));
            (0..most).position(|n| match arrival(held, Millis(1_000_000_000 + n as i64 * every)) {
                Ok(next) => {
                    held = next;
                    false
                }
                Err(minutes) => minutes == 1,
            })
        };
        assert_eq!(come(0, 200), Some(120), "all at once");
        assert_eq!(come(NEXT_ARRIVAL, 5000), None, "four in a minute, all day");
        // Of three that come, one is forgotten meanwhile: the first to find 120 there is number 179.
        assert_eq!(come(NEXT_ARRIVAL / 3, 5000), Some(179), "twelve in a minute, for a quarter of an hour");
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" Naoko@Asahi.Example ").ok().as_deref(), Some("naoko@asahi.example"));
        for bad in ["", "a", "a@b", "a@@b.c", "a b@c.d", "@b.c"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
