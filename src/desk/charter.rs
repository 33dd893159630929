//! The charter: its versions, and the form for the next one.

use super::{Scene, at_home, day};
use crate::brand::{self, Terms};
use crate::people::who::Who;
use crate::web::{Answer, House, go};
use crate::words::{Day, Error, Refusal, Result};
use actix_web::web::{Data, Form, Query};
use jiff::civil::Date;
use noren_views::dashboard::Charter;
use noren_views::dashboard::charter::{CharterForm, Mistake, Rules, Version};
use noren_views::dashboard::simulation::RATES;
use noren_views::paths;
use std::collections::BTreeMap;

/// `GET /dashboard/charter`; rates in its query stand in the form for the next version.
pub async fn get(house: Data<House>, who: Who, query: Query<Typed>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let mut page = read(&house, &scene, None).await?;
    page.form = page.form.with(RATES.iter().filter_map(|name| Some((*name, query.get(*name)?.clone()))));
    let saved = query.get("saved").and_then(|day| day.parse::<Date>().ok());
    page.saved = saved.filter(|day| page.versions.iter().any(|v| v.from == *day));
    Ok(who.page(200, &page))
}

async fn read(house: &House, scene: &Scene, typed: Option<CharterForm>) -> Result<Charter> {
    let id = scene.brand.id;
    let charters = house.db.read(move |tx| brand::charters(tx, id)).await?;
    let founded = scene.date(scene.brand.created_at);
    let versions: Vec<Version> = charters
        .iter()
        .map(|c| Version {
            number: u32::try_from(c.version).unwrap_or(0),
            // The first holds for all time before it too.
            from: if c.effective_from.0 == 0 { founded } else { scene.date(c.effective_from) },
            rules: rules(&c.terms),
        })
        .collect();
    let today = scene.today();
    let form = typed.unwrap_or_else(|| {
        let now = versions.iter().find(|v| v.from <= today).map(|v| v.rules.clone()).unwrap_or_default();
        CharterForm::of(&now, today.tomorrow().unwrap_or(today))
    });
    Ok(Charter { office: scene.office, versions, today, form, saved: None })
}

fn rules(t: &Terms) -> Rules {
    Rules {
        points_per_visit: t.points_per_visit,
        points_per_100: t.points_per_100,
        cooldown_minutes: t.cooldown_minutes,
        max_amount: t.max_amount,
        expiry_months: t.expiry_months,
        slip_days: t.slip_days,
        slip_welcome: t.slip_welcome,
        slip_thanks: t.slip_thanks,
        amends_max: t.amends_max,
        offline_hours: t.offline_hours,
        offline_taps: t.offline_taps,
        offline_amount: t.offline_amount,
        offline_welcomes: t.offline_welcomes,
        passport_day_points: t.passport_day_points,
        clerk_day_points: t.clerk_day_points,
        lot: t.lot,
        lot_price: t.lot_price,
        lot_value: t.lot_value,
        monthly_fee: t.monthly_fee,
        objection_days: t.objection_days,
        promise_ja: t.promise.clone(),
        promise_en: t.promise_en.clone(),
    }
}

/// As typed, by the fields' names.
type Typed = BTreeMap<String, String>;

/// `POST /dashboard/charter`: the next version, from a day to come.
pub async fn post(house: Data<House>, who: Who, form: Form<Typed>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let typed = form.into_inner();
    let refused = match parsed(&typed, &scene) {
        Ok((terms, from)) => match write(&house, &who, &scene, terms.clone(), from).await {
            Ok(()) => {
                let path = paths::with_query(paths::dashboard_charter(), "saved", &from.date().to_string());
                return Ok(go(path));
            }
            Err(Error::Refused(r)) => vec![mistake(&r, &terms)],
            Err(e) => return Err(e.into()),
        },
        Err(mistakes) => mistakes,
    };
    let page = read(&house, &scene, Some(CharterForm { typed, mistakes: refused })).await?;
    Ok(at_home(who, paths::dashboard_charter()).page(422, &page))
}

async fn write(house: &House, who: &Who, scene: &Scene, terms: Terms, from: Day) -> Result<()> {
    let (scene, by) = (scene.clone(), who.person_id());
    let begins = from.start(&scene.brand.zone());
    let write = move |tx: &mut crate::db::Tx| brand::write_charter(tx, &scene.brand, by, &terms, begins, scene.now);
    house.db.write(write).await.map(drop)
}

type Mistakes = Vec<(&'static str, Mistake)>;

/// What was typed as terms and a day; else what is wrong with each field.
fn parsed(typed: &Typed, scene: &Scene) -> std::result::Result<(Terms, Day), Mistakes> {
    let mut mistakes: Mistakes = Vec::new();
    let text = |field: &str| typed.get(field).map_or("", |typed| typed.trim());
    let mut number = |field: &'static str| {
        self::number(text(field)).unwrap_or_else(|| {
            mistakes.push((field, Mistake::NotANumber));
            0
        })
    };
    let terms = Terms {
        points_per_visit: number("points_per_visit"),
        points_per_100: number("points_per_100"),
        cooldown_minutes: number("cooldown_minutes"),
        max_amount: number("max_amount"),
        expiry_months: number("expiry_months"),
        slip_days: number("slip_days"),
        slip_welcome: number("slip_welcome"),
        slip_thanks: number("slip_thanks"),
        amends_max: number("amends_max"),
        offline_hours: number("offline_hours"),
        offline_taps: number("offline_taps"),
        offline_amount: number("offline_amount"),
        offline_welcomes: number("offline_welcomes"),
        passport_day_points: number("passport_day_points"),
        clerk_day_points: number("clerk_day_points"),
        lot: number("lot"),
        lot_price: number("lot_price"),
        lot_value: number("lot_value"),
        monthly_fee: number("monthly_fee"),
        objection_days: number("objection_days"),
        promise: text("promise_ja").to_owned(),
        promise_en: text("promise_en").to_owned(),
    };
    let from = day(text("effective_from"));
    match from {
        None => mistakes.push(("effective_from", Mistake::NotADate)),
        Some(from) if from.date() <= scene.today() => mistakes.push(("effective_from", Mistake::NotInTheFuture)),
        Some(_) => {}
    }
    match (from, mistakes.is_empty()) {
        (Some(from), true) => Ok((terms, from)),
        _ => Err(mistakes),
    }
}

/// A whole number as it is typed, with or without commas.
pub(super) fn number(typed: &str) -> Option<i64> {
    typed.trim().chars().filter(|c| *c != ',').collect::<String>().parse().ok()
}

/// What is wrong with a number that is out of its bounds.
pub(super) fn out_of_bounds(field: &str, terms: &Terms) -> Mistake {
    match brand::bounds(terms).into_iter().find(|(name, ..)| *name == field) {
        Some((_, value, least, _)) if value < least => Mistake::Below(least),
        Some((.., most)) => Mistake::Above(most),
        None => Mistake::NotANumber,
    }
}

/// The act's refusal, beside its field.
fn mistake(r: &Refusal, terms: &Terms) -> (&'static str, Mistake) {
    let number = brand::bounds(terms).into_iter().find(|(field, ..)| *field == r.field);
    match (r.field, number) {
        (field, Some(_)) => (field, out_of_bounds(field, terms)),
        ("promise", _) if terms.promise.chars().count() <= 600 => ("promise_en", Mistake::TooLong(1200)),
        ("promise", _) => ("promise_ja", Mistake::TooLong(600)),
        _ => ("effective_from", Mistake::NotInTheFuture),
    }
}
