//! Headers on every answer: what a page may load, who may frame it, what is remembered.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{DefaultHeaders, Next};

const POLICY: &str = "content-security-policy";
const MAY: &str = "permissions-policy";

/// Nothing but our own, no inline script or style.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The same, and what reads codes from the camera's picture: a wasm module.
const CSP_COUNTER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub fn defaults(tls: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((POLICY, CSP))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add((MAY, "camera=(), geolocation=(), microphone=(), payment=()"));
    if tls { headers.add(("Strict-Transport-Security", "max-age=31536000")) } else { headers }
}

/// The counter's pages, and no others, may look through the camera.
pub async fn at_the_counter<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let counter = is_counter(req.path());
    let mut response = next.call(req).await?;
    if counter {
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static(POLICY), HeaderValue::from_static(CSP_COUNTER));
        let may = "camera=(self), geolocation=(), microphone=(), payment=()";
        headers.insert(HeaderName::from_static(MAY), HeaderValue::from_static(may));
    }
    Ok(response)
}

fn is_counter(path: &str) -> bool {
    path == "/counter" || path.starts_with("/counter/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counter_and_no_other() {
        assert!(is_counter("/counter") && is_counter("/counter/find"));
        assert!(!is_counter("/counters") && !is_counter("/assets/counter.js") && !is_counter("/"));
    }

    #[test]
    fn the_counters_policy_differs_in_two_places_alone() {
        let same = CSP_COUNTER.replace(" 'wasm-unsafe-eval'", "").replace(" worker-src 'self';", "");
        assert_eq!(same, CSP);
    }
}
