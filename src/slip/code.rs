//! A slip as the resident shows it: a code that says for whom, to which shop and with which welcome, signed, so that a counter
//! without a network can trust it. Like a card it finds a passport, and spends nothing.

use super::Slip;
use crate::brand::Brand;
use crate::keys::{Audience, Keys, Unfit};
use crate::words::{Error, Millis, Result, SlipId};
use serde::{Deserialize, Serialize};

/// What the code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Says {
    /// The passport's plain code.
    pub sub: String,
    /// The brand's code.
    pub brand: String,
    pub slip: SlipId,
    /// The code of the shop it leads to.
    pub to: String,
    /// Points that wait there.
    pub welcome: i64,
}

/// The code of a slip: of the passport with this plain code, to the shop with this one.
pub fn make(keys: &Keys, brand: &Brand, slip: &Slip, passport: &str, to: &str, now: Millis) -> Result<String> {
    let says = Says {
        sub: passport.to_owned(),
        brand: brand.code.clone(),
        slip: slip.id,
        to: to.to_owned(),
        welcome: slip.welcome.0,
    };
    keys.sign(Audience::Slip, says, now.0, (slip.expires_at.0 - now.0) / 1000)
}

/// Reads a slip's code, as of the time it was shown.
///
/// # Errors
/// `foreign_pass`, `early_pass`, `expired_slip`.
pub fn read(keys: &Keys, brand: &Brand, text: &str, at: Millis) -> Result<Says> {
    let token = keys.read::<Says>(Audience::Slip, text, at.0).map_err(|why| match why {
        Unfit::Foreign => Error::refused(404, "foreign_pass"),
        Unfit::Early => Error::refused(422, "early_pass"),
        Unfit::Late => Error::refused(410, "expired_slip"),
    })?;
    if token.says.brand == brand.code { Ok(token.says) } else { Err(Error::refused(404, "foreign_pass")) }
}
