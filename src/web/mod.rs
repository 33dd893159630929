//! What every answer shares and no capability owns: who asks in which language, pages and problems, CSRF, assets. Knows no
//! table and no rule.

pub mod asking;
pub mod assets;
pub mod csrf;
pub mod fault;
pub mod headers;
pub mod json;
pub mod mail;
pub mod tls;

pub use asking::Asking;
pub use fault::Fault;

use crate::config::Config;
use crate::db::Db;
use crate::keys::Keys;
use crate::words::{Clock, Error, Result};
use actix_web::HttpResponse;
use actix_web::http::header;
use maud::Markup;
use std::sync::Arc;

/// What handlers stand on.
#[derive(Clone)]
pub struct House {
    pub db: Db,
    pub clock: Clock,
    pub keys: Keys,
    pub config: Arc<Config>,
}

impl House {
    /// Argon2, off the async threads and outside any write.
    pub async fn hash(&self, secret: String) -> Result<String> {
        let keys = self.keys.clone();
        slow(move || keys.hash(&secret)).await
    }

    /// Does the secret fit? Takes as long where there is nothing to compare it with.
    pub async fn fits(&self, secret: String, hash: Option<String>) -> Result<bool> {
        let keys = self.keys.clone();
        slow(move || match hash {
            Some(hash) => keys.fits(&secret, &hash),
            None => keys.hash(&secret).map(|_| false),
        })
        .await
    }
}

async fn slow<T: Send + 'static>(act: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(act).await.map_err(|e| Error::broken(format!("hashing stopped: {e}")))?
}

/// What a handler answers.
pub type Answer = std::result::Result<HttpResponse, Fault>;

/// A page. Never kept by a shared cache, nor shown again by the "back" of somebody else's session.
pub fn page(status: u16, markup: Markup) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or_default();
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(markup.into_string())
}

/// "See other": after a form was taken.
pub fn go(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path.as_ref())).finish()
}
