//! The tablet's own camera, as the counter's pages hold it: the live picture and what is said beside it. `camera.js`
//! makes it see; without it, or without a camera, nothing of it shows.

use maud::{Markup, html};

use crate::words::Lang;
use crate::{assets, t};

/// The live picture; `still` is what stands there while it rests.
pub(super) fn eye(lang: Lang, still: Option<Markup>) -> Markup {
    let small = still.is_none();
    html! {
        div.eye.small[small].only-script[small] hidden[small]
            data-reader=(assets::href("vendor/barcode-detector/ponyfill.js")) data-wasm=(assets::href("vendor/zxing-wasm/zxing_reader.wasm"))
            data-ready=(t!(lang, "camera-ready")) data-near=(t!(lang, "camera-near")) data-unread=(t!(lang, "camera-unread"))
            data-dark=(t!(lang, "camera-dark")) data-light=(t!(lang, "camera-dark-light")) data-again=(t!(lang, "camera-again"))
            data-starts=(t!(lang, "camera-starts")) data-denied=(t!(lang, "camera-denied")) data-none=(t!(lang, "camera-none"))
            data-busy=(t!(lang, "camera-busy")) data-insecure=(t!(lang, "camera-insecure")) data-broken=(t!(lang, "camera-broken")) {
            @if let Some(still) = still { (still) }
            video muted playsinline hidden aria-label=(t!(lang, "camera-picture")) {}
        }
    }
}

/// On and off, light, the other camera: beside the large picture.
pub(super) fn acts(lang: Lang) -> Markup {
    html! {
        div.eye-acts.only-script {
            button.btn.outline type="button" data-eye="on" hidden { (t!(lang, "camera-use")) }
            button.btn.text type="button" data-eye="torch" aria-pressed="false" hidden { (t!(lang, "camera-torch")) }
            button.btn.text type="button" data-eye="other" hidden { (t!(lang, "camera-other")) }
            button.btn.text type="button" data-eye="off" hidden { (t!(lang, "camera-stop")) }
        }
    }
}

/// Kept on this tablet alone.
pub(super) fn switches(lang: Lang) -> Markup {
    let switch = |name: &str, label: String| {
        html! {
            button.plain.only-script type="button" role="switch" aria-checked="false" data-switch=(name) data-on=(t!(lang, "camera-is-on")) {
                (label) ": " span { (t!(lang, "camera-is-off")) }
            }
        }
    };
    html! {
        (switch("at-once", t!(lang, "camera-at-once")))
        (switch("sound", t!(lang, "camera-sound")))
    }
}
