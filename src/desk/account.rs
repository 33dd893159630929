//! A bank account's form: the owner's for the shop, the coordinator's for the street; and who signed a mandate.

use super::{Scene, at_home, day};
use crate::bank::{self, Mandate, Program, Typed, rules};
use crate::books;
use crate::db::Tx;
use crate::people::who::Who;
use crate::shop;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Refusal, Result, ShopId};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Form, Path, Query};
use noren_views::dashboard::Account;
use noren_views::dashboard::account::{self as views, AccountForm, MandateForm, Settled, Whose};
use noren_views::paths;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    saved: Option<String>,
}

/// `GET /shop/account`.
pub async fn of_shop(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let saved = query.saved.is_some();
    let shown = house.db.read(move |tx| page(tx, &scene, Some(shop), Forms::default())).await?;
    Ok(who.page(200, &Account { saved, ..shown }))
}

/// `GET /dashboard/account`.
pub async fn of_street(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let saved = query.saved.is_some();
    let shown = house.db.read(move |tx| page(tx, &scene, None, Forms::default())).await?;
    Ok(who.page(200, &Account { saved, ..shown }))
}

/// What was typed, where a form comes back.
#[derive(Default)]
struct Forms {
    account: Option<AccountForm>,
    mandate: MandateForm,
}

fn page(tx: &mut Tx, scene: &Scene, shop: Option<ShopId>, forms: Forms) -> Result<Account> {
    let kept = bank::account(tx, scene.brand.id, shop)?;
    let whose = match shop {
        Some(id) => {
            let shop = scene.shop(&shop::by_id(tx, scene.brand.id, id)?);
            let all = bank::of_shop(tx, &scene.brand, id)?;
            // Newest first: what an earlier one left open, the next has taken over.
            let settled = all.into_iter().enumerate().map(|(nth, (month, statement, paid))| {
                let (month, net, paid_on) = (books::parse(&month.month)?, statement.net.0, paid.map(|p| p.on.date()));
                Ok(Settled { month, number: statement.number, net, went_over: nth > 0 && paid_on.is_none(), paid_on })
            });
            Whose::Shop { shop, settled: settled.collect::<Result<_>>()? }
        }
        None => Whose::Street { office: scene.office, mandates: mandates(tx, scene)?, mandate: forms.mandate },
    };
    let changed = kept.as_ref().map(|a| scene.date(a.changed_at));
    let form = forms.account.or_else(|| kept.map(|a| filled(a.details))).unwrap_or_default();
    Ok(Account { whose, form, changed, saved: false })
}

fn filled(d: bank::Details) -> AccountForm {
    AccountForm {
        bank: d.bank,
        branch: d.branch,
        kind: d.kind.name().to_owned(),
        number: d.number,
        holder: d.holder,
        iban: d.iban,
        bic: d.bic,
        payer_code: d.payer_code,
        collector_code: d.collector_code,
        mistakes: Vec::new(),
    }
}

fn mandates(tx: &mut Tx, scene: &Scene) -> Result<Vec<views::Mandate>> {
    let brand = scene.brand.id;
    let signed = bank::mandates(tx, brand)?;
    let accounts = bank::with_account(tx, brand)?;
    let all = shop::all(tx, brand)?.into_iter().map(|shop| {
        let mandate = signed.iter().find(|m| m.shop_id == shop.id);
        views::Mandate {
            id: shop.id.to_string(),
            has_account: accounts.contains(&shop.id),
            signed: mandate.map(|m| (m.customer.clone(), m.signed_on.date())),
            shop: scene.shop(&shop),
        }
    });
    Ok(all.collect())
}

/// Not `Debug`: it is as secret as what becomes of it.
#[derive(Clone, Deserialize)]
pub struct Written {
    #[serde(default)]
    bank: String,
    #[serde(default)]
    branch: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    holder: String,
    #[serde(default)]
    iban: String,
    #[serde(default)]
    bic: String,
    #[serde(default)]
    payer_code: String,
    #[serde(default)]
    collector_code: String,
}

/// `POST /shop/account`.
pub async fn keep_shops(house: Data<House>, who: Who, form: Form<Written>) -> Answer {
    let shop = who.shop()?;
    keep(&house, who, Some(shop), form.into_inner()).await
}

/// `POST /dashboard/account`.
pub async fn keep_streets(house: Data<House>, who: Who, form: Form<Written>) -> Answer {
    keep(&house, who, None, form.into_inner()).await
}

async fn keep(house: &House, who: Who, shop: Option<ShopId>, form: Written) -> Answer {
    let scene = Scene::of(house, &who)?;
    let home = if shop.is_some() { paths::shop_account() } else { paths::dashboard_account() };
    let typed = Typed {
        bank: form.bank.clone(),
        branch: form.branch.clone(),
        kind: form.kind.clone(),
        number: form.number.clone(),
        holder: form.holder.clone(),
        iban: form.iban.clone(),
        bic: form.bic.clone(),
        payer_code: form.payer_code.clone(),
        collector_code: form.collector_code.clone(),
    };
    match rules::account(&typed, &scene.brand.currency, shop.is_none()) {
        Ok(details) => {
            let (brand, by, now) = (scene.brand.id, who.person_id(), scene.now);
            let account = bank::Account { shop, details, changed_by: by, changed_at: now };
            house.db.write(move |tx| bank::keep_account(tx, brand, &account)).await?;
            Ok(go(paths::with_query(home, "saved", "1")))
        }
        Err(refused) => {
            let (lang, currency) = (scene.lang, scene.brand.currency.clone());
            let said = |r: &Refusal| (r.field, sentence(lang, &currency, r));
            let form = AccountForm {
                bank: form.bank,
                branch: form.branch,
                kind: form.kind,
                number: form.number,
                holder: form.holder,
                iban: form.iban,
                bic: form.bic,
                payer_code: form.payer_code,
                collector_code: form.collector_code,
                mistakes: refused.iter().map(said).collect(),
            };
            let forms = Forms { account: Some(form), ..Forms::default() };
            let shown = house.db.read(move |tx| page(tx, &scene, shop, forms)).await?;
            Ok(at_home(who, home).page(422, &shown))
        }
    }
}

#[derive(Clone, Deserialize)]
pub struct Signed {
    shop: String,
    #[serde(default)]
    end: String,
    #[serde(default)]
    customer: String,
    #[serde(default)]
    signed_on: String,
}

/// `POST /dashboard/account/mandates`: a shop signed one, or it is ended.
pub async fn mandate(house: Data<House>, who: Who, form: Form<Signed>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let shop: ShopId = form.shop.parse().map_err(|_| Error::not_found())?;
    let (brand, by, now, today) = (scene.brand.id, who.person_id(), scene.now, scene.today());
    let done = if form.end == "1" {
        house.db.write(move |tx| bank::end_mandate(tx, brand, shop)).await
    } else {
        match signed(&form, today) {
            Ok((customer, signed_on)) => {
                let mandate =
                    Mandate { brand_id: brand, shop_id: shop, customer, signed_on, kept_by: by, kept_at: now };
                house.db.write(move |tx| bank::keep_mandate(tx, &mandate)).await
            }
            Err(refusal) => Err(refusal.into()),
        }
    };
    match done {
        Ok(()) => Ok(go(format!("{}#mandates", paths::dashboard_account()))),
        Err(Error::Refused(r)) if !r.field.is_empty() => {
            let mistake = Some((r.field, sentence(scene.lang, &scene.brand.currency, &r)));
            let mandate = MandateForm { shop: form.shop, customer: form.customer, signed_on: form.signed_on, mistake };
            let forms = Forms { mandate, ..Forms::default() };
            let shown = house.db.read(move |tx| page(tx, &scene, None, forms)).await?;
            Ok(at_home(who, paths::dashboard_account()).page(r.status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

fn signed(form: &Signed, today: jiff::civil::Date) -> std::result::Result<(String, crate::words::Day), Refusal> {
    let customer = rules::customer(&form.customer)?;
    let on = day(&form.signed_on).filter(|on| on.date() <= today);
    Ok((customer, on.ok_or_else(|| Refusal::new(422, "mandate_day").field("signed_on"))?))
}

/// `GET /shop/months/{month}/journals/{program}`.
pub async fn journal_of_shop(house: Data<House>, who: Who, path: Path<(String, String)>) -> Answer {
    let shop = who.shop()?;
    journal(&house, &who, Some(shop), path.into_inner()).await
}

/// `GET /dashboard/months/{month}/journals/{program}`.
pub async fn journal_of_street(house: Data<House>, who: Who, path: Path<(String, String)>) -> Answer {
    journal(&house, &who, None, path.into_inner()).await
}

async fn journal(house: &House, who: &Who, shop: Option<ShopId>, (month, program): (String, String)) -> Answer {
    let brand = who.brand()?.clone();
    let name = format!("{}-{month}-{program}.csv", brand.code);
    let program = Program::parse(&program).ok_or_else(Error::not_found)?;
    let bytes = house.db.read(move |tx| bank::journal(tx, &brand, &month, shop, program)).await?;
    Ok(download("text/csv; charset=Shift_JIS", &name, bytes))
}

/// A file to be kept by whoever asked, and by nobody on the way.
pub(super) fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    // A name of ours: the brand's code, a month and a word, so there is nothing in it to escape.
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .content_type(kind)
        .body(bytes)
}
