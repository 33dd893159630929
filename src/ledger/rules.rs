//! The chart of accounts and the codes of transfers. Pure.

use crate::words::text_enum;

text_enum!(
    /// What an account stands for.
    Kind {
        /// What the brand owes a resident. Guarded: never below zero.
        Passport = "passport",
        /// A shop's position: points it gave (debits) and took (credits).
        Shop = "shop",
        /// The brand's fund, in a sub-account per shop so that no tap touches a row the brand shares.
        Fund = "fund",
        /// Points that lapsed, in a sub-account per shop.
        Expiry = "expiry",
        /// What a passport owes after an undo of points it had already spent.
        Debt = "debt",
    }
);

impl Kind {
    pub fn guarded(self) -> bool {
        self == Kind::Passport
    }
}

text_enum!(
    /// Why a transfer was posted. `debit → credit`:
    Code {
        /// shop → passport: a visit and what was spent.
        Visit = "visit",
        /// fund of the shop visited → passport: the welcome of a slip.
        Welcome = "welcome",
        /// fund of the shop visited → shop that gave the slip: its thanks.
        Thanks = "thanks",
        /// passport → shop: points used at a counter.
        Redemption = "redemption",
        /// shop → passport: the shop makes good what went wrong.
        Amends = "amends",
        /// passport → expiry of the shop last visited: no visit for too long.
        Lapse = "lapse",
        /// passport → passport: two passports of one person become one.
        Merge = "merge",
        /// shop → passport: a visit's points anew, once its amount was put right; the former are reversed.
        Correction = "correction",
        /// The opposite of another transfer.
        Reversal = "reversal",
        /// debt → …: the part of a reversal that the passport no longer had.
        Owed = "owed",
        /// passport → debt: the next earnings settle it.
        Settled = "settled",
    }
);
