//! What was gathered, as lines a person reads.

use crate::resident::pages::looks;
use crate::rights::told::{self, At, Everything, When};
use crate::words::Points;
use noren_views::passport::{Everything as Page, Line, Section, Sharing};
use noren_views::{Lang, t, words};

/// Lines of a section on the page; all others are in the file.
const LINES: usize = 200;

/// Who reads, and in which money.
struct Reader<'a> {
    lang: Lang,
    currency: &'a str,
}

pub fn page(e: &Everything, lang: Lang, currency: &str) -> Page {
    let r = Reader { lang, currency };
    let sections = vec![
        section(t!(lang, "rights-passport"), r.passport(e)),
        section(t!(lang, "rights-sign-in"), r.sign_in(e)),
        section(t!(lang, "rights-cards"), r.cards(e)),
        section(t!(lang, "pass-phones"), r.phones(e)),
        section(t!(lang, "rights-notes"), r.notes(e)),
        section(t!(lang, "rights-likes"), r.likes(e)),
        section(t!(lang, "rights-shares"), r.shares(e)),
        section(t!(lang, "rights-looks"), r.looks(e)),
        section(t!(lang, "rights-askings"), r.askings(e)),
        section(t!(lang, "rights-objections"), r.objections(e)),
        section(t!(lang, "rights-kept"), r.kept_offline(e)),
        section(t!(lang, "rights-cases"), r.cases(e)),
        section(t!(lang, "rights-proposals"), r.proposals(e)),
        section(t!(lang, "rights-care"), r.care(e)),
        section(t!(lang, "rights-shops"), r.shops(e)),
        section(t!(lang, "rights-visits"), r.visits(e)),
        section(t!(lang, "rights-redemptions"), r.redemptions(e)),
        section(t!(lang, "rights-slips"), r.slips(e)),
        section(t!(lang, "rights-points"), r.points(e)),
        section(t!(lang, "rights-memberships"), r.memberships(e)),
        section(t!(lang, "rights-tries"), r.tries(e)),
    ];
    Page { sections, made: e.made_at.0.datetime() }
}

fn section(title: String, mut lines: Vec<Line>) -> Section {
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    Section { title, lines, more }
}

fn line(what: String, beside: String, at: Option<&When>) -> Line {
    Line { what, beside, at: at.map(|w| w.0.datetime()) }
}

fn plain(what: String) -> Line {
    line(what, String::new(), None)
}

fn name(at: &Option<At>) -> String {
    at.as_ref().map_or_else(String::new, |at| at.name.clone())
}

impl Reader<'_> {
    fn passport(&self, e: &Everything) -> Vec<Line> {
        let (lang, p) = (self.lang, &e.passport);
        let mut lines = vec![match p.name.as_str() {
            "" => plain(t!(lang, "rights-passport-no-name")),
            name => plain(t!(lang, "rights-passport-name", name = name)),
        }];
        if !p.reading.is_empty() {
            lines.push(plain(t!(lang, "rights-passport-reading", reading = &p.reading)));
        }
        lines.push(plain(t!(lang, "rights-passport-code", code = &p.code)));
        lines.extend(p.merged.iter().map(|code| plain(t!(lang, "rights-passport-merged", code = code))));
        lines.push(plain(t!(lang, "rights-passport-points", n = p.points.0)));
        if p.owes > Points::ZERO {
            lines.push(plain(t!(lang, "rights-passport-owes", n = p.owes.0)));
        }
        lines.push(plain(match p.has_pin {
            true => t!(lang, "rights-passport-pin"),
            false => t!(lang, "rights-passport-no-pin"),
        }));
        if let Some(member) = &p.imported_as {
            lines.push(plain(t!(lang, "rights-passport-imported", name = member)));
        }
        lines.push(line(t!(lang, "rights-passport-since"), String::new(), Some(&p.since)));
        lines
    }

    fn cards(&self, e: &Everything) -> Vec<Line> {
        let said = |c: &told::CardTold| match &c.stopped {
            None => line(t!(self.lang, "rights-card", code = &c.code), name(&c.by), Some(&c.made)),
            Some(at) => line(t!(self.lang, "rights-card-stopped", code = &c.code), name(&c.by), Some(at)),
        };
        e.cards.iter().map(said).collect()
    }

    fn phones(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |p: &told::PhoneTold| {
            let name = if p.name.is_empty() { t!(lang, "pass-phone") } else { p.name.clone() };
            let beside = if p.stopped.is_some() { t!(lang, "pass-phone-stopped") } else { String::new() };
            line(name, beside, Some(&p.last_used))
        };
        e.phones.iter().map(said).collect()
    }

    fn sign_in(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let Some(s) = &e.sign_in else { return vec![plain(t!(lang, "rights-no-sign-in"))] };
        let mut lines = vec![
            line(t!(lang, "rights-sign-in-email", email = &s.email), String::new(), Some(&s.since)),
            plain(t!(lang, "rights-sign-in-name", name = &s.name)),
            plain(t!(lang, "rights-sign-in-password")),
        ];
        lines.extend(s.devices.iter().map(|at| line(t!(lang, "rights-sign-in-device"), String::new(), Some(at))));
        let links = s.new_password_links.iter();
        lines.extend(links.map(|l| line(t!(lang, "rights-sign-in-link"), String::new(), Some(&l.until))));
        let invited = s.invitations.iter();
        lines.extend(
            invited.map(|i| {
                line(t!(lang, "rights-sign-in-invited", role = self.role(i.role)), String::new(), Some(&i.at))
            }),
        );
        lines
    }

    fn memberships(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |m: &told::MembershipTold| {
            let (role, street) = (self.role(m.role), m.street.clone());
            let what = match m.ended {
                None => t!(lang, "rights-membership", role = role, street = street),
                Some(_) => t!(lang, "rights-membership-ended", role = role, street = street),
            };
            line(what, name(&m.shop), Some(&m.since))
        };
        e.memberships.iter().map(said).collect()
    }

    fn role(&self, role: &str) -> String {
        let lang = self.lang;
        match role {
            "owner" => t!(lang, "rights-role-owner"),
            "clerk" => t!(lang, "rights-role-clerk"),
            "coordinator" => t!(lang, "rights-role-coordinator"),
            "officer" => t!(lang, "rights-role-officer"),
            "auditor" => t!(lang, "rights-role-auditor"),
            "resident" => t!(lang, "rights-role-resident"),
            other => other.to_owned(),
        }
    }

    fn shops(&self, e: &Everything) -> Vec<Line> {
        e.shops.iter().map(|s| line(t!(self.lang, "rights-shop", n = s.visits), name(&s.shop), Some(&s.last))).collect()
    }

    fn visits(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |v: &told::VisitTold| {
            let mut what = match v.amount {
                None => t!(lang, "rights-visit"),
                Some(a) => t!(lang, "rights-visit-amount", amount = words::money(lang, self.currency, a.0)),
            };
            let points = v.points_for_visit.0 + v.points_for_amount.0;
            if points > 0 {
                what = t!(lang, "rights-visit-points", said = what, n = points);
            }
            line(self.standing(what, v.taken_back.as_ref()), name(&v.shop), Some(&v.at))
        };
        e.visits.iter().map(said).collect()
    }

    fn standing(&self, what: String, taken_back: Option<&When>) -> String {
        if taken_back.is_some() { t!(self.lang, "rights-taken-back", said = what) } else { what }
    }

    fn redemptions(&self, e: &Everything) -> Vec<Line> {
        let said = |r: &told::RedemptionTold| {
            let what = t!(self.lang, "rights-redemption", n = r.points.0);
            line(self.standing(what, r.taken_back.as_ref()), name(&r.shop), Some(&r.at))
        };
        e.redemptions.iter().map(said).collect()
    }

    fn slips(&self, e: &Everything) -> Vec<Line> {
        let said = |s: &told::SlipTold| {
            let what = t!(self.lang, "rights-slip", shop = name(&s.to), reason = &s.reason);
            line(self.standing(what, s.taken_back.as_ref()), name(&s.from), Some(&s.given))
        };
        e.slips.iter().map(said).collect()
    }

    fn points(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let what = |code: &str| match code {
            "visit" | "thanks" => t!(lang, "passport-entry-visit"),
            "welcome" => t!(lang, "passport-entry-welcome"),
            "redemption" => t!(lang, "passport-entry-spent"),
            "amends" => t!(lang, "passport-entry-amends"),
            "lapse" => t!(lang, "passport-entry-lapsed"),
            "campaign" => t!(lang, "sponsor-entry"),
            "merge" => t!(lang, "passport-entry-merged"),
            _ => t!(lang, "passport-entry-reversed"),
        };
        let said = |p: &told::PointsTold| {
            let sign = if p.points > 0 { "+" } else { "" };
            line(format!("{sign}{} {}", words::number(p.points), what(p.what)), name(&p.shop), Some(&p.at))
        };
        e.points.iter().map(said).collect()
    }

    fn likes(&self, e: &Everything) -> Vec<Line> {
        e.likes.iter().map(|l| line(l.label.clone(), String::new(), Some(&l.since))).collect()
    }

    /// A kind of knowledge, as people call it.
    fn kind(&self, code: &str) -> String {
        Sharing::parse(code).map_or_else(|| code.to_owned(), |kind| kind.title(self.lang))
    }

    /// A line per kind, with the shops that see it, as of the last one added.
    fn shares(&self, e: &Everything) -> Vec<Line> {
        let and = t!(self.lang, "passport-and");
        let of_kind = |some: &[told::ShareTold]| {
            let shops: Vec<String> = some.iter().map(|s| name(&s.shop)).collect();
            let last = some.iter().map(|s| &s.since).max_by_key(|when| when.0.timestamp());
            some.first().map(|s| line(self.kind(&s.kind), shops.join(&and), last))
        };
        e.shares.chunk_by(|a, b| a.kind == b.kind).filter_map(of_kind).collect()
    }

    fn notes(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |n: &told::NoteTold| {
            let mut what = match n.liked {
                None => n.text.clone(),
                Some(true) => t!(lang, "rights-note-liked", text = &n.text),
                Some(false) => t!(lang, "rights-note-not-liked", text = &n.text),
            };
            if let Some(month) = n.month {
                what = t!(lang, "rights-note-month", text = what, month = words::month_only(lang, month));
            }
            let beside = match (&n.shop, n.offered) {
                (None, _) => t!(lang, "rights-note-yourself"),
                (Some(shop), true) => t!(lang, "rights-note-offered", shop = &shop.name),
                (Some(shop), false) => t!(lang, "rights-note-kept", shop = &shop.name),
            };
            line(what, beside, Some(&n.at))
        };
        e.notes.iter().map(said).collect()
    }

    fn looks(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |l: &told::LookTold| {
            let shop = name(&l.shop);
            let how = looks::way(lang, l.way);
            let beside = if shop.is_empty() { how } else { format!("{shop}, {how}") };
            line(looks::what(lang, l.way, &l.what), beside, Some(&l.at))
        };
        e.looks.iter().map(said).collect()
    }

    fn askings(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let about = |about: &str| match about {
            "promise" => t!(lang, "rights-about-promise"),
            "tried" => t!(lang, "rights-about-tried"),
            "birthday" => t!(lang, "rights-about-birthday"),
            "gift" => t!(lang, "rights-about-gift"),
            "round" => t!(lang, "rights-about-round"),
            "missed" => t!(lang, "rights-about-missed"),
            "likes" => t!(lang, "rights-about-likes"),
            other => other.to_owned(),
        };
        let outcome = |outcome: &str| match outcome {
            "said" => t!(lang, "rights-outcome-said"),
            "skipped" => t!(lang, "rights-outcome-skipped"),
            _ => t!(lang, "rights-outcome-later"),
        };
        let said = |a: &told::AskingTold| {
            let what = t!(lang, "rights-asking", about = about(&a.about), outcome = outcome(&a.outcome));
            line(what, name(&a.shop), Some(&a.at))
        };
        e.askings.iter().map(said).collect()
    }

    fn objections(&self, e: &Everything) -> Vec<Line> {
        e.objections.iter().map(|o| line(o.what.clone(), name(&o.shop), Some(&o.at))).collect()
    }

    fn kept_offline(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let said = |k: &told::KeptTold| {
            let what = match k.became {
                "stamped" | "before" => t!(lang, "rights-kept-taken"),
                "undone" => t!(lang, "rights-kept-undone"),
                "waiting" => t!(lang, "rights-kept-waiting"),
                _ => t!(lang, "rights-kept-refused"),
            };
            line(what, name(&k.shop), Some(&k.at))
        };
        e.kept_offline.iter().map(said).collect()
    }

    fn cases(&self, e: &Everything) -> Vec<Line> {
        let said = |c: &told::CaseTold| {
            let mut what = t!(self.lang, "rights-case", what = &c.what, promise = &c.promise);
            if c.amends > Points::ZERO {
                what = t!(self.lang, "rights-case-amends", said = what, n = c.amends.0);
            }
            line(what, name(&c.shop), Some(&c.at))
        };
        e.cases.iter().map(said).collect()
    }

    fn proposals(&self, e: &Everything) -> Vec<Line> {
        let said = |p: &told::ProposalTold| {
            let comma = if self.lang == Lang::Ja { "、" } else { ", " };
            let mut parts = p.parts.iter().map(|part| part.name.clone()).collect::<Vec<_>>().join(comma);
            for words in [&p.message, &p.words] {
                if !words.is_empty() {
                    parts = format!("{parts} · {words}");
                }
            }
            let sum = words::money(self.lang, self.currency, p.total.0);
            let what = match p.answer {
                "accepted" => t!(self.lang, "rights-proposal-accepted", parts = parts, sum = sum),
                "declined" => t!(self.lang, "rights-proposal-declined", parts = parts, sum = sum),
                _ => t!(self.lang, "rights-proposal-open", parts = parts, sum = sum),
            };
            line(what, name(&p.shop), Some(&p.at))
        };
        e.proposals.iter().map(said).collect()
    }

    fn care(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let helpers = e.helpers.iter();
        let helpers = helpers.map(|h| line(t!(lang, "rights-helper", name = &h.name), String::new(), Some(&h.since)));
        let with = e.household.with.iter().map(|n| plain(t!(lang, "rights-book-with", name = n)));
        let asked = e.household.asked.iter();
        let asked = asked.map(|a| line(t!(lang, "rights-book-asked", card = &a.card), String::new(), Some(&a.at)));
        let asks = e.household.asked_by.iter().map(|n| plain(t!(lang, "rights-book-asked-by", name = n)));
        helpers.chain(with).chain(asked).chain(asks).collect()
    }

    fn tried(&self, what: &str) -> String {
        let lang = self.lang;
        match what {
            "sign-in" => t!(lang, "rights-tried-password"),
            "reset" => t!(lang, "rights-tried-reset"),
            "claim" => t!(lang, "rights-tried-claim"),
            _ => t!(lang, "rights-tried-pin"),
        }
    }

    fn tries(&self, e: &Everything) -> Vec<Line> {
        let lang = self.lang;
        let pins = e.wrong_pins.iter();
        let pins = pins.map(|p| line(t!(lang, "rights-wrong-pin", n = p.in_a_row), name(&p.shop), None));
        let rest = e.wrong_passwords.iter();
        pins.chain(rest.map(|p| {
            line(
                t!(lang, "rights-wrong-password", n = p.in_a_row, is = self.tried(&p.of)),
                String::new(),
                Some(&p.last),
            )
        }))
        .collect()
    }
}
