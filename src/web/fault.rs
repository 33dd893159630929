//! What a handler answers when it cannot: a page in the reader's language, or problem+json (RFC 9457) on the API. The
//! sentence is the refusal's own; an error of ours has an id and no details.

use super::{Asking, page};
use crate::words::{Error, Refusal, codes};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use noren_views::{Arg, Frame, Lang, words};

/// An error on its way out.
#[derive(Debug)]
pub struct Fault(pub Error);

impl<E: Into<Error>> From<E> for Fault {
    fn from(e: E) -> Fault {
        Fault(e.into())
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The body is written later, where language and kind of answer are known (`routes::guard`).
impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.refusal().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl Fault {
    /// As a refusal; an error of ours is logged under an id and said by that id alone.
    pub fn refusal(&self) -> Refusal {
        match &self.0 {
            Error::Refused(refusal) => refusal.clone(),
            Error::Busy => Refusal::new(503, "busy"),
            Error::Db(_) | Error::Broken(_) => Refusal::new(500, "internal"),
        }
    }

    /// Logs what is ours, gives it an id, and says the rest.
    pub fn said(&self) -> Refusal {
        let refusal = self.refusal();
        if refusal.code != "internal" {
            return refusal;
        }
        let id = codes::printed(&codes::random(codes::CARD_LEN));
        tracing::error!(%id, error = %self.0, "an answer failed");
        refusal.arg("id", id)
    }
}

/// The refusal's sentence.
pub fn sentence(lang: Lang, currency: &str, refusal: &Refusal) -> String {
    let args: Vec<(&'static str, Arg)> = refusal
        .args
        .iter()
        .map(|(name, value)| match value.parse::<i64>() {
            Ok(n) if *name == "max" => (*name, Arg::from(words::money(lang, currency, n))),
            Ok(n) => (*name, Arg::from(n)),
            Err(_) => (*name, Arg::from(value.clone())),
        })
        .collect();
    words::refused(lang, refusal.code, &args)
}

/// As problem+json.
pub fn problem(lang: Lang, currency: &str, refusal: &Refusal) -> HttpResponse {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let detail = sentence(lang, currency, refusal);
    let mut body = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": refusal.status,
        "code": refusal.code,
        "detail": detail,
    });
    if !refusal.field.is_empty() {
        body["field"] = refusal.field.into();
    }
    let mut response = HttpResponse::build(status);
    if refusal.status == 503 || refusal.status == 429 {
        response.insert_header(("Retry-After", if refusal.status == 503 { "1" } else { "60" }));
    }
    response
        .insert_header(("Content-Language", lang.code()))
        .content_type("application/problem+json")
        .body(body.to_string())
}

/// As a page of its own, where there is no form to stand beside.
pub fn error_page(asking: &Asking, frame: Option<Frame>, refusal: &Refusal) -> HttpResponse {
    let frame = frame.unwrap_or_else(|| asking.frame(None, None));
    let sentence = sentence(frame.lang, frame.currency(), refusal);
    let id = refusal.args.iter().find(|(name, _)| *name == "id").map(|(_, id)| id.clone());
    let way = match refusal.code {
        "tablet_locked" => Some(noren_views::errors::Way::Lock),
        "needs_password" => Some(noren_views::errors::Way::Password),
        "device_revoked" => Some(noren_views::errors::Way::LayDown),
        "shop_left" => Some(noren_views::errors::Way::LeftShop),
        _ => None,
    };
    let shown = noren_views::errors::ErrorPage { status: refusal.status, id, detail: Some(sentence), way };
    page(refusal.status, noren_views::render(&frame, &shown))
}
