//! The chart of accounts and the codes of transfers. Pure.

/// What an account stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What the brand owes a resident. Guarded: never below zero.
    Passport,
    /// A shop's position: points it gave (debits) and took (credits).
    Shop,
    /// The brand's fund, in a sub-account per shop so that no tap touches a row the brand shares.
    Fund,
    /// Points that lapsed, in a sub-account per shop.
    Expiry,
    /// What a passport owes after an undo of points it had already spent.
    Debt,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Passport, Kind::Shop, Kind::Fund, Kind::Expiry, Kind::Debt];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Passport => "passport",
            Kind::Shop => "shop",
            Kind::Fund => "fund",
            Kind::Expiry => "expiry",
            Kind::Debt => "debt",
        }
    }

    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }

    pub fn guarded(self) -> bool {
        self == Kind::Passport
    }
}

/// Why a transfer was posted. `debit → credit`:
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// shop → passport: a visit and what was spent.
    Visit,
    /// fund of the shop visited → passport: the welcome of a slip.
    Welcome,
    /// fund of the shop visited → shop that gave the slip: its thanks.
    Thanks,
    /// passport → shop: points used at a counter.
    Redemption,
    /// passport → expiry of the shop last visited: no visit for too long.
    Lapse,
    /// passport → passport: two passports of one person become one.
    Merge,
    /// The opposite of another transfer.
    Reversal,
    /// debt → …: the part of a reversal that the passport no longer had.
    Owed,
    /// passport → debt: the next earnings settle it.
    Settled,
}

impl Code {
    pub const ALL: [Code; 9] = [
        Code::Visit,
        Code::Welcome,
        Code::Thanks,
        Code::Redemption,
        Code::Lapse,
        Code::Merge,
        Code::Reversal,
        Code::Owed,
        Code::Settled,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Code::Visit => "visit",
            Code::Welcome => "welcome",
            Code::Thanks => "thanks",
            Code::Redemption => "redemption",
            Code::Lapse => "lapse",
            Code::Merge => "merge",
            Code::Reversal => "reversal",
            Code::Owed => "owed",
            Code::Settled => "settled",
        }
    }

    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|c| c.name() == name)
    }
}
