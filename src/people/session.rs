//! Browser sessions as rows, so that they can be ended. The cookie holds a random token; the row its hash.

use super::{StoredSession, store};
use crate::db::Db;
use crate::words::{BrandId, Clock, Error, MembershipId, Millis, PassKeyId, PassportId, PersonId, Result, codes, time};
use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where a session says whose it is.
pub const PERSON: &str = "person";
/// Which of several shops the person stands in.
pub const STANDING: &str = "standing";
/// For which passport a person acts: their own, or one they help with.
pub const ACTS_FOR: &str = "acts-for";
/// Whose turn it is at a tablet turned round.
pub const GUEST: &str = "guest";
/// The key by which this phone makes passes: signing out stops it.
pub const PHONE: &str = "phone";
/// A turn is over, and no page of the staff's own passport has been seen since: what a page of the guest's still sends
/// must not change the staff's.
pub const AFTER_GUEST: &str = "after-guest";

/// A turn lasts so long from the last act.
const TURN: i64 = 5 * time::MINUTE;

/// A customer at the shop's tablet, in the session of whoever works there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// The staff's: the turn is at their shop, and ends with it.
    pub membership: MembershipId,
    pub passport: PassportId,
    until: i64,
}

impl Guest {
    pub fn begin(membership: MembershipId, passport: PassportId, now: Millis) -> Guest {
        Guest { membership, passport, until: now.plus(TURN).0 }
    }

    pub fn is_over(&self, now: Millis) -> bool {
        now.0 >= self.until
    }

    /// Is some of its time gone? A session is written as a whole: the fewer writes, the fewer that come late, from a page
    /// still under way, and undo the end of a turn.
    pub fn is_worn(&self, now: Millis) -> bool {
        self.until - now.0 < TURN - 30_000
    }

    /// The same with all its time.
    pub fn again(self, now: Millis) -> Guest {
        Guest::begin(self.membership, self.passport, now)
    }
}

/// The phone a session is on, where it registered a key to make passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    pub brand: BrandId,
    pub passport: PassportId,
    pub key: PassKeyId,
}

/// Is a session, by what is stored of it, on the phone with this key?
pub(super) fn is_on(state: &str, key: PassKeyId) -> bool {
    let kept = serde_json::from_str::<State>(state).ok().and_then(|mut state| state.remove(PHONE));
    kept.and_then(|phone| serde_json::from_str::<Phone>(&phone).ok()).is_some_and(|phone| phone.key == key)
}

#[derive(Clone)]
pub struct Sessions {
    pub db: Db,
    pub clock: Clock,
}

type State = HashMap<String, String>;

impl Sessions {
    fn row(&self, token: &str, state: &State, ttl: &Duration) -> Result<StoredSession> {
        Ok(StoredSession {
            token_hash: codes::sha256(token),
            person_id: state.get(PERSON).and_then(|p| p.trim_matches('"').parse().ok()).map(PersonId),
            state: serde_json::to_string(state).map_err(Error::broken)?,
            expires_at: self.clock.now().plus(ttl.whole_milliseconds() as i64),
        })
    }
}

impl SessionStore for Sessions {
    async fn load(&self, key: &SessionKey) -> std::result::Result<Option<State>, LoadError> {
        let (hash, now) = (codes::sha256(key.as_ref()), self.clock.now());
        let row = self.db.glance(move |tx| store::session(tx, &hash, now)).await;
        match row.map_err(|e| LoadError::Other(e.into()))? {
            None => Ok(None),
            Some(row) => serde_json::from_str(&row.state).map(Some).map_err(|e| LoadError::Deserialization(e.into())),
        }
    }

    async fn save(&self, state: State, ttl: &Duration) -> std::result::Result<SessionKey, SaveError> {
        let token = format!("{}{}", codes::token(), codes::token());
        let row = self.row(&token, &state, ttl).map_err(|e| SaveError::Other(e.into()))?;
        let saved = self.db.write(move |tx| store::insert_session(tx, &row)).await;
        saved.map_err(|e| SaveError::Other(e.into()))?;
        SessionKey::try_from(token).map_err(|e| SaveError::Other(e.into()))
    }

    async fn update(
        &self,
        key: SessionKey,
        state: State,
        ttl: &Duration,
    ) -> std::result::Result<SessionKey, UpdateError> {
        let row = self.row(key.as_ref(), &state, ttl).map_err(|e| UpdateError::Other(e.into()))?;
        let updated = self.db.write(move |tx| store::update_session(tx, &row)).await;
        updated.map(|()| key).map_err(|e| UpdateError::Other(e.into()))
    }

    async fn update_ttl(&self, _key: &SessionKey, _ttl: &Duration) -> std::result::Result<(), anyhow::Error> {
        // A session lasts as long as it was made for; being looked at does not lengthen it.
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> std::result::Result<(), anyhow::Error> {
        let hash = codes::sha256(key.as_ref());
        Ok(self.db.write(move |tx| store::drop_session(tx, &hash)).await?)
    }
}
