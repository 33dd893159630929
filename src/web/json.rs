//! JSON bodies of the API: at most 64 KiB, unknown fields refused, what does not fit said by its field.

use crate::words::{Error, Refusal, Result};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The largest body that is read.
pub const LIMIT: usize = 64 * 1024;

/// Reads a body. An empty one reads as `{}`.
///
/// # Errors
/// `bad_json` (400), `unknown_field`, `bad_field` (422).
pub fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T> {
    let body: &[u8] = if body.iter().all(u8::is_ascii_whitespace) { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|e| {
        let said = e.to_string();
        let refusal = match e.classify() {
            serde_json::error::Category::Data if said.contains("unknown field") => Refusal::new(422, "unknown_field"),
            serde_json::error::Category::Data => Refusal::new(422, "bad_field").arg("what", what(&said)),
            _ => Refusal::new(400, "bad_json"),
        };
        Error::Refused(refusal)
    })
}

/// "missing field `card` at line 1 column 2" without the place.
fn what(said: &str) -> &str {
    said.split(" at line ").next().unwrap_or(said)
}

pub fn answer(status: u16, value: &impl Serialize) -> HttpResponse {
    HttpResponse::build(StatusCode::from_u16(status).unwrap_or_default())
        .insert_header(("Cache-Control", "no-store"))
        .json(value)
}
