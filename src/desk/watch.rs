//! What stands out: for the owner with the names their own shop knows, for the producer with residents under an invented
//! number. Nothing here says where else somebody was: a trade between two shops is told without names to both.

use super::Scene;
use crate::db::Tx;
use crate::keys::Keys;
use crate::passport;
use crate::people::{self, who::Who};
use crate::shop::{self, Shop};
use crate::watch::{self, Finding, Pattern, Row};
use crate::web::{Answer, House};
use crate::words::{PassportId, PersonId, Result, ShopId, codes};
use actix_web::web::Data;
use noren_views::dashboard::watch as page;
use std::collections::HashMap;

/// Rows shown of a finding.
const ROWS: usize = 20;

/// `GET /shop/watch`.
pub async fn of_shop(house: Data<House>, who: Who) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    told(&house, &who, scene, Some(shop)).await
}

/// `GET /dashboard/watch`.
pub async fn of_street(house: Data<House>, who: Who) -> Answer {
    let scene = Scene::of(&house, &who)?;
    told(&house, &who, scene, None).await
}

async fn told(house: &House, who: &Who, scene: Scene, shop: Option<ShopId>) -> Answer {
    let keys = house.keys.clone();
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &keys, &scene, shop)).await?))
}

fn read(tx: &mut Tx, keys: &Keys, scene: &Scene, own: Option<ShopId>) -> Result<page::Watch> {
    let findings = watch::findings(tx, &scene.brand, own, scene.now)?;
    let shops = shop::all(tx, scene.brand.id)?.into_iter().map(|s| (s.id, s)).collect();
    let mut teller = Teller { keys, scene, own, shops, staff: HashMap::new(), residents: HashMap::new() };
    let whose = match own {
        Some(_) => page::Whose::Shop,
        None => page::Whose::Street(scene.office),
    };
    let since = watch::since(&scene.brand, scene.now).date();
    let findings = findings.iter().map(|f| teller.finding(tx, f)).collect::<Result<_>>()?;
    Ok(page::Watch { whose, since, findings })
}

/// Says who was who, to whoever reads.
struct Teller<'s> {
    keys: &'s Keys,
    scene: &'s Scene,
    own: Option<ShopId>,
    shops: HashMap<ShopId, Shop>,
    staff: HashMap<PersonId, String>,
    residents: HashMap<PassportId, String>,
}

impl Teller<'_> {
    fn finding(&mut self, tx: &mut Tx, f: &Finding) -> Result<page::Finding> {
        let n = u32::try_from(f.rows.len()).unwrap_or(0);
        let named = self.own.is_some() && !matches!(f.pattern, Pattern::Trade { .. });
        let seen = match f.pattern {
            Pattern::Burst { staff, shop } => {
                page::Seen::Burst { who: self.staff(tx, staff)?, shop: self.shop(shop), n }
            }
            Pattern::OwnShop { of, shop } => page::Seen::OwnShop { who: self.staff(tx, of)?, shop: self.shop(shop), n },
            Pattern::Favourite { staff, passport, shop } => page::Seen::Favourite {
                who: self.staff(tx, staff)?,
                whom: self.resident(tx, passport, named)?,
                shop: self.shop(shop),
                n,
            },
            Pattern::Trade { one, other } => page::Seen::Trade { one: self.shop(one), other: self.shop(other), n },
            Pattern::Undone { staff, shop } => {
                page::Seen::Undone { who: self.staff(tx, staff)?, shop: self.shop(shop), n }
            }
        };
        let rows = f.rows.iter().take(ROWS).map(|row| self.row(tx, row, named)).collect::<Result<_>>()?;
        Ok(page::Finding { seen, rows, more: n.saturating_sub(ROWS as u32) })
    }

    fn row(&mut self, tx: &mut Tx, row: &Row, named: bool) -> Result<page::Row> {
        // Another shop's staff are nobody's but the producer's to read of.
        let theirs = self.own.is_some() && !named && self.own == Some(row.shop);
        let staff = row.staff.filter(|_| !theirs).map(|id| self.staff(tx, id)).transpose()?;
        Ok(page::Row {
            at: row.at.zoned(&self.scene.brand.zone()).datetime(),
            shop: self.shop(row.shop),
            staff,
            resident: self.resident(tx, row.passport, named)?,
            points: row.points.0,
            undone: row.undone,
            receipt: named.then(|| row.visit.to_string()),
        })
    }

    fn shop(&self, id: ShopId) -> String {
        self.shops.get(&id).map_or(String::new(), |s| s.shown(self.scene.lang))
    }

    fn staff(&mut self, tx: &mut Tx, id: PersonId) -> Result<String> {
        if let Some(known) = self.staff.get(&id) {
            return Ok(known.clone());
        }
        let name = people::person(tx, id)?.shown(self.scene.lang);
        self.staff.insert(id, name.clone());
        Ok(name)
    }

    /// A name the reader's own shop knows; else an invented number, the same for the same person.
    fn resident(&mut self, tx: &mut Tx, id: PassportId, named: bool) -> Result<String> {
        if !named {
            return Ok(page::invented(self.scene.lang, &self.keys.pseudonym(&format!("{}/{id}", self.scene.brand.id))));
        }
        if let Some(known) = self.residents.get(&id) {
            return Ok(known.clone());
        }
        let row = passport::passport(tx, self.scene.brand.id, id)?;
        let name = if row.name.is_empty() { codes::printed(&row.code) } else { row.name };
        self.residents.insert(id, name.clone());
        Ok(name)
    }
}
