//! One newtype per kind of id, and how ids are made: milliseconds, then node, then a sequence, so that indexes
//! grow at one end. In JSON and URLs an id is a string.

use super::bigint;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

macro_rules! ids {
    ($($name:ident)*) => {$(
        bigint!($name);

        impl $name {
            /// A new id, unique to this process and, by its node number, to the database.
            pub fn new() -> Self {
                Self(next())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    BrandId CharterId DistrictId ShopId NoticeId PersonId PassportId CardId MembershipId InvitationId ApiKeyId
    VisitId SlipId RedemptionId AccountId TransferId NoteId LookId CaseId HouseholdId AskId GroupId PartId ProposalId
    DeviceId DeviceCodeId PassKeyId KeptId FlagId CorrectionId MonthId StatementId StatementLineId CampaignId CampaignShopId
    BankAccountId PaymentFileId PaymentId ObjectionId
}

/// 2024-01-01, so that 41 bits of milliseconds last until 2093.
const EPOCH_MS: i64 = 1_704_067_200_000;
const SEQUENCE_BITS: u32 = 12;
const NODE_BITS: u32 = 10;

/// How many nodes can make ids beside each other.
pub const NODES: i64 = 1 << NODE_BITS;

static NODE: AtomicI64 = AtomicI64::new(0);
static LAST: AtomicI64 = AtomicI64::new(0);

/// Sets this process's node number, taken from a counter in the database as it starts.
pub fn set_node(node: i64) {
    NODE.store(node.rem_euclid(NODES), Ordering::Relaxed);
}

/// The next id. A burst of more than 4,096 in a millisecond borrows from the next one, and a clock that is set
/// back does not repeat: the time and sequence part only ever grows.
fn next() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(EPOCH_MS, |d| d.as_millis() as i64);
    let floor = (now - EPOCH_MS).max(0) << SEQUENCE_BITS;
    let mut last = LAST.load(Ordering::Relaxed);
    let ticket = loop {
        let ticket = (last + 1).max(floor);
        match LAST.compare_exchange_weak(last, ticket, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => break ticket,
            Err(seen) => last = seen,
        }
    };
    let (millis, sequence) = (ticket >> SEQUENCE_BITS, ticket & ((1 << SEQUENCE_BITS) - 1));
    (millis << (SEQUENCE_BITS + NODE_BITS)) | (NODE.load(Ordering::Relaxed) << SEQUENCE_BITS) | sequence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_and_never_repeat() {
        let made: Vec<i64> = (0..20_000).map(|_| next()).collect();
        assert!(made.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn an_id_is_a_string_in_json() {
        let id = VisitId::new();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{}\"", id.0));
        assert_eq!(serde_json::from_str::<VisitId>(&json).unwrap(), id);
    }
}
