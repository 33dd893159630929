//! Who is asking, and what they may do: from the session or the API key, by memberships alone.

use super::{Membership, Person, Role, store};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::device::Device;
use crate::keys::{Audience, Keys};
use crate::shop::Shop;
use crate::web::{Asking, Fault, page};
use crate::words::{ApiKeyId, Error, MembershipId, Millis, PassportId, PersonId, Result, ShopId};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use noren_views::{Band, Frame, Lang, Page};
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Anyone, signed in or not.
    Anyone,
    /// Anyone who is signed in.
    SignedIn,
    /// Owner or clerk of a shop.
    Staff,
    /// Owner of a shop.
    Owner,
    /// A tablet that was enrolled at a shop, whoever stands before it.
    Device,
    /// Holder of a passport, or who acts for them: a helper; the holder on a shop's tablet.
    Resident,
    /// The holder alone, on a shop's tablet too: no helper.
    Holder,
    /// Coordinator of a brand.
    Coordinator,
    /// Officer of a brand: the second person of the two.
    Officer,
    /// Those who see how the street is: coordinator, officer.
    Desk,
    /// Those who read the books: coordinator, officer, auditor.
    Books,
    /// A program with a shop's key.
    ShopKey,
    /// A program with a coordinator's key.
    BrandKey,
    /// A program with either key.
    AnyKey,
}

impl May {
    pub fn roles(self) -> &'static [Role] {
        match self {
            May::Staff => &[Role::Owner, Role::Clerk],
            May::Owner => &[Role::Owner],
            May::Resident | May::Holder => &[Role::Resident, Role::Helper],
            May::Coordinator => &[Role::Coordinator],
            May::Officer => &[Role::Officer],
            May::Desk => &[Role::Coordinator, Role::Officer],
            May::Books => &[Role::Coordinator, Role::Officer, Role::Auditor],
            _ => &[],
        }
    }

    /// A page of a passport.
    pub fn of_a_passport(self) -> bool {
        matches!(self, May::Resident | May::Holder)
    }

    /// Work of the staff or of the street's officers.
    pub fn is_work(self) -> bool {
        !self.roles().is_empty() && !self.of_a_passport()
    }

    pub fn by_key(self) -> bool {
        matches!(self, May::ShopKey | May::BrandKey | May::AnyKey)
    }
}

/// A person (or nobody) in front of a page.
#[derive(Debug, Clone)]
pub struct Who {
    pub asking: Asking,
    pub person: Option<Person>,
    /// Current memberships, each with its brand.
    pub memberships: Vec<(Membership, Brand)>,
    /// The one by which this route may be used.
    pub acting: Option<(Membership, Brand)>,
    /// The tablet it comes from, where that was enrolled and is not revoked.
    pub device: Option<Device>,
    /// They took their turn at that tablet by PIN: its counter is theirs, and nothing else.
    pub by_pin: bool,
    /// For whom, where that is not the person signed in.
    pub acting_for: Option<ActingFor>,
}

/// Whose passport somebody else's sign-in opens.
#[derive(Debug, Clone)]
pub struct ActingFor {
    pub name: String,
    /// The passport's code, as printed.
    pub passport: String,
    /// The holder is here, at this shop's tablet; else it is a helper who acts.
    pub at: Option<Shop>,
}

/// What is read of a signed-in person for each page.
pub fn standing(tx: &mut Tx, person: PersonId) -> Result<(Person, Vec<(Membership, Brand)>)> {
    let who = store::person(tx, person)?;
    let mut held = Vec::new();
    for membership in store::memberships_of(tx, person)? {
        let brand = brand::by_id(tx, membership.brand_id)?;
        held.push((membership, brand));
    }
    Ok((who, held))
}

impl Who {
    /// Chooses the membership by which a route may be used: the one chosen in the session where it fits, else the first.
    pub fn act_as(&mut self, may: May, chosen: Option<MembershipId>) -> bool {
        let roles = may.roles();
        if roles.is_empty() {
            self.acting = None;
            return match may {
                May::Anyone => true,
                May::SignedIn => self.person.is_some(),
                May::Device => self.device.is_some(),
                _ => false,
            };
        }
        let mut fitting = self.memberships.iter().filter(|(m, _)| roles.contains(&m.role));
        // One's own passport before those one helps with.
        let first = fitting.clone().min_by_key(|(m, _)| m.role == Role::Helper);
        self.acting = fitting.find(|(m, _)| Some(m.id) == chosen).or(first).cloned();
        if may == May::Holder && self.role() == Some(Role::Helper) {
            self.acting = None;
        }
        self.acting.is_some()
    }

    /// How many shops this person works in, for the page that asks which.
    pub fn shops(&self) -> Vec<&(Membership, Brand)> {
        self.memberships.iter().filter(|(m, _)| m.shop_id.is_some()).collect()
    }

    /// The membership by which they work at the counter of the tablet this comes from.
    pub fn at_tablet(&self) -> Option<&Membership> {
        let device = self.device.as_ref()?;
        let here = |m: &&Membership| m.role.of_a_shop() && device.stands_at(m.brand_id, m.shop_id);
        self.memberships.iter().map(|(m, _)| m).find(here)
    }

    /// Nobody is signed in (any more).
    pub fn forget_person(&mut self) {
        self.person = None;
        self.memberships = Vec::new();
        self.by_pin = false;
    }

    /// The brand this route acts in.
    pub fn brand(&self) -> Result<&Brand> {
        self.acting.as_ref().map(|(_, brand)| brand).ok_or_else(Error::not_found)
    }

    /// The membership by which this route is used.
    pub fn membership(&self) -> Result<&Membership> {
        self.acting.as_ref().map(|(membership, _)| membership).ok_or_else(Error::not_found)
    }

    pub fn shop(&self) -> Result<ShopId> {
        self.acting.as_ref().and_then(|(m, _)| m.shop_id).ok_or_else(Error::not_found)
    }

    /// The tablet this comes from.
    pub fn device(&self) -> Result<&Device> {
        self.device.as_ref().ok_or_else(|| Error::refused(401, "not_a_device"))
    }

    pub fn passport(&self) -> Result<PassportId> {
        self.acting.as_ref().and_then(|(m, _)| m.passport_id).ok_or_else(Error::not_found)
    }

    pub fn holds_passport_of(&self, brand: &Brand) -> bool {
        self.memberships.iter().any(|(m, b)| m.role == Role::Resident && b.id == brand.id)
    }

    pub fn role(&self) -> Option<Role> {
        self.acting.as_ref().map(|(m, _)| m.role)
    }

    pub fn person(&self) -> Result<&Person> {
        self.person.as_ref().ok_or_else(|| Error::refused(401, "not_signed_in"))
    }

    pub fn person_id(&self) -> Option<PersonId> {
        self.person.as_ref().map(|p| p.id)
    }

    /// The frame of a page of this street (else of the street acted in, else of the one this person is on).
    pub fn frame(&self, brand: Option<&Brand>) -> Frame {
        let brand = brand.or(self.acting.as_ref().or(self.memberships.first()).map(|(_, b)| b));
        let lang = self.lang(brand);
        let frame = self.asking.frame(brand.map(|b| b.street(lang)), self.person.as_ref().map(|p| p.shown(lang)));
        Frame { band: self.acting_for.as_ref().map(|of| of.band(lang)), ..frame }
    }

    pub fn lang(&self, brand: Option<&Brand>) -> Lang {
        self.asking.said_lang.or(brand.map(Brand::lang)).unwrap_or_default()
    }

    /// Answers with a page of the street acted in.
    pub fn page(&self, status: u16, shown: &impl Page) -> HttpResponse {
        self.page_of(None, status, shown)
    }

    /// Answers with a page of a street.
    pub fn page_of(&self, brand: Option<&Brand>, status: u16, shown: &impl Page) -> HttpResponse {
        page(status, noren_views::render(&self.frame(brand), shown))
    }
}

impl ActingFor {
    fn band(&self, lang: Lang) -> Band {
        match &self.at {
            Some(shop) => {
                Band::Turned { name: self.name.clone(), shop: shop.shown(lang), passport: self.passport.clone() }
            }
            None => Band::Helping { name: self.name.clone() },
        }
    }
}

impl Person {
    /// The name as this language writes it.
    pub fn shown(&self, lang: Lang) -> String {
        lang.pick(&self.name, &self.name_en).to_owned()
    }
}

impl FromRequest for Who {
    type Error = Fault;
    type Future = Ready<std::result::Result<Who, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let who = req.extensions().get::<Who>().cloned();
        ready(who.ok_or_else(|| Fault(Error::broken("a page without its guard"))))
    }
}

/// A program with a key.
#[derive(Debug, Clone)]
pub struct Caller {
    pub asking: Asking,
    pub brand: Brand,
    /// None for a coordinator's key.
    pub shop: Option<ShopId>,
}

impl FromRequest for Caller {
    type Error = Fault;
    type Future = Ready<std::result::Result<Caller, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = req.extensions().get::<Caller>().cloned();
        ready(caller.ok_or_else(|| Fault(Error::broken("an API route without its guard"))))
    }
}

/// What an API token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Subject {
    sub: ApiKeyId,
}

/// How long a token for a key is good; the key itself can be ended at any time.
const TOKEN_SECONDS: i64 = 10 * 365 * 24 * 3600;

/// The token of an API key: shown once.
pub fn api_token(keys: &Keys, id: ApiKeyId, now: Millis) -> Result<String> {
    keys.sign(Audience::Api, Subject { sub: id }, now.0, TOKEN_SECONDS)
}

/// The key a token names, where the token is ours and in its time.
pub fn token_names(keys: &Keys, token: &str, now: Millis) -> Option<ApiKeyId> {
    keys.verify::<Subject>(Audience::Api, token, now.0).map(|s| s.sub)
}

/// The brand and shop of a key that has not been ended, and whether that shop has left.
pub fn key_holder(tx: &mut Tx, id: ApiKeyId) -> Result<Option<(Brand, Option<ShopId>, bool)>> {
    let Some(key) = store::api_key(tx, id)? else { return Ok(None) };
    let left = match key.shop_id {
        Some(shop) => crate::shop::is_away(tx, key.brand_id, shop)?,
        None => false,
    };
    Ok(Some((brand::by_id(tx, key.brand_id)?, key.shop_id, left)))
}
