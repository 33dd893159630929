//! The chart of accounts and the codes of transfers. Pure.

use crate::words::text_enum;

text_enum!(
    /// What an account stands for. The last three are in money (minor units), all others in points.
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
        /// Points somebody else pays for, in a sub-account per shop and campaign. Guarded: nobody gives what was not paid for.
        Sponsor = "sponsor",
        /// What the street owes a shop, in money; below zero, what the shop owes the street.
        Due = "due",
        /// The fund's money, in a sub-account per shop; and per campaign what its sponsor paid.
        Purse = "purse",
        /// What went through the street's bank account, in a sub-account per shop and campaign.
        Bank = "bank",
    }
);

impl Kind {
    pub fn guarded(self) -> bool {
        matches!(self, Kind::Passport | Kind::Sponsor)
    }

    /// In money, not in points. Nothing moves between the two: a month's close works one out from the other.
    pub fn is_money(self) -> bool {
        matches!(self, Kind::Due | Kind::Purse | Kind::Bank)
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
        /// sponsor → passport: a campaign's points for a visit.
        Campaign = "campaign",
        /// fund → sponsor: points that were paid for; sponsor → fund: those that nobody got; sponsor → sponsor: shared out anew.
        Funded = "funded",
        /// bank → purse: a sponsor paid for points; purse → bank: what was left is paid back.
        Sponsored = "sponsored",
        /// The opposite of another transfer.
        Reversal = "reversal",
        /// debt → …: the part of a reversal that the passport no longer had.
        Owed = "owed",
        /// passport → debt: the next earnings settle it.
        Settled = "settled",
        /// due → purse: a closed month's points that the shop gave, at the charter's price.
        Given = "given",
        /// purse → due: those it took, at their value.
        Taken = "taken",
        /// purse → due: thanks for slips it gave that were used.
        ThanksGot = "thanks_got",
        /// due → purse: thanks for slips that brought it somebody.
        ThanksPaid = "thanks_paid",
        /// due → purse: the month's fee.
        Fee = "fee",
        /// due ↔ purse: an objection to a closed month, settled in the open one.
        Adjustment = "adjustment",
        /// due → bank: the street paid the shop; bank → due: the shop paid the street.
        Paid = "paid",
    }
);

impl Code {
    /// Between which accounts it moves: debit, credit. An undoing moves the other way.
    pub fn sides(self) -> &'static [(Kind, Kind)] {
        use Kind::{Bank, Debt, Due, Expiry, Fund, Passport, Purse, Shop, Sponsor};
        match self {
            Code::Visit | Code::Amends | Code::Correction => &[(Shop, Passport)],
            Code::Welcome => &[(Fund, Passport)],
            Code::Thanks => &[(Fund, Shop)],
            Code::Redemption => &[(Passport, Shop)],
            Code::Lapse => &[(Passport, Expiry)],
            Code::Merge => &[(Passport, Passport), (Debt, Debt)],
            Code::Campaign => &[(Sponsor, Passport)],
            Code::Funded => &[(Fund, Sponsor), (Sponsor, Fund), (Sponsor, Sponsor)],
            Code::Sponsored => &[(Bank, Purse), (Purse, Bank)],
            Code::Reversal => {
                &[(Passport, Shop), (Passport, Fund), (Passport, Sponsor), (Shop, Fund), (Shop, Passport)]
            }
            Code::Owed => &[(Debt, Shop), (Debt, Fund)],
            Code::Settled => &[(Passport, Debt)],
            // Where more was undone in a month than done, what is posted at its close goes the other way.
            Code::Given | Code::Taken | Code::ThanksGot | Code::ThanksPaid | Code::Fee | Code::Adjustment => {
                &[(Due, Purse), (Purse, Due)]
            }
            Code::Paid => &[(Due, Bank), (Bank, Due)],
        }
    }
}
