//! Headers on every answer: what a page may load, who may frame it, what is remembered.

use actix_web::middleware::DefaultHeaders;

/// Nothing but our own, no inline script or style.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub fn defaults(tls: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add(("Content-Security-Policy", CSP))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Permissions-Policy", "geolocation=(), microphone=(), payment=()"));
    if tls { headers.add(("Strict-Transport-Security", "max-age=31536000")) } else { headers }
}
