//! The one document every page stands in. Nothing here knows what a page is about.

use maud::{DOCTYPE, Markup, html};

use crate::crest::Crest;
use crate::curtain::{Bar, Cut};
use crate::ui::{Look, button, link_button, post, strong_in};
use crate::words::Lang;
use crate::{assets, paths, scope, seal, t};

/// Day or night: as the device is set, or by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// The code as in the cookie and the query.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn parse(text: &str) -> Option<Theme> {
        [Theme::Auto, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.code() == text)
    }
}

/// The street (brand) a page belongs to.
#[derive(Clone, Debug)]
pub struct Street {
    pub code: String,
    /// In the reader's language where there is one.
    pub name: String,
    pub crest: Crest,
    /// The brand's own language: seals are cut in it.
    pub lang: Lang,
    pub currency: String,
}

/// What every page knows about the one who looks at it.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub lang: Lang,
    pub theme: Theme,
    /// Path and query of this page, for the language switch.
    pub here: String,
    pub street: Option<Street>,
    /// The name of who is signed in.
    pub signed_in: Option<String>,
    /// For whom they act, where that is not themselves.
    pub band: Option<Band>,
}

/// Whose page it is, where somebody else's sign-in opens it: said on each page, with the way out.
#[derive(Clone, Debug)]
pub enum Band {
    /// The holder, at a shop's tablet turned round.
    Turned { name: String, shop: String, passport: String },
    /// Somebody who acts for them.
    Helping { name: String },
}

impl Band {
    fn draw(&self, lang: Lang) -> Markup {
        match self {
            Band::Turned { name, shop, passport } => html! {
                aside.band aria-label=(t!(lang, "passport-band")) {
                    p { (strong_in(&t!(lang, "passport-band-turned", name = name, shop = shop), name)) }
                    (post(paths::counter_turned_end(), &[("passport", passport.clone())], button(Look::Solid, &t!(lang, "passport-band-done"))))
                }
            },
            Band::Helping { name } => html! {
                aside.band aria-label=(t!(lang, "passport-band")) {
                    p { (strong_in(&t!(lang, "passport-band-helping", name = name), name)) }
                    (link_button(Look::Outline, &t!(lang, "passport-band-change"), paths::passport_helpers()))
                }
            },
        }
    }
}

impl Frame {
    /// The brand's currency; yen where no street is known.
    pub fn currency(&self) -> &str {
        self.street.as_ref().map_or("JPY", |street| street.currency.as_str())
    }

    pub fn money(&self, minor: i64) -> String {
        crate::words::money(self.lang, self.currency(), minor)
    }

    /// The street's name, or the program's where none is known.
    pub fn name(&self) -> &str {
        self.street.as_ref().map_or("Noren", |street| street.name.as_str())
    }

    /// Is this a shop's tablet, turned round to whom the page belongs?
    pub fn is_turned(&self) -> bool {
        matches!(self.band, Some(Band::Turned { .. }))
    }

    /// Somebody acts for the holder: what is the holder's alone is not offered.
    pub fn is_helping(&self) -> bool {
        matches!(self.band, Some(Band::Helping { .. }))
    }

    pub fn seed(&self) -> &str {
        self.street.as_ref().map_or("noren", |street| street.code.as_str())
    }

    /// A page as this street has it: the program may serve several.
    pub fn of_street(&self, path: &str) -> String {
        self.street.as_ref().map_or(path.to_owned(), |street| paths::with_query(path, "street", &street.code))
    }

    /// The link that shows this page in the other language.
    pub fn language_switch(&self) -> Markup {
        let other = self.lang.other();
        html! {
            a.switch-lang href=(paths::in_language(&self.here, other.code())) hreflang=(other.code()) lang=(other.code()) rel="nofollow" { (other.own_name()) }
        }
    }

    /// Sign in, or who is signed in and the way out.
    pub fn who(&self) -> Markup {
        html! {
            @match &self.signed_in {
                Some(name) => {
                    span.who { (name) }
                    form.inline method="post" action=(paths::sign_out()) { button.plain type="submit" { (t!(self.lang, "ui-sign-out")) } }
                }
                None => a href=(paths::sign_in()) { (t!(self.lang, "ui-sign-in")) },
            }
        }
    }
}

/// A page: a title, a curtain and a body.
pub trait Page {
    fn title(&self, frame: &Frame) -> String;

    fn body(&self, frame: &Frame) -> Markup;

    /// Style sheets beside base.css, as they lie in assets/.
    fn styles(&self) -> &'static [&'static str] {
        &[]
    }

    /// ES modules.
    fn scripts(&self) -> &'static [&'static str] {
        &[]
    }

    /// Where the page says what it is installed as.
    fn manifest(&self) -> Option<&'static str> {
        None
    }

    /// A class on `body`, for what is special to one area.
    fn area(&self) -> &'static str {
        "desk"
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        plain_curtain(frame, None)
    }

    /// Below everything; most pages have the switch of day and night.
    fn foot(&self, frame: &Frame) -> Markup {
        foot(frame)
    }
}

/// The drawn-up curtain of ordinary pages: the street's name, a nav if there is one, who is signed in, the other language.
pub fn plain_curtain(frame: &Frame, nav: Option<Markup>) -> Markup {
    let cut = if nav.is_some() { Cut::Desk } else { Cut::Phone };
    Bar {
        cut,
        seed: frame.seed(),
        left: html! { a.street-name href=(paths::home()) { (frame.name()) } },
        middle: nav,
        right: html! { @if frame.signed_in.is_some() { (frame.who()) } (frame.language_switch()) },
    }
    .draw()
}

/// Entries of a nav in the curtain; the one that is open is marked.
pub fn nav(label: &str, entries: &[(String, &str, bool)]) -> Markup {
    html! {
        nav aria-label=(label) {
            @for (text, href, open) in entries {
                a href=(href) aria-current=[open.then_some("page")] { (text) }
            }
        }
    }
}

/// Day, night, or as the device.
pub fn foot(frame: &Frame) -> Markup {
    let lang = frame.lang;
    let themes = [
        (Theme::Auto, t!(lang, "ui-theme-auto")),
        (Theme::Light, t!(lang, "ui-theme-light")),
        (Theme::Dark, t!(lang, "ui-theme-dark")),
    ];
    html! {
        footer.foot {
            nav aria-label=(t!(lang, "ui-theme")) {
                @for (theme, text) in &themes {
                    a href=(paths::in_theme(&frame.here, theme.code())) rel="nofollow" aria-current=[(frame.theme == *theme).then_some("true")] { (text) }
                }
            }
        }
    }
}

/// The whole document.
pub fn render(frame: &Frame, page: &dyn Page) -> Markup {
    scope::open();
    let lang = frame.lang;
    // In this order: pictures ask for shared masks while curtain and body are drawn.
    let curtain = page.curtain(frame);
    let body = page.body(frame);
    let foot = page.foot(frame);
    let title = page.title(frame);
    let whole = if title == frame.name() { title } else { format!("{title} · {}", frame.name()) };
    let theme = (frame.theme != Theme::Auto).then(|| frame.theme.code());
    html! {
        (DOCTYPE)
        html lang=(lang.code()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (whole) }
                meta name="color-scheme" content=(if frame.theme == Theme::Auto { "light dark" } else { frame.theme.code() });
                meta name="format-detection" content="telephone=no";
                link rel="icon" href=(assets::href("icon.svg")) type="image/svg+xml";
                @if let Some(manifest) = page.manifest() { link rel="manifest" href=(manifest) crossorigin="use-credentials"; }
                link rel="stylesheet" href=(assets::href("base.css"));
                @for style in page.styles() { link rel="stylesheet" href=(assets::href(style)); }
                link rel="stylesheet" media="print" href=(assets::href("print.css"));
                @for script in page.scripts() { script type="module" src=(assets::href(script)) {} }
            }
            body class=(page.area()) {
                a.skip href="#main" { (t!(lang, "ui-skip")) }
                (curtain)
                @if let Some(band) = &frame.band { (band.draw(lang)) }
                main #main tabindex="-1" { (body) }
                (foot)
                (seal::defs())
            }
        }
    }
}
