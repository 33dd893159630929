//! Requests that change something must come from our own pages: `Sec-Fetch-Site`, else `Origin` against `Host`. The
//! method is that of Go's net/http CrossOriginProtection (F. Valsorda, 2025): no token to lose, none to leak.

use super::House;
use actix_web::HttpRequest;

/// Was this sent by one of our pages (or by no browser at all)?
pub fn is_ours(req: &HttpRequest, house: &House) -> bool {
    let header = |name: &str| req.headers().get(name).and_then(|h| h.to_str().ok());
    match header("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    let Some(origin) = header("origin") else { return true };
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let public = house.config.public_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| host);
    Some(host) == header("host") || public.is_some_and(|p| p.trim_end_matches('/') == host)
}
