//! Browser sessions as rows, so that they can be ended. The cookie holds a random token; the row its hash.

use super::{StoredSession, store};
use crate::db::Db;
use crate::words::{Clock, Error, PersonId, Result, codes};
use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use std::collections::HashMap;

/// Where a session says whose it is.
pub const PERSON: &str = "person";
/// Which of several shops the person stands in.
pub const STANDING: &str = "standing";

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
