//! Campaigns that somebody else pays for: the coordinator opens, shares out and ends them; the sponsor reads its totals by a
//! link, and nothing of any person.

use super::{Scene, at_home, count, day, shown};
use crate::brand;
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::insight;
use crate::people::who::Who;
use crate::shop;
use crate::sponsor::{self, Campaign, Opening};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{CampaignId, Error, Millis, Refusal, Result, codes};
use actix_web::web::{Data, Form, Path};
use noren_views::chart::Shown;
use noren_views::dashboard::Sponsors;
use noren_views::dashboard::sponsors::{self as views, SponsorForm, State};
use noren_views::paths;
use noren_views::sponsor::SponsorPage;
use serde::{Deserialize, Serialize};

/// `GET /dashboard/sponsors`.
pub async fn get(house: Data<House>, who: Who) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let base = who.asking.base_url.clone();
    let shown = house.db.read(move |tx| page(tx, &scene, &base, None, None)).await?;
    Ok(who.page(200, &shown))
}

fn page(
    tx: &mut Tx,
    scene: &Scene,
    base: &str,
    typed: Option<(SponsorForm, Refusal)>,
    back: Option<i64>,
) -> Result<Sponsors> {
    let brand = &scene.brand;
    let mut campaigns = Vec::new();
    for one in sponsor::campaigns(tx, brand.id)? {
        let totals = sponsor::totals(tx, &one)?;
        let state = state(&one, scene.now);
        campaigns.push(views::Campaign {
            id: one.id.to_string(),
            link: format!("{base}{}", paths::sponsor(&one.token)),
            state,
            from: scene.date(one.from_at),
            last: scene.date(one.until_at.plus(-1)),
            given: totals.given,
            left: totals.left,
            shops: totals.shops,
            used_up: totals.used_up,
            returns: sponsor::would_return(tx, &one)?,
            sponsor: one.sponsor,
            title: one.title,
            points: one.points.0,
            budget: one.budget.0,
            paid: one.paid,
        });
    }
    let terms = brand::charter_at(tx, brand.id, scene.now)?.terms;
    let members = shop::members(tx, brand.id)?;
    let (form, mistake) = match typed {
        Some((form, r)) => (form, Some((r.field, sentence(scene.lang, &brand.currency, &r)))),
        None => (fresh(scene, &members), None),
    };
    Ok(Sponsors {
        office: scene.office,
        campaigns,
        shops: members.iter().map(|s| (s.code.clone(), s.shown(scene.lang))).collect(),
        lot: terms.lot,
        lot_price: terms.lot_price,
        form,
        mistake,
        back,
        key: codes::token(),
    })
}

fn state(c: &Campaign, now: Millis) -> State {
    match c {
        Campaign { ended_at: Some(_), .. } => State::Ended,
        _ if now < c.from_at => State::Waits,
        _ if now < c.until_at => State::Runs,
        _ => State::Over,
    }
}

/// From tomorrow for a month, at every shop.
fn fresh(scene: &Scene, members: &[shop::Shop]) -> SponsorForm {
    let tomorrow = scene.today().tomorrow().unwrap_or(scene.today());
    let last = tomorrow.checked_add(jiff::Span::new().days(30)).unwrap_or(tomorrow);
    SponsorForm {
        from: tomorrow.to_string(),
        last: last.to_string(),
        shops: members.iter().map(|s| s.code.clone()).collect(),
        ..SponsorForm::default()
    }
}

/// Boxes repeat a name.
type Boxes = Form<Vec<(String, String)>>;

/// What an opening came to, remembered under its key.
#[derive(Serialize, Deserialize)]
struct Opened {
    campaign: String,
}

/// `POST /dashboard/sponsors`: the sponsor has paid, its points are there.
pub async fn open(house: Data<House>, who: Who, form: Boxes) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let first = |name: &str| form.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let typed = SponsorForm {
        sponsor: first("sponsor"),
        title: first("title"),
        points: first("points"),
        budget: first("budget"),
        from: first("from"),
        last: first("last"),
        shops: form.iter().filter(|(n, _)| n == "shop").map(|(_, v)| v.clone()).collect(),
    };
    let by = who.person_id();
    let content = serde_json::to_string(&*form).map_err(Error::broken)?;
    let asked =
        Asked::new(scene.brand.id, format!("person:{}", scene.by.person_id), "campaign", &first("key"), &content)?;
    let (of, asks) = (scene.clone(), typed.clone());
    let write = move |tx: &mut Tx| {
        let opening = opening(tx, &of, &asks)?;
        answers::once::<Opened, _>(tx, &asked, of.now, |tx| {
            let opened = sponsor::open(tx, &of.brand, &opening, by, of.now)?;
            Ok((Opened { campaign: opened.id.to_string() }, None))
        })
    };
    match house.db.write(write).await {
        Ok(opened) => Ok(go(format!("{}#c{}", paths::dashboard_sponsors(), opened.value.campaign))),
        Err(Error::Refused(r)) if !r.field.is_empty() => {
            let (base, status) = (who.asking.base_url.clone(), r.status);
            let shown = house.db.read(move |tx| page(tx, &scene, &base, Some((typed, r)), None)).await?;
            Ok(at_home(who, paths::dashboard_sponsors()).page(status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

fn opening(tx: &mut Tx, scene: &Scene, typed: &SponsorForm) -> Result<Opening> {
    let number = |text: &str, field: &'static str| {
        let plain: String = text.trim().chars().filter(|c| *c != ',').collect();
        plain.parse::<i64>().map_err(|_| Refusal::new(422, "not_a_number").field(field))
    };
    let on = |text: &str, field: &'static str| day(text).ok_or_else(|| Refusal::new(422, "bad_day").field(field));
    let mut shops = Vec::new();
    for code in &typed.shops {
        let found = shop::by_code(tx, scene.brand.id, code)?;
        shops.push(found.ok_or_else(|| Refusal::new(422, "no_such_shop").field("shops"))?.id);
    }
    Ok(Opening {
        sponsor: typed.sponsor.clone(),
        title: typed.title.clone(),
        points: number(&typed.points, "points")?,
        budget: number(&typed.budget, "budget")?,
        from: on(&typed.from, "from")?,
        last: on(&typed.last, "last")?,
        shops,
    })
}

/// `POST /dashboard/sponsors/{id}/shares`: what is left is divided anew.
pub async fn share_out(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: CampaignId = id.parse().map_err(|_| Error::not_found())?;
    house.db.write(move |tx| sponsor::share_out(tx, &scene.brand, id, scene.now)).await?;
    Ok(go(format!("{}#c{id}", paths::dashboard_sponsors())))
}

/// `POST /dashboard/sponsors/{id}/end`: says at once what is to be paid back.
pub async fn end(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: CampaignId = id.parse().map_err(|_| Error::not_found())?;
    let base = who.asking.base_url.clone();
    let of = scene.clone();
    let back = house.db.write(move |tx| sponsor::end(tx, &of.brand, id, of.now)).await?;
    tracing::info!(by = %scene.by.person_id, campaign = %id, back, "a campaign ended");
    let shown = house.db.read(move |tx| page(tx, &scene, &base, None, Some(back))).await?;
    Ok(at_home(who, paths::dashboard_sponsors()).page(200, &shown))
}

/// `GET /sponsors/{token}`: totals, for whoever pays.
pub async fn of_sponsor(house: Data<House>, who: Who, token: Path<String>) -> Answer {
    let now = house.clock.now();
    let (brand, campaign, totals, names) = house
        .db
        .read(move |tx| {
            let campaign = sponsor::by_token(tx, &token)?;
            let brand = brand::by_id(tx, campaign.brand_id)?;
            let totals = sponsor::totals(tx, &campaign)?;
            let all = shop::all(tx, brand.id)?;
            let at = sponsor::shops_of(tx, brand.id, campaign.id)?;
            let names: Vec<shop::Shop> = all.into_iter().filter(|s| at.iter().any(|(_, id)| *id == s.id)).collect();
            Ok((brand, campaign, totals, names))
        })
        .await?;
    let lang = who.lang(Some(&brand));
    let date = |at: Millis| at.zoned(&brand.zone()).date();
    let (people, visits) = insight::crowd(totals.people, totals.visits);
    let page = SponsorPage {
        state: state(&campaign, now),
        from: date(campaign.from_at),
        last: date(campaign.until_at.plus(-1)),
        budget: count(campaign.budget.0),
        // Points given are visits times a number anybody knows.
        given: visits
            .told()
            .map_or(Shown::Few, |n| Shown::Number(count((n * campaign.points.0).min(campaign.budget.0)))),
        points: count(campaign.points.0),
        visits: shown(visits),
        people: shown(people),
        shops: names.iter().map(|s| s.shown(lang)).collect(),
        sponsor: campaign.sponsor,
        title: campaign.title,
    };
    Ok(who.page_of(Some(&brand), 200, &page))
}
