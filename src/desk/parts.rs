//! The owner describes what the shop can put together: groups, parts, and what does not go together.

use super::{Scene, at_home};
use crate::counter::rules::typed_amount;
use crate::db::Tx;
use crate::people::who::Who;
use crate::proposal::{self, GroupAs, Part, PartAs, attributes};
use crate::shop::{self, needs};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, GroupId, PartId, Refusal, Result, ShopId};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::dashboard::PartsDesk;
use noren_views::dashboard::parts::{Apart, Done, Group, GroupForm, PairForm, Part as Row, PartForm};
use noren_views::{paths, words::decimals};
use serde::Deserialize;

/// What was typed, where a form comes back.
#[derive(Default)]
struct Forms {
    part: Option<PartForm>,
    group: Option<GroupForm>,
    pair: PairForm,
}

#[derive(Deserialize)]
pub struct Asked {
    part: Option<String>,
    group: Option<String>,
    done: Option<String>,
}

/// `GET /shop/parts`; `?part=` and `?group=` open one to be changed.
pub async fn get(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let asked = query.into_inner();
    let done = asked.done.as_deref().and_then(Done::parse);
    let shown = house
        .db
        .read(move |tx| {
            let brand = scene.brand.id;
            let mut forms = Forms::default();
            if let Some(id) = asked.part.as_deref() {
                let id = id.parse().map_err(|_| Error::not_found())?;
                forms.part = Some(part_form(&scene, &proposal::part_at(tx, brand, shop, id)?));
            }
            if let Some(id) = asked.group.as_deref() {
                let id = id.parse().map_err(|_| Error::not_found())?;
                let g = proposal::group_at(tx, brand, shop, id)?;
                let (least, most) = (g.least.to_string(), g.most.to_string());
                forms.group = Some(GroupForm {
                    id: g.id.to_string(),
                    name: g.name,
                    name_en: g.name_en,
                    least,
                    most,
                    problem: None,
                });
            }
            Ok(PartsDesk { done, ..page(tx, &scene, shop, forms)? })
        })
        .await?;
    Ok(who.page(200, &shown))
}

/// An amount as its field takes it: `1280`, `12.80`.
fn plain(scene: &Scene, minor: i64) -> String {
    let places = decimals(&scene.brand.currency) as usize;
    match 10i64.checked_pow(places as u32).filter(|unit| *unit > 1) {
        Some(unit) => format!("{}.{:0places$}", minor / unit, minor % unit),
        None => minor.to_string(),
    }
}

fn part_form(scene: &Scene, p: &Part) -> PartForm {
    PartForm {
        id: p.id.to_string(),
        group: p.group_id.to_string(),
        name: p.name.clone(),
        name_en: p.name_en.clone(),
        price: plain(scene, p.price.0),
        attributes: p.attributes.split_whitespace().map(str::to_owned).collect(),
        need: p.need.clone().unwrap_or_default(),
        problem: None,
    }
}

fn page(tx: &mut Tx, scene: &Scene, shop: ShopId, forms: Forms) -> Result<PartsDesk> {
    let (brand, lang) = (scene.brand.id, scene.lang);
    let here = shop::by_id(tx, brand, shop)?;
    let parts = proposal::parts(tx, brand, shop)?;
    let row = |p: &Part| Row {
        id: p.id.to_string(),
        name: p.shown(lang).to_owned(),
        price: p.price.0,
        attributes: p.attributes.split_whitespace().map(|a| attributes::label(a, lang)).collect(),
        retired: p.retired_at.is_some(),
    };
    let named = |id: PartId| {
        let part = parts.iter().find(|p| p.id == id && p.retired_at.is_none())?;
        Some((id.to_string(), part.shown(lang).to_owned()))
    };
    let pairs = proposal::bans(tx, brand, shop)?;
    let groups = proposal::groups(tx, brand, shop)?.into_iter().map(|g| Group {
        name: g.shown(lang).to_owned(),
        parts: parts.iter().filter(|p| p.group_id == g.id).map(row).collect(),
        id: g.id.to_string(),
        least: g.least,
        most: g.most,
    });
    // What a part already says stays to be seen, whatever the trade.
    let mut fitting: Vec<(String, String)> =
        attributes::of(here.need.as_deref()).iter().map(|a| (a.code.clone(), a.label(lang).to_owned())).collect();
    for code in forms.part.iter().flat_map(|p| &p.attributes) {
        if attributes::get(code).is_some() && fitting.iter().all(|(c, _)| c != code) {
            fitting.push((code.clone(), attributes::label(code, lang)));
        }
    }
    let new_group = GroupForm { least: "1".into(), most: "1".into(), ..GroupForm::default() };
    Ok(PartsDesk {
        shop: scene.shop(&here),
        groups: groups.collect(),
        apart: pairs.into_iter().filter_map(|(a, b)| Some(Apart { one: named(a)?, other: named(b)? })).collect(),
        part: forms.part.unwrap_or_default(),
        group: forms.group.unwrap_or(new_group),
        pair: forms.pair,
        attributes: fitting,
        needs: needs::all().iter().map(|n| (n.code.clone(), needs::label(&n.code, lang))).collect(),
        done: None,
    })
}

/// A form whose boxes repeat a name.
type Boxes = Form<Vec<(String, String)>>;

fn first(form: &[(String, String)], name: &str) -> String {
    form.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone())
}

fn kept(done: Done) -> String {
    paths::with_query(paths::shop_parts(), "done", done.code())
}

/// The page again, with what was typed and what is wrong with it.
async fn again(house: &House, who: Who, scene: Scene, shop: ShopId, status: u16, forms: Forms) -> Answer {
    let home = at_home(who, paths::shop_parts());
    let shown = house.db.read(move |tx| page(tx, &scene, shop, forms)).await?;
    Ok(home.page(status, &shown))
}

/// `POST /shop/parts`: a new part, or one described anew.
pub async fn put(house: Data<House>, who: Who, form: Boxes) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let typed = PartForm {
        id: first(&form, "id"),
        group: first(&form, "group"),
        name: first(&form, "name"),
        name_en: first(&form, "name_en"),
        price: first(&form, "price"),
        attributes: form.iter().filter(|(n, _)| n == "attribute").map(|(_, v)| v.clone()).collect(),
        need: first(&form, "need"),
        problem: None,
    };
    let id: Option<PartId> = match typed.id.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::not_found())?),
    };
    let part = PartAs {
        group: typed.group.parse().ok(),
        name: typed.name.clone(),
        name_en: typed.name_en.clone(),
        price: typed_amount(&typed.price, decimals(&scene.brand.currency)).ok().flatten(),
        attributes: typed.attributes.clone(),
        need: Some(typed.need.clone()),
    };
    let (brand, now) = (scene.brand.id, scene.now);
    match house.db.write(move |tx| proposal::put_part(tx, brand, shop, id, &part, now)).await {
        Ok(_) => Ok(go(kept(Done::Part))),
        Err(Error::Refused(r)) if !r.field.is_empty() => {
            let problem = Some((r.field.to_owned(), sentence(scene.lang, &scene.brand.currency, &r)));
            let forms = Forms { part: Some(PartForm { problem, ..typed }), ..Forms::default() };
            again(&house, who, scene, shop, r.status, forms).await
        }
        Err(e) => Err(e.into()),
    }
}

#[derive(Clone, Deserialize)]
pub struct Grouped {
    #[serde(default)]
    id: String,
    #[serde(default)]
    group_name: String,
    #[serde(default)]
    group_name_en: String,
    #[serde(default)]
    least: String,
    #[serde(default)]
    most: String,
}

/// `POST /shop/parts/groups`: a new group, or one described anew.
pub async fn group(house: Data<House>, who: Who, form: Form<Grouped>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let form = form.into_inner();
    let id: Option<GroupId> = match form.id.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::not_found())?),
    };
    // What is no number is no limit either.
    let number = |typed: &str| crate::counter::rules::typed_points(typed).unwrap_or(-1);
    let group = GroupAs {
        name: form.group_name.clone(),
        name_en: form.group_name_en.clone(),
        least: number(&form.least),
        most: number(&form.most),
    };
    let (brand, now) = (scene.brand.id, scene.now);
    match house.db.write(move |tx| proposal::put_group(tx, brand, shop, id, &group, now)).await {
        Ok(_) => Ok(go(kept(Done::Group))),
        Err(Error::Refused(r)) if !r.field.is_empty() => {
            let problem = Some((r.field.to_owned(), sentence(scene.lang, &scene.brand.currency, &r)));
            let (name, name_en) = (form.group_name, form.group_name_en);
            let typed = GroupForm { id: form.id, name, name_en, least: form.least, most: form.most, problem };
            again(&house, who, scene, shop, r.status, Forms { group: Some(typed), ..Forms::default() }).await
        }
        Err(e) => Err(e.into()),
    }
}

#[derive(Clone, Deserialize)]
pub struct Pair {
    #[serde(default)]
    one: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    apart: String,
}

/// `POST /shop/parts/pairs`: two parts do not go together, or do after all.
pub async fn pair(house: Data<House>, who: Who, form: Form<Pair>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let form = form.into_inner();
    let (brand, apart) = (scene.brand.id, form.apart != "0");
    let ids: Option<(PartId, PartId)> = form.one.parse().ok().zip(form.other.parse().ok());
    let done = match ids {
        Some((a, b)) => house.db.write(move |tx| proposal::keep_apart(tx, brand, shop, a, b, apart)).await,
        None => Err(Refusal::new(422, "bad_pair").field("other").into()),
    };
    match done {
        Ok(()) => Ok(go(kept(Done::Pair))),
        Err(Error::Refused(r)) if r.field == "other" => {
            let problem = Some(sentence(scene.lang, &scene.brand.currency, &r));
            let pair = PairForm { one: form.one, other: form.other, problem };
            again(&house, who, scene, shop, r.status, Forms { pair, ..Forms::default() }).await
        }
        Err(e) => Err(e.into()),
    }
}

#[derive(Clone, Deserialize)]
pub struct Retirement {
    #[serde(default)]
    retired: String,
}

/// `POST /shop/parts/{part}/retirement`: a part is retired, or comes back.
pub async fn retire(house: Data<House>, who: Who, id: Path<String>, form: Form<Retirement>) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    let id: PartId = id.parse().map_err(|_| Error::not_found())?;
    let retired = form.retired != "0";
    house.db.write(move |tx| proposal::retire(tx, brand, shop, id, retired, now)).await?;
    Ok(go(kept(Done::Part)))
}
