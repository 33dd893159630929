//! Styles, small scripts and icons, built into the program; and the address under which a page asks for each.
//! The address carries a hash of the content, so it may be kept for ever.

use std::sync::LazyLock;

use crate::crest::fnv;

pub struct Asset {
    pub path: &'static str,
    pub kind: &'static str,
    pub bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! assets {
    ($($kind:ident $path:literal),* $(,)?) => {
        /// All there are.
        pub static ASSETS: &[Asset] = &[$(Asset { path: $path, kind: $kind, bytes: include_bytes!(concat!("assets/", $path)) }),*];
    };
}

assets! {
    CSS "base.css",
    CSS "counter.css",
    CSS "street.css",
    CSS "passport.css",
    CSS "proposal.css",
    CSS "people.css",
    CSS "cards.css",
    CSS "charts.css",
    CSS "dashboard.css",
    CSS "print.css",
    JS "card.js",
    JS "counter.js",
    JS "passport-sw.js",
    JS "phone.js",
    JS "print.js",
    JS "sign-out.js",
    JS "vendor/uqr/index.mjs",
    SVG "icon.svg",
    SVG "fibres.svg",
    SVG "fibres-dark.svg",
}

static VERSIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| ASSETS.iter().map(|asset| format!("{:08x}", fnv(asset.bytes) as u32)).collect());

/// The asset at a path below `/assets/`, if there is one.
pub fn asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The hash of an asset's content, as in its address.
pub fn version(path: &str) -> Option<&'static str> {
    let at = ASSETS.iter().position(|asset| asset.path == path)?;
    VERSIONS.get(at).map(String::as_str)
}

/// `/assets/base.css?v=1a2b3c4d`.
pub fn href(path: &str) -> String {
    match version(path) {
        Some(v) => format!("/assets/{path}?v={v}"),
        None => format!("/assets/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_its_version() {
        assert!(href("base.css").starts_with("/assets/base.css?v="));
        assert!(asset("../Cargo.toml").is_none());
    }
}
