//! Limits on tries: wrong passwords, codes and PINs in a row; strangers from one address.

use super::rules::{self, Patience};
use super::store;
use crate::db::Tx;
use crate::words::{DeviceId, MembershipId, Millis, PassportId, Refusal, Result};

/// What is tried, whoever tries it.
#[derive(Debug, Clone)]
pub struct Tries {
    subject: String,
    patience: Patience,
}

impl Tries {
    /// The password of an address.
    pub fn sign_in(email: &str) -> Tries {
        Tries { subject: format!("sign-in:{email}"), patience: rules::PASSWORD }
    }

    /// Links by mail, so that nobody's box is flooded.
    pub fn reset(email: &str) -> Tries {
        Tries { subject: format!("reset:{email}"), patience: rules::PASSWORD }
    }

    /// The claim code of a passport.
    pub fn claim(id: PassportId) -> Tries {
        Tries { subject: format!("claim:{id}"), patience: rules::PASSWORD }
    }

    /// The PIN of a passport, away from any counter.
    pub fn passport(id: PassportId) -> Tries {
        Tries { subject: format!("passport:{id}"), patience: rules::PIN }
    }

    /// The PIN of somebody who works at a shop, at one of its tablets (or at a counter that has none).
    pub fn staff_pin(of: MembershipId, device: Option<DeviceId>) -> Tries {
        let at = device.map_or_else(|| "counter".to_owned(), |id| id.to_string());
        Tries { subject: format!("staff-pin:{of}:{at}"), patience: rules::STAFF_PIN }
    }

    /// The same wherever it is typed.
    pub fn staff_pin_anywhere(of: MembershipId) -> Tries {
        Tries { subject: format!("staff-pin:{of}"), patience: rules::STAFF_PIN_ANYWHERE }
    }

    /// How many more wrong ones are heard.
    pub fn left(&self, tx: &mut Tx, now: Millis) -> Result<i64> {
        let (wrong, last) = store::tries(tx, &self.subject)?;
        Ok(self.patience.left(self.patience.standing(wrong, last, now)))
    }

    /// May it be tried now?
    ///
    /// # Errors
    /// `slow_down`, `rests_today` or `staff_pin_rests`, after too many wrong ones.
    pub fn may(&self, tx: &mut Tx, now: Millis) -> Result<()> {
        let held = store::tries(tx, &self.subject)?;
        self.patience.wait(held, now).map_or(Ok(()), |minutes| Err(self.refusal(minutes).into()))
    }

    /// Remembers a wrong one, or forgets them all after a right one. Where it rests already, not even a right one is heard:
    /// the inner refusal, which commits.
    pub fn note(&self, tx: &mut Tx, right: bool, now: Millis) -> Result<std::result::Result<(), Refusal>> {
        let (wrong, last) = store::tries_locked(tx, &self.subject)?;
        if let Some(minutes) = self.patience.wait((wrong, last), now) {
            return Ok(Err(self.refusal(minutes)));
        }
        let wrong = if right { 0 } else { self.patience.standing(wrong, last, now) + 1 };
        store::set_tries(tx, &self.subject, wrong, now)?;
        Ok(Ok(()))
    }

    pub(super) fn forget(&self, tx: &mut Tx) -> Result<()> {
        store::drop_tries(tx, &self.subject)
    }

    fn refusal(&self, minutes: i64) -> Refusal {
        match self.patience {
            rules::PIN => Refusal::new(429, "rests_today"),
            rules::STAFF_PIN | rules::STAFF_PIN_ANYWHERE => {
                Refusal::new(429, "staff_pin_rests").field("pin").arg("minutes", minutes)
            }
            _ => slow_down(minutes),
        }
    }
}

/// A stranger comes from an address: to join, to claim.
///
/// # Errors
/// `slow_down` where too many came from there.
pub fn arrive(tx: &mut Tx, to: &str, from: &str, now: Millis) -> Result<()> {
    let subject = format!("{to}-from:{from}");
    let (came, last) = rules::arrival(store::tries_locked(tx, &subject)?, now).map_err(slow_down)?;
    store::set_tries(tx, &subject, came, last)
}

fn slow_down(minutes: i64) -> Refusal {
    Refusal::new(429, "slow_down").field("form").arg("minutes", minutes)
}
