//! When something went wrong: a case is opened, made good, and its promise kept.

use super::{Scene, back, told};
use crate::brand;
use crate::case::{self, Case, Opening};
use crate::counter::{
    self,
    answers::{self, Asked},
};
use crate::db::Tx;
use crate::knowing;
use crate::passport;
use crate::people::{self, who::Who};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{CaseId, Day, Error, PersonId, Refusal, Result, codes};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{CasePage, CaseProblem, NewCase, Promised};
use noren_views::paths;
use serde::Deserialize;

/// Promises on the waiting counter.
const SHOWN: usize = 2;
/// A promise is for so many days, unless somebody says otherwise.
const DAYS: i64 = 3;

/// What this shop promised and has not yet kept, the most urgent few, and how many more.
pub(super) fn promised(tx: &mut Tx, scene: &Scene) -> Result<(Vec<Promised>, u32)> {
    let open = case::open_at(tx, scene.brand().id, scene.stand.shop)?;
    let more = u32::try_from(open.len().saturating_sub(SHOWN)).unwrap_or(0);
    let shown = open.into_iter().take(SHOWN).map(|c| {
        let owner = told::name(tx, Some(c.owner_id), scene.lang)?.unwrap_or_default();
        Ok(Promised { id: c.id.to_string(), promise: c.promise, due: c.due.date(), owner })
    });
    Ok((shown.collect::<Result<_>>()?, more))
}

/// `GET /counter/passports/{code}/case`.
pub async fn ask(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let due = Day(scene.now.day(&scene.brand().zone()).0 + DAYS).date().to_string();
    let owner = scene.stand.by.map_or(String::new(), |by| by.to_string());
    let blank = Filled {
        passport: code.into_inner(),
        what: String::new(),
        promise: String::new(),
        due,
        owner,
        key: codes::token(),
    };
    let shown = house.db.read(move |tx| form_page(tx, &scene, blank, CaseProblem::default())).await?;
    Ok(who.page(200, &shown))
}

fn form_page(tx: &mut Tx, scene: &Scene, form: Filled, problem: CaseProblem) -> Result<NewCase> {
    let brand = scene.brand().id;
    let id = passport::find(tx, brand, &form.passport)?;
    let p = passport::passport(tx, brand, id)?;
    let staff = people::staff_of(tx, brand, scene.stand.shop)?;
    Ok(NewCase {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, scene.now)?,
        what: form.what,
        promise: form.promise,
        due: form.due,
        staff: staff.into_iter().map(|(_, person)| (person.id.to_string(), person.shown(scene.lang))).collect(),
        owner: form.owner,
        problem,
        key: form.key,
    })
}

#[derive(Clone, Deserialize)]
pub struct Filled {
    passport: String,
    what: String,
    promise: String,
    due: String,
    owner: String,
    key: String,
}

/// `POST /counter/cases`. Sent twice, it is one case.
pub async fn open(house: Data<House>, who: Who, form: Form<Filled>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    match opened(&house, scene.clone(), form.clone()).await {
        Ok(id) => Ok(go(paths::counter_case(&id.to_string()))),
        Err(Error::Refused(r)) if matches!(r.field, "what" | "promise" | "due") => {
            let problem = problem(&scene, &r);
            let page = house.db.read(move |tx| form_page(tx, &scene, form, problem)).await?;
            Ok(who.page(422, &page))
        }
        Err(e) => Err(e.into()),
    }
}

fn problem(scene: &Scene, r: &Refusal) -> CaseProblem {
    let said = Some(sentence(scene.lang, &scene.brand().currency, r));
    match r.field {
        "what" => CaseProblem { what: said, ..CaseProblem::default() },
        "promise" => CaseProblem { promise: said, ..CaseProblem::default() },
        _ => CaseProblem { due: said, ..CaseProblem::default() },
    }
}

async fn opened(house: &House, scene: Scene, form: Filled) -> Result<CaseId> {
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    knowing::rules::harmless(&form.what, "what")?;
    knowing::rules::harmless(&form.promise, "promise")?;
    let bad_due = |_| Error::from(Refusal::new(422, "bad_due").field("due"));
    let due = Day::of(form.due.trim().parse().map_err(bad_due)?);
    let content = format!("{}|{}|{}|{}|{}", form.passport, form.what, form.promise, form.due, form.owner);
    let asked = Asked::new(brand, format!("shop:{shop}"), "case", &form.key, &content)?;
    let named = form.owner.parse().ok().map(PersonId);
    let (today, now) = (scene.now.day(&scene.brand().zone()), scene.now);
    let write = move |tx: &mut Tx| {
        answers::once(tx, &asked, now, |tx| {
            let passport = passport::find_locked(tx, brand, &form.passport)?.id;
            // Whoever sees to it works here; who has left since gives way to who promises.
            let staff = people::staff_of(tx, brand, shop)?;
            let here = named.filter(|id| staff.iter().any(|(_, person)| person.id == *id));
            let owner = here.or(scene.stand.by).ok_or_else(Error::not_found)?;
            let (what, promise) = (form.what.clone(), form.promise.clone());
            let opening = Opening { passport, shop, what, promise, due, owner, by: scene.stand.by };
            Ok((case::open(tx, brand, &opening, today, now)?, Some(passport)))
        })
    };
    Ok(house.db.write(write).await?.value)
}

/// `GET /counter/cases/{id}`.
pub async fn show(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id = id.parse().map_err(|_| Error::not_found())?;
    let shown = house.db.read(move |tx| case_page(tx, &scene, id, None)).await?;
    Ok(who.page(200, &shown))
}

fn case_page(tx: &mut Tx, scene: &Scene, id: CaseId, problem: Option<String>) -> Result<CasePage> {
    let (brand, zone) = (scene.brand().id, scene.brand().zone());
    let Case { passport_id, what, promise, due, owner_id, amends, kept_at, .. } =
        case::case_at(tx, brand, scene.stand.shop, id)?;
    let p = passport::passport(tx, brand, passport_id)?;
    let most = brand::charter_at(tx, brand, scene.now)?.terms.amends_max;
    Ok(CasePage {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, scene.now)?,
        id: id.to_string(),
        what,
        promise,
        due: due.date(),
        owner: told::name(tx, Some(owner_id), scene.lang)?.unwrap_or_default(),
        amends: amends.0,
        left: (most - amends.0).max(0),
        kept: kept_at.map(|at| at.zoned(&zone).date()),
        problem,
        key: codes::token(),
    })
}

/// `POST /counter/cases/{id}/keeping`: the promise was kept.
pub async fn keep(house: Data<House>, who: Who, req: HttpRequest, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: CaseId = id.parse().map_err(|_| Error::not_found())?;
    let (brand, shop, by, now) = (scene.brand().id, scene.stand.shop, scene.stand.by, scene.now);
    house.db.write(move |tx| case::keep(tx, brand, shop, id, by, now)).await?;
    Ok(go(back(&req, &who.asking, &paths::counter_case(&id.to_string()))))
}

#[derive(Deserialize)]
pub struct Amends {
    points: i64,
    key: String,
}

/// `POST /counter/cases/{id}/amends`: points from the shop's own account, once for each key.
pub async fn make_good(house: Data<House>, who: Who, id: Path<String>, form: Form<Amends>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: CaseId = id.parse().map_err(|_| Error::not_found())?;
    let (brand, shop, now, points) = (scene.brand().id, scene.stand.shop, scene.now, form.points);
    let asked = Asked::new(brand, format!("shop:{shop}"), "amends", &form.key, &format!("{id}|{points}"))?;
    let stand = scene.stand.clone();
    let write = move |tx: &mut Tx| {
        answers::once(tx, &asked, now, |tx| {
            let case = case::make_good(tx, brand, shop, id, points, now)?;
            counter::not_ones_own(tx, &stand, case.passport_id)?;
            Ok((case.amends.0, Some(case.passport_id)))
        })
    };
    match house.db.write(write).await {
        Ok(_) => Ok(go(paths::counter_case(&id.to_string()))),
        Err(Error::Refused(r)) if r.field == "points" => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            let page = house.db.read(move |tx| case_page(tx, &scene, id, Some(said))).await?;
            Ok(who.page(422, &page))
        }
        Err(e) => Err(e.into()),
    }
}
