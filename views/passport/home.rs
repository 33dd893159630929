//! The passport: the card first, then what waits, the stamp book, the street, and what is the holder's to decide.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{Card, Done, Map, Proposal, Shared, Sharing, Shop, Stamp, book, map, mark, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Icon, Look};
use crate::words::{Lang, Worth, clock, date_long, date_short, date_year, distance, number};
use crate::{paths, t};

/// A slip that waits: somebody sends the holder on, and says why.
#[derive(Clone, Debug)]
pub struct Slip {
    pub id: String,
    pub to: Shop,
    pub from: String,
    /// The shop it led to, which has left.
    pub instead_of: Option<String>,
    pub reason: String,
    pub welcome: i64,
    pub until: jiff::civil::Date,
}

/// Points that somebody else pays for, with each visit.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub title: String,
    pub sponsor: String,
    pub points: i64,
    pub shops: usize,
    pub last: jiff::civil::Date,
}

impl Campaign {
    fn draw(&self, lang: Lang) -> Markup {
        html! {
            div.tell {
                h2 { (self.title) }
                p { (t!(lang, "sponsor-runs", n = self.points, shops = self.shops, sponsor = &self.sponsor, day = date_short(lang, self.last))) }
            }
        }
    }
}

/// A shop's promise.
#[derive(Clone, Debug)]
pub struct Promise {
    pub shop: Shop,
    pub promise: String,
    pub due: jiff::civil::Date,
}

/// Where to go next, with a reason about the holder: this is their own phone.
#[derive(Clone, Debug)]
pub struct Idea {
    pub shop: Shop,
    pub metres: Option<u32>,
    pub sentence: String,
}

/// Who shares the stamp book, by name.
#[derive(Clone, Debug, Default)]
pub struct Together {
    pub with: Vec<String>,
    /// Who asks for a yes about sharing one.
    pub asked_by: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Visit,
    /// Sent on by a neighbour: the welcome.
    Welcome,
    Spent,
    /// A shop made good what went wrong.
    Amends,
    /// The amount was put right: the points anew.
    Corrected,
    /// Taken back at the counter.
    Reversed,
    /// Brought along from another card.
    Merged,
    /// Somebody else paid for it.
    Campaign,
    /// Unused for too long.
    Lapsed,
}

/// One line of the points' book; spendings stand here at once.
#[derive(Clone, Debug)]
pub struct Entry {
    pub at: DateTime,
    /// None where no shop had a part in it.
    pub shop: Option<Shop>,
    pub what: What,
    /// Below zero where points went.
    pub points: i64,
}

pub struct Passport {
    /// The passport's code: decides how its seals lie.
    pub code: String,
    /// None where the last card was revoked and no new one made.
    pub card: Option<Card>,
    pub name: String,
    pub points: i64,
    /// Used before what gave them was taken back: the next points settle it.
    pub owes: i64,
    /// The last day on which a visit keeps the points; none where there are none.
    pub good_until: Option<jiff::civil::Date>,
    /// That day is near.
    pub lapses_soon: bool,
    /// What points are worth.
    pub worth: Worth,
    pub slips: Vec<Slip>,
    /// What somebody pays for on the street now.
    pub campaigns: Vec<Campaign>,
    /// What shops promised after something went wrong, and have not yet kept.
    pub promises: Vec<Promise>,
    /// How many notes there are, and how many lines the log of looks has.
    pub notes: u32,
    pub looks: u32,
    pub proposals: Vec<Proposal>,
    /// All shops, in the order they joined.
    pub book: Vec<Stamp>,
    pub map: Option<Map>,
    pub ideas: Vec<Idea>,
    pub shares: Vec<Shared>,
    /// Newest first.
    pub entries: Vec<Entry>,
    pub has_pin: bool,
    pub together: Together,
    pub done: Option<Done>,
}

impl Page for Passport {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-title")
    }

    passport_page!();

    fn scripts(&self) -> &'static [&'static str] {
        &["sign-out.js"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let fresh = self.book.iter().all(|stamp| stamp.visits == 0);
        html! {
            @if let Some(done) = self.done { (done.draw(lang)) }
            div.columns {
                div {
                    (self.card(frame))
                    @if let Some(day) = self.good_until.filter(|_| self.lapses_soon) {
                        p.lapses role="status" { span.tri aria-hidden="true" { "▲ " } (t!(lang, "passport-lapses-soon", n = self.points, day = date_long(lang, day))) }
                    }
                    @if self.owes > 0 { p.owes role="status" { (t!(lang, "tablet-owes-resident", n = self.owes)) } }
                    @if self.card.is_none() { (no_card(lang)) }
                    @for slip in &self.slips { (slip_row(lang, slip)) }
                    @for campaign in &self.campaigns { (campaign.draw(lang)) }
                    @for promise in &self.promises { (promise_row(lang, promise)) }
                    @for (nth, proposal) in self.proposals.iter().enumerate() { (proposal.card(frame, nth == 0)) }
                    @if fresh && self.slips.is_empty() { (first_steps(frame)) }
                    @if !self.has_pin && !frame.is_helping() { (no_pin(lang, self.points)) }
                    @for name in &self.together.asked_by { (book_asked(lang, name)) }
                    (book::draw(lang, &self.code, &self.book, &self.together.with))
                    @if let Some(map) = &self.map { (map::draw(lang, map)) }
                }
                div {
                    @if !self.ideas.is_empty() { (self.ideas(lang)) }
                    (self.shares(lang))
                    (self.entries(lang))
                    (self.links(frame))
                }
            }
        }
    }
}

impl Passport {
    fn card(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section.card aria-label=(t!(lang, "passport-card-title")) {
                div.holder {
                    h1 class=[(crate::seal::signs(&self.name) > 8.4).then_some("long")] { (ui::name(lang, &self.name)) }
                    @if let Some(card) = &self.card { p.code { (card.code) } }
                    p.points.big[self.points >= 10_000] { b { (number(self.points)) } " " span { (t!(lang, "passport-points-word", n = self.points)) } }
                    p.worth {
                        @if self.worth.of(self.points) == 0 { (t!(lang, "passport-worth-none")) }
                        @else { (t!(lang, "passport-worth", all = frame.money(self.worth.of(self.points)))) }
                    }
                    @if let Some(day) = self.good_until.filter(|_| !self.lapses_soon) {
                        p.worth { (t!(lang, "passport-good-until", day = date_year(lang, day))) }
                    }
                }
                @if let Some(card) = &self.card {
                    a.show-large href=(paths::passport_card()) {
                        (ui::qr(&card.url, &t!(lang, "passport-qr", code = &card.code)))
                        span.sr { (t!(lang, "passport-card-large")) }
                    }
                }
            }
        }
    }

    fn ideas(&self, lang: Lang) -> Markup {
        html! {
            section {
                (ui::lead(&t!(lang, "passport-ideas"), ""))
                ul.rows {
                    @for idea in &self.ideas {
                        li.row {
                            (mark(&idea.shop))
                            div.text {
                                h3 { a href=(paths::shop(&idea.shop.code)) { (ui::name(lang, &idea.shop.name)) } @if let Some(m) = idea.metres { span.aside { (distance(m)) } } }
                                p { (idea.sentence) }
                            }
                        }
                    }
                }
                p.hint { (t!(lang, "passport-ideas-why")) }
            }
        }
    }

    /// The first and the old ones, and whatever is shared; what is not stays folded.
    fn shares(&self, lang: Lang) -> Markup {
        let shops: Vec<&Shop> = self.book.iter().map(|stamp| &stamp.shop).collect();
        let (open, folded): (Vec<Sharing>, Vec<Sharing>) =
            Sharing::ALL.into_iter().partition(|k| matches!(k, Sharing::Likes | Sharing::Been) || self.on(*k));
        html! {
            section.shares {
                (ui::lead(&t!(lang, "passport-shares"), ""))
                @for kind in open { (self.share(lang, kind, &shops)) }
                @if !folded.is_empty() {
                    details {
                        summary { (t!(lang, "passport-shares-more", n = folded.len() as i64)) }
                        @for kind in folded { (self.share(lang, kind, &shops)) }
                    }
                }
                ul.more-links {
                    li { a href=(paths::passport_notes()) { (t!(lang, "knowing-known")) " " small { (t!(lang, "knowing-known-n", n = self.notes)) } } }
                    li { a href=(paths::passport_looks()) { (t!(lang, "knowing-looks")) " " small { (t!(lang, "knowing-looks-n", n = self.looks)) } } }
                }
            }
        }
    }

    fn on(&self, kind: Sharing) -> bool {
        self.shares.iter().any(|s| s.kind == kind && !s.with.is_empty())
    }

    fn share(&self, lang: Lang, kind: Sharing, shops: &[&Shop]) -> Markup {
        let shared = self.shares.iter().find(|s| s.kind == kind);
        html! {
            div.share {
                a href=(format!("{}#{}", paths::passport_shares(), kind.code())) {
                    (kind.title(lang)) " "
                    small { (shared.map_or_else(|| t!(lang, "passport-shared-none"), |s| s.in_words(lang, shops))) }
                }
                (share_switch(lang, kind, self.on(kind)))
            }
        }
    }

    fn entries(&self, lang: Lang) -> Markup {
        html! {
            section.entries {
                (ui::lead(&t!(lang, "passport-entries"), ""))
                @if self.entries.is_empty() { p.aside { (t!(lang, "passport-entries-empty")) } }
                @else {
                    ul {
                        @for entry in &self.entries {
                            li {
                                div {
                                    p { (entry.what(lang)) }
                                    p.aside { (date_short(lang, entry.at.date())) " " (clock(entry.at)) }
                                }
                                b.sum { (signed(entry.points)) span.sr { " " (t!(lang, "passport-points-word", n = entry.points.abs())) } }
                            }
                        }
                    }
                    @if self.entries.iter().any(|e| e.what == What::Spent) { p.hint { (t!(lang, "passport-entries-not-you")) } }
                }
            }
        }
    }

    fn links(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let own = !frame.is_helping();
        let pin = if self.has_pin { t!(lang, "passport-pin-change") } else { t!(lang, "passport-pin-set") };
        html! {
            section.links {
                (ui::lead(&t!(lang, "passport-more"), ""))
                ul {
                    li { a href=(paths::passport_card()) { (ui::icon(Icon::Card)) (t!(lang, "passport-card-large")) } }
                    @if own { li { a href=(paths::passport_phones()) { (ui::icon(Icon::Phone)) (t!(lang, "pass-phones")) } } }
                    @if own { li { a href=(paths::passport_pin()) { (ui::icon(Icon::Lock)) (pin) } } }
                    li { a href=(paths::passport_replacement()) { (ui::icon(Icon::ReplacedCard)) (t!(lang, "passport-lost")) } }
                    @if own { li { a href=(paths::passport_merge()) { (ui::icon(Icon::Stamp)) (t!(lang, "passport-merge")) } } }
                    li { a href=(paths::passport_household()) { (ui::icon(Icon::Stamp)) (t!(lang, "passport-household")) } }
                    li { a href=(paths::passport_helpers()) { (ui::icon(Icon::Person)) (t!(lang, "passport-helpers")) } }
                    li { a href=(paths::passport_everything()) { (ui::icon(Icon::Person)) (t!(lang, "rights-everything")) } }
                    @if own { li { a href=(paths::passport_erasure()) { (ui::icon(Icon::Delete)) (t!(lang, "rights-erasure")) } } }
                }
                // At a shop's tablet the band has the way out; the sign-in is the clerk's.
                @if !frame.is_turned() { (ui::post(paths::sign_out(), &[], ui::button(Look::Quiet, &t!(lang, "ui-sign-out")))) }
            }
        }
    }
}

impl Entry {
    fn what(&self, lang: Lang) -> Markup {
        let said = match self.what {
            What::Visit => t!(lang, "passport-entry-visit"),
            What::Welcome => t!(lang, "passport-entry-welcome"),
            What::Amends => t!(lang, "passport-entry-amends"),
            What::Spent => t!(lang, "passport-entry-spent"),
            What::Corrected => t!(lang, "tablet-entry-corrected"),
            What::Reversed => t!(lang, "passport-entry-reversed"),
            What::Campaign => t!(lang, "sponsor-entry"),
            What::Merged => t!(lang, "passport-entry-merged"),
            What::Lapsed => t!(lang, "passport-entry-lapsed"),
        };
        html! {
            @if let Some(shop) = &self.shop { (ui::name(lang, &shop.name)) span.aside { " " (said) } }
            @else { (said) }
        }
    }
}

/// `+17`, `−300`.
fn signed(points: i64) -> String {
    if points > 0 { format!("+{}", number(points)) } else { number(points) }
}

fn promise_row(lang: Lang, p: &Promise) -> Markup {
    html! {
        div.tell.promise {
            (mark(&p.shop))
            div {
                h2 { (p.promise) }
                p.aside { (t!(lang, "knowing-promise-by", shop = p.shop.name.as_str(), day = date_short(lang, p.due))) }
            }
        }
    }
}

/// A switch without script: on is taken back at a touch; off leads to the choice of shops.
fn share_switch(lang: Lang, kind: Sharing, on: bool) -> Markup {
    let track =
        html! { span.track aria-hidden="true" { span.on { (t!(lang, "ui-on")) } span.off { (t!(lang, "ui-off")) } } };
    let action =
        if on { paths::passport_shares().to_owned() } else { format!("{}#{}", paths::passport_shares(), kind.code()) };
    html! {
        form.inline method=(if on { "post" } else { "get" }) action=(action) {
            (ui::hidden("kind", kind.code()))
            button.switch-btn type="submit" role="switch" aria-checked=(on) aria-label=(kind.title(lang)) { (track) }
        }
    }
}

fn slip_row(lang: Lang, slip: &Slip) -> Markup {
    html! {
        a.slip href=(paths::passport_slip(&slip.id)) {
            (mark(&slip.to))
            div {
                h2 { (t!(lang, "passport-slip-to", shop = &slip.to.name)) }
                p { (t!(lang, "passport-slip-says", reason = &slip.reason, shop = &slip.from)) }
                @if let Some(gone) = &slip.instead_of { p.aside { (t!(lang, "leaving-instead", shop = gone)) } }
                p.aside { (t!(lang, "passport-slip-until", date = date_short(lang, slip.until), n = slip.welcome)) }
            }
        }
    }
}

fn book_asked(lang: Lang, name: &str) -> Markup {
    html! {
        div.tell {
            h2 { (t!(lang, "passport-book-asked", name = name)) }
            (ui::link_button(Look::Outline, &t!(lang, "passport-book-answer"), paths::passport_household()))
        }
    }
}

fn no_card(lang: Lang) -> Markup {
    html! {
        div.tell {
            h2 { (t!(lang, "passport-no-card")) }
            p { (t!(lang, "passport-no-card-then")) }
            (ui::link_button(Look::Outline, &t!(lang, "passport-new-card"), paths::passport_replacement()))
        }
    }
}

fn no_pin(lang: Lang, points: i64) -> Markup {
    html! {
        div.tell {
            h2 { (t!(lang, "passport-no-pin")) }
            p { @if points > 0 { (t!(lang, "passport-no-pin-points", n = points)) } @else { (t!(lang, "passport-no-pin-then")) } }
            (ui::link_button(Look::Outline, &t!(lang, "passport-pin-set"), paths::passport_pin()))
        }
    }
}

/// A fresh passport: where its first seal will come from.
fn first_steps(frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        div.tell.first {
            (ui::empty(frame.street.as_ref().map(|s| &s.crest), &t!(lang, "passport-first"), &t!(lang, "passport-first-then")))
        }
    }
}
