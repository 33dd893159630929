//! How somebody asks: language, theme, the page they are on, the address they know us by.

use super::House;
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use noren_views::{Frame, Lang, Street, Theme};
use std::net::{IpAddr, Ipv6Addr};

pub const LANG: &str = "lang";
pub const THEME: &str = "theme";

#[derive(Debug, Clone)]
pub struct Asking {
    /// Said by the query, the cookie or the browser.
    pub said_lang: Option<Lang>,
    pub theme: Theme,
    /// Path and query.
    pub here: String,
    /// `https://street.example`, without a slash at its end.
    pub base_url: String,
    /// The address (of IPv6, the network) it came from, for limits.
    pub from: String,
}

impl Asking {
    pub fn of(req: &HttpRequest, house: &House) -> Asking {
        let query = |name: &str| {
            let pairs = req.query_string().split('&');
            pairs.filter_map(|p| p.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
        };
        let cookie = |name: &str| req.cookie(name).map(|c| c.value().to_owned());
        let header = req.headers().get("accept-language").and_then(|h| h.to_str().ok()).unwrap_or_default();
        let said_lang = query(LANG)
            .and_then(|l| Lang::parse(&l))
            .or_else(|| cookie(LANG).and_then(|l| Lang::parse(&l)))
            .or_else(|| Lang::accept(header));
        let theme = query(THEME).or_else(|| cookie(THEME)).and_then(|t| Theme::parse(&t)).unwrap_or_default();
        Asking {
            said_lang,
            theme,
            here: req.uri().path_and_query().map_or("/".into(), |p| p.as_str().to_owned()),
            base_url: base_url(req, house),
            from: from(req, house),
        }
    }

    pub fn lang(&self) -> Lang {
        self.said_lang.unwrap_or_default()
    }

    /// The frame of a page. Where nobody said a language, the street's own is spoken.
    pub fn frame(&self, street: Option<Street>, signed_in: Option<String>) -> Frame {
        let lang = self.said_lang.or(street.as_ref().map(|s| s.lang)).unwrap_or_default();
        Frame { lang, theme: self.theme, here: self.here.clone(), street, signed_in, band: None }
    }

    /// Cookies that keep what the query has chosen.
    pub fn cookies(req: &HttpRequest, secure: bool) -> Vec<Cookie<'static>> {
        let chosen = |name: &'static str, ok: fn(&str) -> bool| {
            let pairs = req.query_string().split('&');
            let value = pairs.filter_map(|p| p.split_once('=')).find(|(n, v)| *n == name && ok(v))?.1.to_owned();
            let cookie = Cookie::build(name, value).path("/").same_site(SameSite::Lax).secure(secure);
            Some(cookie.http_only(true).max_age(Duration::days(400)).finish())
        };
        let lang = chosen(LANG, |v| Lang::parse(v).is_some());
        let theme = chosen(THEME, |v| Theme::parse(v).is_some());
        lang.into_iter().chain(theme).collect()
    }
}

fn base_url(req: &HttpRequest, house: &House) -> String {
    if let Some(url) = &house.config.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let info = req.connection_info();
    if house.config.trust_proxy {
        return format!("{}://{}", info.scheme(), info.host());
    }
    let host = req.headers().get("host").and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let scheme = if house.config.tls.is_some() { "https" } else { "http" };
    format!("{scheme}://{host}")
}

fn from(req: &HttpRequest, house: &House) -> String {
    if house.config.trust_proxy
        && let Some(ip) = req.connection_info().realip_remote_addr()
    {
        return ip.parse().map_or_else(|_| ip.to_owned(), household);
    }
    req.peer_addr().map_or_else(String::new, |a| household(a.ip()))
}

/// An address as limits count it: of IPv6, a household has as many as it likes, all with the same first half.
fn household(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_household_is_one_address() {
        let of = |ip: &str| household(ip.parse().expect("an address"));
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
