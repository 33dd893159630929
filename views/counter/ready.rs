//! The counter waits: a long curtain, one field for everything, the last few with their undo.

use maud::{Markup, html};

use super::cases::{Promised, promised};
use super::{Here, announce, counter_page, undo};
use crate::curtain::{self, Cut};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::Lang;
use crate::{paths, t};

pub struct Ready {
    pub here: Here,
    /// What was typed and not found; it stays, selected.
    pub query: String,
    /// A refusal, as `words::refused` says it.
    pub problem: Option<String>,
    /// Something done, in one sentence: "Taken back. The points are as they were."
    pub done: Option<String>,
    pub notice: Option<Notice>,
    /// The last three; a name leaves after ten minutes.
    pub recent: Vec<Recent>,
    /// What this shop promised and has not yet kept, the most urgent two; and how many more.
    pub promised: Vec<Promised>,
    pub promised_more: u32,
    /// People stamped today.
    pub today: u32,
    /// How many shops share this noren.
    pub shops: u32,
}

/// One or two lines of the street.
#[derive(Clone, Debug)]
pub struct Notice {
    pub head: Option<String>,
    pub text: String,
}

/// A stamp of a while ago.
#[derive(Clone, Debug)]
pub struct Recent {
    pub visit: String,
    pub time: String,
    pub name: Option<String>,
    /// "stamped +5"
    pub what: String,
    pub undo_key: String,
    pub reversed: bool,
}

impl Recent {
    pub(super) fn shown_name(&self, lang: Lang) -> String {
        match (&self.name, lang) {
            (Some(name), Lang::Ja) => format!("{name} さま"),
            (Some(name), Lang::En) => name.clone(),
            (None, _) => t!(lang, "counter-someone"),
        }
    }
}

impl Page for Ready {
    fn title(&self, frame: &Frame) -> String {
        format!("{} · {}", t!(frame.lang, "counter-title"), self.here.name)
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            header {
                div.strip {
                    a.street-name href=(paths::home()) { (ui::name(lang, frame.name())) }
                    span.under-one { (t!(lang, "counter-shops", n = self.shops, spelt = crate::words::spell_count(lang, self.shops))) }
                    div.status { (self.here.status(lang)) }
                }
                (curtain::long(Cut::Waiting, &self.here.code, &self.here.crest, &self.here.name))
            }
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.waits {
                section.ask-box {
                    div.show-card {
                        (card_picture(frame))
                        div {
                            p.here-please.serif { (t!(lang, "counter-card-here")) }
                            p.aside { (t!(lang, "counter-card-how")) }
                        }
                    }
                    form.find method="post" action=(paths::counter_find()) {
                        label for="q" { b { (t!(lang, "counter-find-label")) } }
                        div.one-line {
                            input #q name="q" type="text" value=(self.query) placeholder=(t!(lang, "counter-find-example")) autocomplete="off" autocapitalize="characters"
                                spellcheck="false" maxlength="1200" required autofocus aria-invalid=[self.problem.as_ref().map(|_| "true")] aria-describedby=[self.problem.as_ref().map(|_| "q-problem")];
                            (ui::button(Look::Solid, &t!(lang, "counter-find")))
                        }
                        @if let Some(problem) = &self.problem { p.wrong #q-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                    }
                    div.two {
                        (ui::link_button(Look::Outline, &t!(lang, "counter-first-timer"), paths::counter_register()))
                        (ui::link_button(Look::Outline, &t!(lang, "counter-lost-card"), paths::counter_lost()))
                    }
                }
                section.aside-box {
                    @if let Some(done) = &self.done { p.done role="status" { (ui::icon(ui::Icon::Check)) (done) } }
                    @if let Some(notice) = &self.notice {
                        (ui::notice(&notice.head.clone().unwrap_or_else(|| t!(lang, "counter-notice")), &notice.text))
                    }
                    (promised(lang, self.here.today, &self.promised, self.promised_more))
                    (ui::lead(&t!(lang, "counter-recent"), &if self.today > 0 { t!(lang, "counter-today", n = self.today) } else { String::new() }))
                    @if self.recent.is_empty() {
                        (ui::empty(Some(&self.here.crest), &t!(lang, "counter-none-yet"), &t!(lang, "counter-none-yet-then")))
                    } @else {
                        ul.rows.recent {
                            @for r in &self.recent {
                                li.row {
                                    span.aside { (r.time) }
                                    div.text { b { (ui::name(lang, &r.shown_name(lang))) } p.aside { (r.what) } }
                                    (undo(lang, r))
                                }
                            }
                        }
                    }
                }
            }
            (announce(lang, self.problem.as_deref().or(self.done.as_deref()).unwrap_or_default()))
        }
    }
}

/// A card, held where it is read. Decorative.
fn card_picture(frame: &Frame) -> Markup {
    let code = ui::modules("https://noren.example/c/7K2QMX9A");
    html! {
        svg.card-picture viewBox="0 0 280 204" aria-hidden="true" {
            path.corner d="M2 42V14A12 12 0 0 1 14 2H44M236 2H266A12 12 0 0 1 278 14V42M278 160V190A12 12 0 0 1 266 202H236M44 202H14A12 12 0 0 1 2 190V160" fill="none" stroke-width="5" stroke-linecap="round" {}
            g transform="rotate(-4 140 101)" {
                rect.card-ground x="42" y="37" width="196" height="129" rx="10" {}
                text.card-name.serif x="60" y="76" font-size=(card_size(frame.name())) { (frame.name()) }
                g.card-lines fill="none" stroke-linecap="round" {
                    path d="M60 96h50M60 113h32" stroke-width="7" opacity=".6" {}
                    path d="M58 132h68" stroke-width="1.3" stroke-dasharray="6 4" opacity=".8" {}
                }
                rect x="145" y="60" width="79" height="79" rx="4" fill="#FCFAF3" {}
                @if let Some((side, d)) = &code {
                    path transform=(format!("translate(150.5 65.5) scale({})", (68.0 / *side as f64 * 1000.0).round() / 1000.0)) d=(d) fill="#1B2030" {}
                }
            }
        }
    }
}

/// The street's name as it fits beside the code.
fn card_size(name: &str) -> String {
    let size = f64::min(17.0, 78.0 / crate::seal::signs(name));
    format!("{size:.1}")
}
