//! Points and amounts of money: whole, checked, never floating.

use super::{Error, Result, bigint};

bigint!(
    /// Points of the brand's passport. What they are worth, its charter says.
    Points
);
bigint!(
    /// Money in whole minor units of the brand's currency (yen, cents).
    Amount
);

impl Points {
    pub const ZERO: Points = Points(0);

    /// Sum; an overflow is an error, never a wrap.
    pub fn plus(self, other: Points) -> Result<Points> {
        self.0.checked_add(other.0).map(Points).ok_or_else(|| Error::broken("points overflow"))
    }

    /// Difference; an overflow is an error, never a wrap.
    pub fn minus(self, other: Points) -> Result<Points> {
        self.0.checked_sub(other.0).map(Points).ok_or_else(|| Error::broken("points overflow"))
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl serde::Serialize for Points {
    fn serialize<S: serde::Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> {
        s.serialize_i64(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Points {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        i64::deserialize(d).map(Points)
    }
}
