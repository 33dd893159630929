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
const WASM: &str = "application/wasm";

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
    CSS "tablet.css",
    CSS "cards.css",
    CSS "charts.css",
    CSS "dashboard.css",
    CSS "statement.css",
    CSS "bank.css",
    CSS "reserve.css",
    CSS "benefit.css",
    CSS "print.css",
    CSS "offline.css",
    JS "counter.js",
    JS "camera.js",
    JS "base64url.js",
    JS "codes.js",
    JS "kept.js",
    JS "offline.js",
    JS "money.js",
    JS "pin.js",
    JS "queue.js",
    JS "tablet.js",
    JS "vendor/noble-ed25519/index.js",
    JS "print.js",
    JS "vendor/barcode-detector/ponyfill.js",
    WASM "vendor/zxing-wasm/zxing_reader.wasm",
    JS "card.js",
    JS "passport-sw.js",
    JS "phone.js",
    JS "sign-out.js",
    JS "vendor/uqr/index.mjs",
    JS "lock.js",
    JS "enrol.js",
    SVG "icon.svg",
    SVG "icon-whole.svg",
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

/// What a tablet's browser keeps so that the counter starts without a network: by its address in a page, and scripts again by
/// the bare address by which one script asks for another.
pub fn aboard() -> Vec<String> {
    let whole = [
        "base.css",
        "counter.css",
        "offline.css",
        "counter.js",
        "camera.js",
        "offline.js",
        "vendor/barcode-detector/ponyfill.js",
        "vendor/zxing-wasm/zxing_reader.wasm",
    ];
    let bare = [
        "base64url.js",
        "codes.js",
        "money.js",
        "pin.js",
        "queue.js",
        "tablet.js",
        "vendor/noble-ed25519/index.js",
        "icon.svg",
        "fibres.svg",
        "fibres-dark.svg",
    ];
    whole.into_iter().map(href).chain(bare.into_iter().map(|path| format!("/assets/{path}"))).collect()
}

/// The counter's service worker. Its text changes with every asset, so that a browser notices a new program.
pub fn worker() -> String {
    let quoted: Vec<String> = aboard().iter().map(|path| format!("\"{path}\"")).collect();
    let version = fnv(VERSIONS.concat().as_bytes());
    format!(
        "const VERSION = \"{version:016x}\";\nconst ABOARD = [{}];\n{}",
        quoted.join(", "),
        include_str!("assets/counter-sw.js")
    )
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
