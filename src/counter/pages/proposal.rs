//! A proposal for the customer who is here: looked at, changed, said aloud or sent; and what became of earlier ones.

use super::Scene;
use crate::counter::answers::{self, Asked};
use crate::counter::rules::typed_amount;
use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::passport::{self, Sharing};
use crate::people::Role;
use crate::people::who::Who;
use crate::proposal::rules::{Menu, Set};
use crate::proposal::{self, Answer as Said, Item, Making, Part, Proposal, Why, rules, told};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Amount, Error, PartId, PassportId, ProposalId, Refusal, Result, codes};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::counter::{self as views, Before, Choice, Chosen, Nothing, Propose, State, Trouble};
use noren_views::{Lang, paths, t};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How many are offered in a part's place, and earlier ones that are shown.
const OTHERS: usize = 8;
const BEFORE: usize = 6;

/// As typed and touched so far.
#[derive(Debug, Clone, Default)]
struct Typed {
    /// None: the best there is.
    parts: Option<BTreeSet<PartId>>,
    budget: String,
    message: String,
}

/// How the page is answered.
struct Show {
    typed: Typed,
    trouble: Option<Trouble>,
    done: Option<String>,
    status: u16,
}

/// The page, and what was looked at for it.
type Shown = (Propose, PassportId, Vec<Sharing>);

#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

/// `GET /counter/passports/{code}/proposal`.
pub async fn look(house: Data<House>, who: Who, code: Path<String>, query: Query<After>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let done = query.done.as_deref().and_then(|d| done(scene.lang, d));
    answered(&house, &who, scene, &code, Show { typed: Typed::default(), trouble: None, done, status: 200 }).await
}

/// What was just done, in words.
fn done(lang: Lang, code: &str) -> Option<String> {
    Some(match code {
        "sent" => t!(lang, "proposal-sent"),
        "taken" => t!(lang, "proposal-noted-taken"),
        "declined" => t!(lang, "proposal-noted-declined"),
        "closed" => t!(lang, "proposal-closed"),
        _ => return None,
    })
}

/// Reads the page, and writes into the resident's log what of theirs came from elsewhere.
async fn answered(house: &House, who: &Who, scene: Scene, code: &str, show: Show) -> Answer {
    let Show { typed, trouble, done, status } = show;
    let owner = who.role() == Some(Role::Owner);
    let (code, of) = (code.to_owned(), scene.clone());
    let (mut shown, passport, kinds) = house.db.read(move |tx| page(tx, &of, &code, &typed, trouble)).await?;
    (shown.owner, shown.done) = (owner, done);
    if !kinds.is_empty() {
        let eyes = Eyes { shop: Some(scene.stand.shop), person: scene.stand.by, way: Way::Counter };
        let look = move |tx: &mut Tx| {
            let what: Vec<&str> = kinds.iter().map(|k| k.name()).collect();
            knowing::log(tx, scene.brand().id, passport, eyes, &what, scene.now)
        };
        house.db.write(look).await?;
    }
    Ok(who.page(status, &shown))
}

fn page(tx: &mut Tx, scene: &Scene, code: &str, typed: &Typed, trouble: Option<Trouble>) -> Result<Shown> {
    let (brand, shop, lang) = (scene.brand(), scene.stand.shop, scene.lang);
    let id = passport::find(tx, brand.id, code)?;
    let p = passport::passport(tx, brand.id, id)?;
    let shelf = proposal::shelf(tx, brand.id, shop)?;
    let mut known = proposal::known(tx, brand, shop, id, None, scene.now)?;
    known.facts.budget = budget(scene, &typed.budget).ok().flatten().map(|b| b.0);
    let facts = &known.facts;
    let asked = typed.parts.as_ref().and_then(|parts| shelf.menu.set_of(parts));
    let set = asked.filter(|set| shelf.menu.allows(facts, set)).or_else(|| rules::best(&shelf.menu, facts));
    let nothing = match &set {
        _ if shelf.parts.is_empty() => Some(Nothing::NoParts),
        None => Some(Nothing::NothingFits),
        Some(_) => None,
    };
    let set = set.unwrap_or_default();
    let explained =
        proposal::reasons::explain(&of(&shelf.menu, &set), facts, &shelf.menu.attributes(), &known.by_others);
    let names = shelf.parts.iter().map(|p| (p.id, p.shown(lang).to_owned())).collect();
    let said = told::say(tx, brand, &explained, names, lang)?;
    let part = |i: usize| shelf.parts.iter().find(|p| p.id == shelf.menu.pieces[i].id);
    let choice = |i: usize| part(i).map(|p| as_choice(p, lang));
    let group = |p: &Part| shelf.groups.iter().find(|g| g.id == p.group_id);
    let chosen = set.iter().filter_map(|i| {
        let p = part(*i)?;
        let rest: Set = set.iter().copied().filter(|j| j != i).collect();
        let instead = rules::instead(&shelf.menu, facts, &set, *i);
        Some(Chosen {
            id: p.id.to_string(),
            name: p.shown(lang).to_owned(),
            group: group(p).map_or(String::new(), |g| g.shown(lang).to_owned()),
            price: p.price.0,
            loose: shelf.menu.allows(facts, &rest),
            instead: instead.into_iter().take(OTHERS).filter_map(choice).collect(),
        })
    });
    let besides = if nothing.is_some() { Vec::new() } else { rules::besides(&shelf.menu, facts, &set) };
    let more = shelf.groups.iter().map(|g| {
        let here = besides.iter().filter(|i| shelf.menu.pieces[**i].group == g.id);
        (g.shown(lang).to_owned(), here.take(OTHERS).filter_map(|i| choice(*i)).collect::<Vec<Choice>>())
    });
    let before = proposal::at(tx, brand.id, shop, id)?;
    let shown = Propose {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, scene.now)?,
        chosen: chosen.collect(),
        nothing,
        more: more.filter(|(_, all)| !all.is_empty()).collect(),
        total: shelf.menu.total(&set),
        said: views::Said { reasons: said.reasons, drawbacks: said.drawbacks, quotes: said.quotes },
        budget: typed.budget.clone(),
        message: typed.message.clone(),
        trouble,
        before: before.iter().take(BEFORE).map(|(p, items)| earlier(scene, p, items)).collect(),
        done: None,
        key: codes::token(),
        owner: false,
    };
    Ok((shown, id, known.from_elsewhere))
}

fn of<'a>(menu: &'a Menu, set: &[usize]) -> Vec<&'a rules::Piece> {
    set.iter().filter_map(|i| menu.pieces.get(*i)).collect()
}

fn as_choice(p: &Part, lang: Lang) -> Choice {
    Choice { id: p.id.to_string(), name: p.shown(lang).to_owned(), price: p.price.0 }
}

fn earlier(scene: &Scene, p: &Proposal, items: &[Item]) -> Before {
    let zone = scene.brand().zone();
    let day = |at: crate::words::Millis| at.zoned(&zone).date();
    let over = p.done_at.is_some() || p.expires_at <= scene.now;
    let state = match (p.answer, p.answered_at) {
        (Said::Accepted, Some(at)) => State::Accepted(day(at)),
        (Said::Declined, Some(at)) => State::Declined(day(at), why(p.why), p.words.clone()),
        _ if over => State::Over,
        _ => State::Waits(day(p.expires_at)),
    };
    let open = p.done_at.is_none() && !matches!(state, State::Over);
    let comma = if scene.lang == Lang::Ja { "、" } else { ", " };
    let parts = items.iter().map(|i| i.shown(scene.lang)).collect::<Vec<_>>().join(comma);
    Before { id: p.id.to_string(), parts, total: p.total.0, state, open }
}

/// As pages name it.
pub(crate) fn why(why: Option<Why>) -> views::Why {
    match why {
        Some(Why::Price) => views::Why::Price,
        Some(Why::Taste) => views::Why::Taste,
        Some(Why::NotNow) => views::Why::NotNow,
        Some(Why::HaveIt) => views::Why::HaveIt,
        Some(Why::Other) | None => views::Why::Other,
    }
}

fn budget(scene: &Scene, typed: &str) -> Result<Option<Amount>> {
    let decimals = noren_views::words::decimals(&scene.brand().currency);
    typed_amount(typed, decimals).map_err(|_| Refusal::new(422, "bad_amount").field("budget").into())
}

#[derive(Clone, Deserialize)]
pub struct Touched {
    #[serde(default)]
    parts: String,
    #[serde(default)]
    budget: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    r#do: String,
}

/// What a touch means.
enum Touch {
    /// Another combination, or the best anew.
    Change(Option<BTreeSet<PartId>>),
    Make(Option<std::result::Result<(), Why>>),
}

fn touch(form: &Touched) -> Option<Touch> {
    let mut parts: BTreeSet<PartId> = form.parts.split('.').filter_map(|id| id.parse().ok()).collect();
    let mut words = form.r#do.split('.');
    let what = words.next().unwrap_or_default();
    let ids: Vec<PartId> = words.filter_map(|id| id.parse().ok()).collect();
    Some(match (what, ids.as_slice()) {
        ("budget", []) => Touch::Change(None),
        ("swap", [from, to]) => {
            parts.remove(from);
            parts.insert(*to);
            Touch::Change(Some(parts))
        }
        ("out", [part]) => {
            parts.remove(part);
            Touch::Change(Some(parts))
        }
        ("in", [part]) => {
            parts.insert(*part);
            Touch::Change(Some(parts))
        }
        ("send", []) => Touch::Make(None),
        ("taken", []) => Touch::Make(Some(Ok(()))),
        (why, []) => Touch::Make(Some(Err(Why::parse(why)?))),
        _ => return None,
    })
}

/// `POST /counter/passports/{code}/proposal`: changed, sent, or said aloud and answered at once.
pub async fn act(house: Data<House>, who: Who, code: Path<String>, form: Form<Touched>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let wrong = || Error::from(Refusal::new(422, "bad_form"));
    let touch = touch(&form).ok_or_else(wrong)?;
    let show = |parts, trouble, status| {
        let typed = Typed { parts, budget: form.budget.clone(), message: form.message.clone() };
        Show { typed, trouble, done: None, status }
    };
    let typed_budget = budget(&scene, &form.budget);
    match (touch, typed_budget) {
        (Touch::Change(parts), Ok(_)) => answered(&house, &who, scene, &code, show(parts, None, 200)).await,
        (Touch::Make(said), Ok(budget)) => {
            let parts: BTreeSet<PartId> = form.parts.split('.').filter_map(|id| id.parse().ok()).collect();
            match make(&house, &scene, &code, &form, parts.clone(), budget, said).await {
                Ok(_) => {
                    let done = match said {
                        None => "sent",
                        Some(Ok(())) => "taken",
                        Some(Err(_)) => "declined",
                    };
                    Ok(go(paths::with_query(&paths::counter_proposal(&code), "done", done)))
                }
                Err(Error::Refused(r)) if matches!(r.field, "message" | "parts") => {
                    let said = sentence(scene.lang, &scene.brand().currency, &r);
                    let trouble = if r.field == "message" { Trouble::Message(said) } else { Trouble::Whole(said) };
                    answered(&house, &who, scene, &code, show(Some(parts), Some(trouble), r.status)).await
                }
                Err(e) => Err(e.into()),
            }
        }
        (touch, Err(Error::Refused(r))) => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            let parts = match touch {
                Touch::Change(Some(parts)) => parts,
                _ => form.parts.split('.').filter_map(|id| id.parse().ok()).collect(),
            };
            answered(&house, &who, scene, &code, show(Some(parts), Some(Trouble::Budget(said)), 422)).await
        }
        (_, Err(e)) => Err(e.into()),
    }
}

async fn make(
    house: &House,
    scene: &Scene,
    code: &str,
    form: &Touched,
    parts: BTreeSet<PartId>,
    budget: Option<Amount>,
    said: Option<std::result::Result<(), Why>>,
) -> Result<ProposalId> {
    let content = format!("{code}|{}|{}|{}|{}", form.parts, form.budget, form.message, form.r#do);
    let brand = scene.brand().clone();
    let asked = Asked::new(brand.id, format!("shop:{}", scene.stand.shop), "proposal", &form.key, &content)?;
    let (scene, code, message) = (scene.clone(), code.to_owned(), form.message.clone());
    house
        .db
        .write(move |tx| {
            let made = answers::once(tx, &asked, scene.now, |tx| {
                let passport = passport::find_locked(tx, brand.id, &code)?.id;
                let making = Making {
                    passport,
                    shop: scene.stand.shop,
                    by: scene.stand.by,
                    parts: parts.clone(),
                    budget,
                    message: message.clone(),
                    said,
                };
                Ok((proposal::make(tx, &brand, &making, scene.now)?, Some(passport)))
            })?;
            Ok(made.value)
        })
        .await
}

/// `POST /counter/proposals/{id}/done`: handed over, seen, or taken back.
pub async fn close(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: ProposalId = id.parse().map_err(|_| Error::not_found())?;
    let code = house
        .db
        .write(move |tx| {
            let brand = scene.brand().id;
            let closed = proposal::close(tx, brand, scene.stand.shop, id, scene.now)?;
            Ok(passport::passport(tx, brand, closed.passport_id)?.code)
        })
        .await?;
    Ok(go(paths::with_query(&paths::counter_proposal(&codes::printed(&code)), "done", "closed")))
}
