//! The OpenAPI document, made from the code; liveness, readiness and public keys.

use crate::web::{Answer, House, json};
use crate::{brand, counter, insight};
use actix_web::HttpResponse;
use actix_web::web::Data;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

#[derive(OpenApi)]
#[openapi(
    info(title = "Noren", description = "One curtain for many shops. `Authorization: Bearer KEY` with a shop's key or a coordinator's. Errors are RFC 9457 problem+json with a stable `code` and a `detail` a clerk can read aloud (Accept-Language: en, ja)."),
    paths(
        counter::api::tap,
        counter::api::redeem,
        counter::api::refer,
        counter::api::passport,
        counter::api::reverse_visit,
        counter::api::reverse_redemption,
        counter::api::shops,
        insight::api::stats,
    ),
    modifiers(&Bearer),
    security(("key" = []))
)]
struct Document;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        document.components.get_or_insert_default().add_security_scheme("key", SecurityScheme::Http(scheme));
    }
}

/// The document as JSON text.
pub fn text() -> crate::words::Result<String> {
    Document::openapi().to_pretty_json().map_err(crate::words::Error::broken)
}

pub async fn document() -> Answer {
    Ok(HttpResponse::Ok().content_type("application/json").body(text()?))
}

/// The process lives.
pub async fn healthz() -> Answer {
    Ok(HttpResponse::Ok().content_type("text/plain").body("ok\n"))
}

/// The database answers.
pub async fn readyz(house: Data<House>) -> Answer {
    house.db.read(|tx| brand::all(tx).map(drop)).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}

/// The public keys of what we sign.
pub async fn jwks(house: Data<House>) -> Answer {
    Ok(json::answer(200, &house.keys.jwks()))
}
