//! The one table of routes: method, path, who may, handler. It feeds the server and the permission walk alike; a route
//! that is not here does not exist. The guard before each of them says who asks, keeps the rule, and words every "no".

use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::people::session::{ACTS_FOR, AFTER_GUEST, GUEST, Guest, PERSON, SINCE, STANDING, TABLET};
use crate::people::who::{self, ActingFor, Caller, May, Who};
use crate::people::{Membership, Role};
use crate::web::{Asking, Fault, House, csrf, fault, go, json};
use crate::words::{DeviceId, Error, MembershipId, Millis, PersonId, Refusal, Result, codes};
use crate::{
    counter, desk, device, insight, openapi, passport, people, queue, resident, rights, shop, street, web as pages,
};
use actix_session::{Session, SessionExt};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, Route};
use futures_util::FutureExt;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;

/// One route.
pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub may: May,
    pub handler: fn() -> Route,
}

macro_rules! rows {
    ($($method:ident $path:literal $may:ident $handler:path;)*) => {
        vec![$(Row { method: Method::$method, path: $path, may: May::$may, handler: || web::route().to($handler) }),*]
    };
}

/// All there are.
pub fn table() -> Vec<Row> {
    rows! {
        GET "/assets/{path:.*}" Anyone pages::assets::get;
        GET "/healthz" Anyone openapi::healthz;
        GET "/readyz" Anyone openapi::readyz;
        GET "/.well-known/jwks.json" Anyone openapi::jwks;

        GET "/" Anyone street::pages::home;
        GET "/streets/{code}" Anyone street::pages::street;
        GET "/streets/{code}/months" Anyone street::pages::months;
        GET "/shops/{code}" Anyone street::pages::shop;
        GET "/c/{card}" Anyone street::pages::card;

        GET "/counter" Staff counter::pages::find::ready;
        POST "/counter/find" Staff counter::pages::find::find;
        POST "/counter/hand" Staff counter::pages::find::hand;
        GET "/counter/passports/{code}" Staff counter::pages::serve::known;
        GET "/counter/passports/{code}/proposal" Staff counter::pages::proposal::look;
        POST "/counter/passports/{code}/proposal" Staff counter::pages::proposal::act;
        POST "/counter/proposals/{id}/done" Staff counter::pages::proposal::close;
        POST "/counter/taps" Staff counter::pages::serve::tap;
        GET "/counter/receipts/{visit}" Staff counter::pages::serve::receipt;
        POST "/counter/visits/{visit}/reversal" Staff counter::pages::serve::reverse;
        POST "/counter/slips" Staff counter::pages::serve::send_on;
        POST "/counter/slips/{slip}/withdrawal" Staff counter::pages::serve::withdraw;
        GET "/counter/passports/{code}/redeem" Staff counter::pages::spend::ask;
        POST "/counter/redemptions" Staff counter::pages::spend::redeem;
        GET "/counter/redemptions/{id}" Staff counter::pages::spend::redeemed;
        POST "/counter/redemptions/{id}/reversal" Staff counter::pages::spend::reverse;
        GET "/counter/register" Staff counter::pages::register::ask;
        POST "/counter/register" Staff counter::pages::register::register;
        GET "/counter/passports/{code}/handout" Staff counter::pages::register::handout;
        GET "/counter/passports/{code}/notes" Staff counter::pages::notes::show;
        POST "/counter/notes" Staff counter::pages::notes::note;
        POST "/counter/notes/{id}/removal" Staff counter::pages::notes::remove;
        POST "/counter/notes/{id}/offer" Staff counter::pages::notes::offer;
        POST "/counter/askings" Staff counter::pages::notes::hear;
        GET "/counter/passports/{code}/case" Staff counter::pages::cases::ask;
        POST "/counter/cases" Staff counter::pages::cases::open;
        GET "/counter/cases/{id}" Staff counter::pages::cases::show;
        POST "/counter/cases/{id}/keeping" Staff counter::pages::cases::keep;
        POST "/counter/cases/{id}/amends" Staff counter::pages::cases::make_good;
        GET "/counter/passports/{code}/paper" Staff counter::pages::paper::ask;
        POST "/counter/passports/{code}/paper" Staff counter::pages::paper::keep;
        GET "/counter/lost" Staff counter::pages::cards::lost;
        POST "/counter/passports/{code}/cards" Staff counter::pages::cards::replace;
        GET "/counter/passports/{code}/turned" Staff counter::pages::turned::ask;
        POST "/counter/passports/{code}/turned" Staff counter::pages::turned::turn;
        POST "/counter/turned/end" Staff counter::pages::turned::end;
        GET "/counter/cards" Staff counter::pages::print::ask;
        POST "/counter/cards" Staff counter::pages::print::make;
        GET "/counter/visits/{visit}/correction" Staff counter::pages::correct::ask;
        POST "/counter/visits/{visit}/correction" Staff counter::pages::correct::correct;
        GET "/counter/lock" Device counter::pages::lock::show;
        POST "/counter/lock" Device counter::pages::lock::lock;
        POST "/counter/unlock" Device counter::pages::lock::unlock;
        GET "/counter/pin" Staff counter::pages::lock::ask_pin;
        POST "/counter/pin" Staff counter::pages::lock::set_pin;
        GET "/enrol" Anyone counter::pages::enrol::ask;
        POST "/enrol" Anyone counter::pages::enrol::enrol;

        GET "/counter/sw.js" Anyone queue::pages::worker;
        GET "/counter/manifest.webmanifest" Anyone queue::pages::manifest;
        GET "/counter/offline" Anyone queue::pages::shell;
        GET "/counter/queue" Device queue::api::look;
        POST "/counter/queue" Device queue::api::take;
        POST "/counter/queue/late" Anyone queue::api::late;

        GET "/dashboard" Desk desk::overview::get;
        GET "/dashboard/tables" Desk desk::overview::tables;
        GET "/dashboard/shops" Desk desk::shops::get;
        GET "/dashboard/shops/{code}/leaving" Coordinator desk::leaving::get;
        POST "/dashboard/shops/{code}/leaving" Coordinator desk::leaving::leave;
        POST "/dashboard/shops/{code}/return" Coordinator desk::leaving::come_back;
        POST "/dashboard/categories" Coordinator desk::shops::map;
        GET "/dashboard/slips" Desk desk::slips::get;
        GET "/dashboard/sponsors" Books desk::sponsors::get;
        POST "/dashboard/sponsors" Coordinator desk::sponsors::open;
        POST "/dashboard/sponsors/{id}/shares" Coordinator desk::sponsors::share_out;
        POST "/dashboard/sponsors/{id}/end" Coordinator desk::sponsors::end;
        GET "/sponsors/{token}" Anyone desk::sponsors::of_sponsor;
        GET "/dashboard/benefit" Desk desk::benefit::of_street;
        GET "/dashboard/books" Books desk::books::get;
        GET "/dashboard/reserve" Books desk::reserve::get;
        GET "/dashboard/simulation" Books desk::simulation::get;
        GET "/dashboard/months" Books desk::months::list;
        POST "/dashboard/months" Coordinator desk::months::propose;
        GET "/dashboard/months/{month}" Books desk::months::get;
        POST "/dashboard/months/{month}/confirmation" Officer desk::months::confirm;
        GET "/dashboard/charter" Books desk::charter::get;
        POST "/dashboard/charter" Coordinator desk::charter::post;
        GET "/dashboard/account" Coordinator desk::account::of_street;
        POST "/dashboard/account" Coordinator desk::account::keep_streets;
        POST "/dashboard/account/mandates" Coordinator desk::account::mandate;
        GET "/dashboard/months/{month}/payments" Books desk::payments::get;
        POST "/dashboard/months/{month}/payments/files" Coordinator desk::payments::make;
        GET "/dashboard/months/{month}/payments/files/{id}" Desk desk::payments::fetch;
        POST "/dashboard/months/{month}/payments/paid" Coordinator desk::payments::paid;
        POST "/dashboard/months/{month}/payments/results" Coordinator desk::payments::results;
        POST "/dashboard/months/{month}/payments/{payment}/undo" Coordinator desk::payments::undo;
        GET "/dashboard/months/{month}/journals/{program}" Books desk::account::journal_of_street;
        GET "/dashboard/watch" Desk desk::watch::of_street;
        GET "/dashboard/people" Coordinator desk::people::get;
        POST "/dashboard/invitations" Coordinator desk::people::invite;
        POST "/dashboard/people/{membership}/reset" Coordinator desk::people::reset;
        POST "/dashboard/notices" Coordinator desk::people::hang;
        GET "/dashboard/months/{month}/statements/{shop}" Books desk::statements::of_street;
        GET "/dashboard/months/{month}/statements/{shop}/{kind}" Books desk::statements::file_of_street;
        GET "/dashboard/objections" Books desk::statements::objections::get;
        POST "/dashboard/objections/{id}" Coordinator desk::statements::objections::answer;
        POST "/dashboard/invoice-number" Coordinator desk::statements::objections::put_invoice_number;
        GET "/shop" Owner desk::shop::get;
        GET "/shop/statements" Owner desk::statements::list;
        GET "/shop/statements/{month}" Owner desk::statements::of_shop;
        GET "/shop/statements/{month}/{kind}" Owner desk::statements::file_of_shop;
        POST "/shop/statements/{month}/objections" Owner desk::statements::object;
        POST "/shop/invoice-number" Owner desk::statements::put_invoice_number;
        GET "/shop/benefit" Owner desk::benefit::of_shop;
        GET "/shop/watch" Owner desk::watch::of_shop;
        POST "/shop/invitations" Owner desk::shop::invite;
        POST "/shop/staff/{membership}/end" Owner desk::shop::dismiss;
        POST "/shop/staff/{membership}/reset" Owner desk::shop::reset;
        POST "/shop/keys" Owner desk::shop::make_key;
        POST "/shop/keys/{id}/end" Owner desk::shop::end_key;
        GET "/shop/account" Owner desk::account::of_shop;
        POST "/shop/account" Owner desk::account::keep_shops;
        GET "/shop/months/{month}/journals/{program}" Owner desk::account::journal_of_shop;

        GET "/shop/kept" Owner desk::kept::get;
        POST "/shop/kept/seen" Owner desk::kept::see;
        POST "/shop/kept/waiting" Owner desk::kept::decide;
        GET "/shop/tablets" Owner desk::tablets::get;
        POST "/shop/tablets" Owner desk::tablets::offer;
        POST "/shop/tablets/{id}/lock" Owner desk::tablets::set_idle;
        POST "/shop/tablets/{id}/revocation" Owner desk::tablets::revoke;
        GET "/shop/parts" Owner desk::parts::get;
        POST "/shop/parts" Owner desk::parts::put;
        POST "/shop/parts/groups" Owner desk::parts::group;
        POST "/shop/parts/pairs" Owner desk::parts::pair;
        POST "/shop/parts/{part}/retirement" Owner desk::parts::retire;

        GET "/sign-in" Anyone people::pages::sign_in::ask;
        POST "/sign-in" Anyone people::pages::sign_in::sign_in;
        POST "/sign-out" Anyone resident::pages::phones::sign_out;
        GET "/reset" Anyone people::pages::reset::ask;
        POST "/reset" Anyone people::pages::reset::send;
        GET "/reset/card" Anyone resident::pages::reset::ask;
        POST "/reset/card" Anyone resident::pages::reset::by_card;
        GET "/reset/{token}" Anyone people::pages::reset::open;
        POST "/reset/{token}" Anyone resident::pages::reset::set;
        GET "/invitations/{token}" Anyone people::pages::invitations::open;
        POST "/invitations/{token}" Anyone people::pages::invitations::accept;

        GET "/join" Anyone resident::pages::join::ask;
        POST "/join" Anyone resident::pages::join::join;
        GET "/claim" Anyone resident::pages::claim::ask;
        POST "/claim" Anyone resident::pages::claim::by_code;
        GET "/claim/{token}" Anyone resident::pages::claim::open;
        POST "/claim/{token}" Anyone resident::pages::claim::take;
        GET "/passport" Resident resident::pages::home::passport;
        GET "/passport/card" Resident resident::pages::card::show;
        GET "/passport/pass" Holder resident::pages::phones::fresh;
        GET "/passport/phones" Holder resident::pages::phones::show;
        POST "/passport/phones" Holder resident::pages::phones::register;
        POST "/passport/phones/{id}/end" Holder resident::pages::phones::end;
        GET "/passport/sw.js" Anyone resident::pages::phones::worker;
        GET "/passport/offline" Anyone resident::pages::phones::offline;
        GET "/passport/slips/{id}" Resident resident::pages::slips::show;
        GET "/passport/cards/replacement" Resident resident::pages::card::ask;
        POST "/passport/cards/replacement" Resident resident::pages::card::replace;
        GET "/passport/proposals/{id}" Resident resident::pages::proposals::show;
        POST "/passport/proposals/{id}/answer" Resident resident::pages::proposals::answer;
        POST "/passport/proposals/{id}/removal" Resident resident::pages::proposals::remove;
        GET "/passport/shares" Resident resident::pages::shares::show;
        POST "/passport/shares" Resident resident::pages::shares::share;
        POST "/passport/likes" Resident resident::pages::shares::like;
        GET "/passport/notes" Resident resident::pages::known::show;
        POST "/passport/notes" Resident resident::pages::known::tell;
        POST "/passport/notes/{id}/removal" Resident resident::pages::known::remove;
        GET "/passport/looks" Resident resident::pages::looks::show;
        GET "/passport/pin" Holder resident::pages::pin::ask;
        POST "/passport/pin" Holder resident::pages::pin::set;
        GET "/help/{token}" Anyone resident::pages::help::open;
        POST "/help/{token}" Anyone resident::pages::help::accept;
        GET "/passport/helpers" Resident resident::pages::helpers::show;
        POST "/passport/helpers" Holder resident::pages::helpers::invite;
        POST "/passport/helpers/link/end" Holder resident::pages::helpers::take_back;
        POST "/passport/helpers/{membership}/end" Resident resident::pages::helpers::end;
        POST "/passport/for" Resident resident::pages::helpers::act_for;
        GET "/passport/household" Resident resident::pages::household::show;
        POST "/passport/household" Resident resident::pages::household::ask;
        POST "/passport/household/leave" Resident resident::pages::household::leave;
        POST "/passport/household/{ask}/yes" Resident resident::pages::household::yes;
        POST "/passport/household/{ask}/no" Resident resident::pages::household::no;
        GET "/passport/merge" Holder resident::pages::merge::ask;
        POST "/passport/merge" Holder resident::pages::merge::merge;
        GET "/passport/everything" Resident rights::pages::everything;
        GET "/passport/everything.json" Resident rights::pages::file;
        GET "/passport/erasure" Holder rights::pages::ask;
        POST "/passport/erasure" Holder rights::pages::erase;

        POST "/api/v1/taps" ShopKey counter::api::tap;
        POST "/api/v1/redemptions" ShopKey counter::api::redeem;
        POST "/api/v1/referrals" ShopKey counter::api::refer;
        GET "/api/v1/passports/{code}" ShopKey counter::api::passport;
        POST "/api/v1/visits/{id}/reversals" ShopKey counter::api::reverse_visit;
        POST "/api/v1/redemptions/{id}/reversals" ShopKey counter::api::reverse_redemption;
        GET "/api/v1/shops" AnyKey counter::api::shops;
        GET "/api/v1/stats/summary" BrandKey insight::api::stats;
        GET "/api/v1/openapi.json" Anyone openapi::document;
        GET "/openapi.json" Anyone openapi::document;
    }
}

/// Puts a table into the server.
pub fn configure(config: &mut ServiceConfig, table: Vec<Row>) {
    let mut by_path: BTreeMap<&'static str, Vec<Row>> = BTreeMap::new();
    for row in table {
        by_path.entry(row.path).or_default().push(row);
    }
    // Fixed paths before those with a variable, so that `/counter/register` is not a passport's code.
    let mut paths: Vec<(&'static str, Vec<Row>)> = by_path.into_iter().collect();
    paths.sort_by_key(|(path, _)| (path.contains('{'), *path));
    for (path, rows) in paths {
        let mays: Vec<(Method, May)> = rows.iter().map(|r| (r.method.clone(), r.may)).collect();
        let mut resource = web::resource(path);
        for row in rows {
            let mut route = (row.handler)().method(row.method.clone());
            if row.method == Method::GET {
                route =
                    (row.handler)().guard(actix_web::guard::Any(actix_web::guard::Get()).or(actix_web::guard::Head()));
            }
            resource = resource.route(route);
        }
        config.service(resource.wrap(from_fn(move |req, next| guard(path, mays.clone(), req, next))));
    }
    config.default_service(
        web::to(|| async { Err::<HttpResponse, Fault>(Error::not_found().into()) })
            .wrap(from_fn(|req, next| guard("*", vec![], req, next))),
    );
}

/// Before and after every handler.
async fn guard(
    path: &'static str,
    mays: Vec<(Method, May)>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let begun = std::time::Instant::now();
    let Some(house) = req.app_data::<Data<House>>().cloned() else {
        return Ok(req.into_response(HttpResponse::InternalServerError()));
    };
    let asking = Asking::of(req.request(), &house);
    let is_api = path.starts_with("/api/") || (path == "*" && req.path().starts_with("/api/"));
    let method = if req.method() == Method::HEAD { Method::GET } else { req.method().clone() };
    let may = mays.iter().find(|(m, _)| *m == method).map(|(_, may)| *may);
    let request = req.request().clone();
    let allowed = match may {
        None if path == "*" => Ok(None),
        None => Err(Error::refused(405, "wrong_method")),
        Some(may) => permit(&house, &asking, may, &request, is_api).await,
    };
    let said = match allowed {
        Err(Error::Refused(r)) if r.code == "not_signed_in" && !is_api && method == Method::GET => {
            Ok(go(noren_views::paths::sign_in_then(&asking.here)).map_into_boxed_body())
        }
        Err(Error::Refused(r)) if r.code == "tablet_locked" && method == Method::GET => {
            Ok(go(noren_views::paths::counter_lock_then(&asking.here)).map_into_boxed_body())
        }
        Err(e) => Err(Fault(e)),
        Ok(_) => call(req, next).await,
    };
    let mut response = said.unwrap_or_else(|fault| refused(&asking, &request, is_api, &fault));
    for cookie in Asking::cookies(&request, house.config.tls.is_some()) {
        // A cookie that cannot be set leaves the page as it is.
        let _ = response.add_cookie(&cookie);
    }
    // The route's pattern, never the address: that may hold a token.
    tracing::info!(method = %request.method(), route = path, status = response.status().as_u16(),
        ms = begun.elapsed().as_millis() as u64, "answered");
    Ok(ServiceResponse::new(request, response))
}

/// Runs the handler. A panic is a 500 with an id, and the process lives on.
async fn call(req: ServiceRequest, next: Next<impl MessageBody + 'static>) -> std::result::Result<HttpResponse, Fault> {
    let called = AssertUnwindSafe(next.call(req)).catch_unwind().await;
    let response = match called {
        Err(_) => return Err(Fault(Error::broken("a handler panicked"))),
        Ok(Err(e)) => return Err(as_fault(&e)),
        Ok(Ok(response)) => response,
    };
    if let Some(e) = response.response().error() {
        return Err(as_fault(e));
    }
    Ok(response.into_parts().1.map_into_boxed_body())
}

/// Our own refusals as they are; what actix refuses (a form that does not fit, a body too large) by its status.
fn as_fault(e: &actix_web::Error) -> Fault {
    if let Some(fault) = e.as_error::<Fault>() {
        return match &fault.0 {
            Error::Refused(refusal) => Fault(Error::Refused(refusal.clone())),
            Error::Busy => Fault(Error::Busy),
            other => Fault(Error::broken(other)),
        };
    }
    let refusal = match e.as_response_error().status_code().as_u16() {
        413 => Refusal::new(413, "body_too_large"),
        404 => Refusal::new(404, "not_found"),
        status if status < 500 => Refusal::new(422, "bad_form"),
        _ => return Fault(Error::broken(e)),
    };
    Fault(refusal.into())
}

fn refused(asking: &Asking, request: &HttpRequest, is_api: bool, fault: &Fault) -> HttpResponse {
    let said = fault.said();
    if is_api {
        let brand = request.extensions().get::<Caller>().map(|c| (c.lang(), c.brand.currency.clone()));
        let (lang, currency) = brand.unwrap_or_else(|| (asking.lang(), "JPY".into()));
        let mut response = fault::problem(lang, &currency, &said);
        if said.status == 401 {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        return response;
    }
    let frame = request.extensions().get::<Who>().map(|who| who.frame(None));
    fault::error_page(asking, frame, &said)
}

/// May this be asked? Leaves who asks with the request.
async fn permit(house: &House, asking: &Asking, may: May, request: &HttpRequest, is_api: bool) -> Result<Option<()>> {
    if may.by_key() {
        let caller = caller(house, asking, may, request).await?;
        request.extensions_mut().insert(caller);
        return Ok(Some(()));
    }
    if is_api {
        return Ok(Some(()));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !csrf::is_ours(request, house) {
        return Err(Error::refused(403, "foreign_form"));
    }
    let who = person(house, asking, may, request).await?;
    request.extensions_mut().insert(who.0);
    who.1.map(Some)
}

async fn caller(house: &House, asking: &Asking, may: May, request: &HttpRequest) -> Result<Caller> {
    let header = request.headers().get(header::AUTHORIZATION).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let unknown = || Error::refused(401, "not_signed_in");
    let token = header.strip_prefix("Bearer ").ok_or_else(unknown)?;
    let id = who::token_names(&house.keys, token.trim(), house.clock.now()).ok_or_else(unknown)?;
    let holder = house.db.glance(move |tx| who::key_holder(tx, id)).await?;
    let (brand, shop, left) = holder.ok_or_else(unknown)?;
    if may == May::ShopKey && left {
        return Err(Error::refused(403, "shop_left"));
    }
    let fits = match may {
        May::ShopKey => shop.is_some(),
        May::BrandKey => shop.is_none(),
        _ => true,
    };
    if !fits {
        return Err(Error::refused(403, "not_allowed"));
    }
    Ok(Caller { asking: asking.clone(), brand, shop })
}

/// The person behind the session, and whether the route is theirs to use.
async fn person(house: &House, asking: &Asking, may: May, request: &HttpRequest) -> Result<(Who, Result<()>)> {
    let session = request.get_session();
    let id = session.get::<String>(PERSON).ok().flatten().and_then(|p| p.parse().ok()).map(PersonId);
    let chosen = |key| session.get::<String>(key).ok().flatten().and_then(|m| m.parse().ok()).map(MembershipId);
    let device = match request.cookie(device::COOKIE).map(|c| c.value().to_owned()) {
        Some(token) => house.db.glance(move |tx| device::known_by(tx, &token)).await?,
        None => None,
    };
    let taken_off = device.as_ref().and_then(|d| d.revoked_at);
    let revoked = taken_off.is_some();
    let device = device.filter(|_| !revoked);
    let mut who = Who {
        asking: asking.clone(),
        person: None,
        memberships: Vec::new(),
        acting: None,
        device,
        by_pin: false,
        acting_for: None,
    };
    if let Some(id) = id {
        let (person, memberships) = house.db.glance(move |tx| who::standing(tx, id)).await?;
        who.person = Some(person);
        who.memberships = memberships;
    }
    let since = Millis(session.get::<i64>(SINCE).ok().flatten().unwrap_or(0));
    if who.person.is_some() && taken_off.is_some_and(|at| since <= at) {
        // Whoever was signed in at a tablet when it was taken off the counter is signed in there no more.
        session.clear();
        who.forget_person();
    }
    tablet(house, may, &session, &mut who).await?;
    if let Some(said) = turn(house, may, request, &session, &mut who).await? {
        return Ok((who, said));
    }
    let for_whom = chosen(ACTS_FOR).filter(|_| may.of_a_passport());
    if for_whom.is_some_and(|id| who.memberships.iter().all(|(m, _)| m.id != id)) {
        // The help has ended. What was meant for them must not fall to the helper's own passport.
        session.remove(ACTS_FOR);
        return Ok((who, Err(Error::refused(403, "help_ended"))));
    }
    let standing = chosen(STANDING).or_else(|| who.at_tablet().map(|m| m.id));
    let gone = may == May::Staff && leave_out_the_gone(house, &mut who).await?;
    let mut allowed = who.act_as(may, if may.of_a_passport() { for_whom } else { standing });
    if who.by_pin && !matches!(may, May::Anyone | May::Staff | May::Device) {
        who.acting = None;
        allowed = false;
    }
    if allowed && who.role() == Some(Role::Helper) {
        let id = who.membership()?.id;
        if for_whom != Some(id) {
            // Kept, so that the end of this help is not the beginning of acting for somebody else.
            session.insert(ACTS_FOR, id.to_string()).map_err(Error::broken)?;
        }
        help(house, request, &mut who).await?;
    }
    let verdict = match (allowed, who.person.is_some()) {
        (true, _) => Ok(()),
        (false, _) if may == May::Device && revoked => Err(Error::refused(403, "device_revoked")),
        (false, _) if may == May::Device => Err(Error::refused(401, "not_a_device")),
        (false, true) if gone => Err(Error::refused(403, "shop_left")),
        (false, true) if who.by_pin => Err(Error::refused(403, "needs_password")),
        (false, false) if may == May::Staff && revoked => Err(Error::refused(403, "device_revoked")),
        (false, false) if may == May::Staff && who.device.is_some() => Err(Error::refused(401, "tablet_locked")),
        (false, false) => Err(Error::refused(401, "not_signed_in")),
        (false, true) => Err(Error::refused(403, "not_allowed")),
    };
    Ok((who, verdict))
}

/// A shop that left has no counter any more: at counters, whoever works there works nowhere, or at their other shops. The
/// owner's desk stays, until the books are settled. True where one was left out.
async fn leave_out_the_gone(house: &House, who: &mut Who) -> Result<bool> {
    let shops: Vec<_> = who.memberships.iter().filter_map(|(m, _)| Some((m.brand_id, m.shop_id?))).collect();
    if shops.is_empty() {
        return Ok(false);
    }
    let read = move |tx: &mut Tx| {
        let mut away = Vec::new();
        for (brand, id) in shops {
            if shop::is_away(tx, brand, id)? {
                away.push(id);
            }
        }
        Ok(away)
    };
    let away = house.db.glance(read).await?;
    who.memberships.retain(|(m, _)| m.shop_id.is_none_or(|id| !away.contains(&id)));
    Ok(!away.is_empty())
}

/// What a tablet at a counter adds: who took their turn at it by PIN stays within its counter, and whoever is signed in at
/// it, in whatever way, is nobody any more when nothing was done for too long.
async fn tablet(house: &House, may: May, session: &Session, who: &mut Who) -> Result<()> {
    let now = house.clock.now();
    let took = session.get::<String>(TABLET).ok().flatten().and_then(|d| d.parse().ok()).map(DeviceId);
    if let Some(took) = took {
        // Gone with the tablet, and with the membership.
        let here = who.device.as_ref().filter(|d| d.id == took);
        who.memberships
            .retain(|(m, _)| m.role.of_a_shop() && here.is_some_and(|device| device.stands_at(m.brand_id, m.shop_id)));
        who.by_pin = true;
        if who.memberships.is_empty() {
            session.clear();
            who.forget_person();
        }
    }
    let Some(device) = who.device.clone() else { return Ok(()) };
    let since = Millis(session.get::<i64>(SINCE).ok().flatten().unwrap_or(0));
    if who.person.is_some() && device::rules::is_idle(&device, since, now) {
        session.clear();
        who.forget_person();
    }
    // What stands in the session would be written as a whole, over what another page has just changed: that somebody acts
    // stands with the tablet. Neither is worth failing a request for.
    let acts = who.person.is_some() && (may == May::SignedIn || !may.roles().is_empty());
    let (brand, id) = (device.brand_id, device.id);
    if acts && device::rules::acts_anew(&device, now) {
        let written = house.db.write(move |tx| device::acted(tx, brand, id, now)).await;
        written.unwrap_or_else(|e| tracing::warn!(error = %e, "that a tablet is in use was not written down"));
    } else if device::rules::heard_anew(&device, now) {
        let db = house.db.clone();
        actix_web::rt::spawn(async move {
            let written = db.write(move |tx| device::heard(tx, brand, id, now)).await;
            written.unwrap_or_else(|e| tracing::warn!(error = %e, "that a tablet was heard was not written down"));
        });
    }
    Ok(())
}

/// A customer's turn at the shop's tablet: while it lasts, the pages of a passport are theirs. Anything of the staff's own
/// work ends it. Says what becomes of the request where that is decided by the turn alone.
async fn turn(
    house: &House,
    may: May,
    request: &HttpRequest,
    session: &Session,
    who: &mut Who,
) -> Result<Option<Result<()>>> {
    let guest = session.get::<Guest>(GUEST).ok().flatten();
    if may.is_work() && guest.is_some() {
        over(session)?;
    }
    let after = session.get::<bool>(AFTER_GUEST).ok().flatten().is_some();
    if may == May::Anyone && (guest.is_some() || after || who.by_pin) && makes_somebody(request.path()) {
        // Whoever types here is not the clerk whose sign-in this is: what they take must not become the clerk's.
        who.forget_person();
    }
    if !may.of_a_passport() {
        return Ok(None);
    }
    let Some(guest) = guest else {
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
        // Nor is there anything of the staff's own to go back to where they hold no passport.
        let holds = who.memberships.iter().any(|(m, _)| m.role.of_a_passport());
        if after && (changes || !holds) {
            return Ok(Some(Err(Error::refused(403, "turn_over"))));
        }
        // A session that is touched is written: only where there is something to forget.
        if after {
            session.remove(AFTER_GUEST);
        }
        return Ok(None);
    };
    let now = house.clock.now();
    let staff = who.memberships.iter().find(|(m, _)| m.id == guest.membership && m.role.of_a_shop()).cloned();
    let at = staff.and_then(|(m, brand)| Some((m.shop_id?, m, brand)));
    let Some((shop, held, brand)) = at.filter(|_| !guest.is_over(now)) else {
        over(session)?;
        return Ok(Some(Err(Error::refused(403, "turn_over"))));
    };
    let (of, id) = (brand.id, guest.passport);
    let read = move |tx: &mut Tx| Ok((passport::passport(tx, of, id)?, shop::by_id(tx, of, shop)?));
    let (row, shop) = house.db.glance(read).await?;
    if row.merged_into.is_some() || row.is_gone() || shop.away_since().is_some() {
        over(session)?;
        return Ok(Some(Err(Error::refused(403, "turn_over"))));
    }
    if guest.is_worn(now) {
        session.insert(GUEST, guest.again(now)).map_err(Error::broken)?;
    }
    let acting = Membership { role: Role::Resident, shop_id: None, passport_id: Some(id), ..held };
    who.acting = Some((acting, brand));
    who.acting_for = Some(ActingFor { name: shown(&row), passport: codes::printed(&row.code), at: Some(shop) });
    Ok(Some(Ok(())))
}

/// Pages that give whoever is signed in something for good: a passport, a help, a role.
fn makes_somebody(path: &str) -> bool {
    ["/claim", "/help/", "/join", "/invitations/"].iter().any(|begin| path.starts_with(begin))
}

fn over(session: &Session) -> Result<()> {
    session.remove(GUEST);
    session.insert(AFTER_GUEST, true).map_err(Error::broken)
}

fn shown(row: &passport::Passport) -> String {
    if row.name.is_empty() { codes::printed(&row.code) } else { row.name.clone() }
}

/// A helper acts: each page says for whom, and each look is in the log the holder reads.
async fn help(house: &House, request: &HttpRequest, who: &mut Who) -> Result<()> {
    let (brand, id) = (who.brand()?.id, who.passport()?);
    let row = house.db.glance(move |tx| passport::passport(tx, brand, id)).await?;
    who.acting_for = Some(ActingFor { name: shown(&row), passport: codes::printed(&row.code), at: None });
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let (eyes, now) = (Eyes { shop: None, person: who.person_id(), way: Way::Helper }, house.clock.now());
        house.db.write(move |tx| knowing::log(tx, brand, id, eyes, &["passport"], now)).await?;
    }
    Ok(())
}

/// Limits of what is read of a request.
pub fn limits(config: &mut ServiceConfig) {
    config.app_data(web::PayloadConfig::new(json::LIMIT)).app_data(web::FormConfig::default().limit(json::LIMIT));
}
