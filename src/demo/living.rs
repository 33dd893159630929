//! Does what the plan says: each of its acts is the act of real life, at its own time, in short batches. A batch may
//! run twice, so it starts from what the one before it left.

use super::founding::{Founded, Hashes, hash_of};
use super::habits::ShopNo;
use super::plan::{Act, What};
use super::residents::{self, Resident};
use super::seed::Seed;
use crate::care;
use crate::case;
use crate::counter::{self, Spending, Stand, Tap};
use crate::db::{Db, Tx};
use crate::knowing;
use crate::passport::{self, pin};
use crate::people::{self, For, Role};
use crate::words::{Amount, Day, Error, Millis, PassportId, Result, VisitId};
use std::sync::Arc;

/// Acts in one write.
const BATCH: usize = 400;
/// Cards on a printed sheet.
const SHEET: usize = 10;

/// What all batches share.
pub(super) struct Street {
    shared: Arc<(Seed, Hashes)>,
    pub(super) founded: Founded,
    residents: Vec<Resident>,
}

/// What one batch leaves to the next.
#[derive(Debug, Clone)]
struct Left {
    holders: Vec<Option<Holder>>,
    /// Printed cards nobody has yet, by shop.
    blanks: Vec<Vec<String>>,
}

#[derive(Debug, Clone)]
struct Holder {
    passport: PassportId,
    card: String,
    /// The visit before: where, by whom, which.
    last: Option<(ShopNo, usize, VisitId)>,
}

/// Does it all. `progress` hears of each month.
pub(super) fn live(db: &Db, street: &Arc<Street>, acts: &[Act], mut progress: impl FnMut(&str)) -> Result<()> {
    let zone = street.founded.brand.zone();
    let mut left =
        Left { holders: vec![None; street.residents.len()], blanks: vec![Vec::new(); street.founded.shops.len()] };
    let mut month = String::new();
    for batch in acts.chunks(BATCH) {
        let now = batch.first().map(|a| a.at.zoned(&zone).strftime("%Y-%m").to_string()).unwrap_or_default();
        if now != month {
            month = now;
            progress(&month);
        }
        let (street, batch) = (street.clone(), batch.to_vec());
        left = db.write_now(move |tx| {
            let mut left = left.clone();
            for act in &batch {
                street.perform(tx, &mut left, act)?;
            }
            Ok(left)
        })?;
    }
    let (street, at) = (street.clone(), acts.last().map_or(Millis(0), |a| a.at));
    db.write_now(move |tx| street.care(tx, &left, at))
}

impl Street {
    pub(super) fn new(shared: Arc<(Seed, Hashes)>, founded: Founded, residents: Vec<Resident>) -> Street {
        Street { shared, founded, residents }
    }

    pub(super) fn seed(&self) -> &Seed {
        &self.shared.0
    }

    fn hash_of(&self, secret: &str) -> Result<String> {
        hash_of(&self.shared.1, secret)
    }

    fn perform(&self, tx: &mut Tx, left: &mut Left, act: &Act) -> Result<()> {
        let (brand, at) = (self.founded.brand.id, act.at);
        if let What::Register { shop } = act.what {
            left.holders[act.who] = Some(self.register(tx, left, act.who, shop, at)?);
            return Ok(());
        }
        let holder = left.holders[act.who].clone().ok_or_else(|| Error::broken("a visit before its passport"))?;
        match &act.what {
            What::Register { .. } => {}
            What::Visit { shop, staff, amount } => {
                let tap = Tap { card: holder.card.clone(), amount: amount.map(Amount), at: None };
                let stamped = counter::record_tap(tx, self.stand(*shop, *staff), &tap, at)?;
                let last = Some((*shop, *staff, stamped.visit.id));
                left.holders[act.who] = Some(Holder { last, ..holder });
            }
            What::TakeBack => {
                let (shop, staff, visit) = holder.last.ok_or_else(|| Error::broken("nothing to take back"))?;
                counter::reverse_visit(tx, self.stand(shop, staff), visit, None, at)?;
            }
            What::Spend { shop, staff, points } => {
                let hash = self.pin_hash(act.who)?;
                let pin = Some(pin::Compared { hash: Some(hash), right: true });
                let spending = Spending { card: holder.card, points: *points, pin, pass: None };
                counter::redeem(tx, self.stand(*shop, *staff), &spending, at)??;
            }
            What::SendOn { from, staff, to, reason } => {
                let to = &self.seed().street.shops[*to].code;
                counter::send_on(tx, self.stand(*from, *staff), &holder.card, to, reason, at)?;
            }
            What::ReplaceCard { shop } => {
                let by = self.founded.shops[*shop];
                let blank =
                    if self.residents[act.who].paper { self.blank(tx, left, *shop, at)? } else { String::new() };
                let new = passport::replace_card(tx, brand, holder.passport, &blank, Some(by), at)?;
                left.holders[act.who] = Some(Holder { card: new.card.token, ..holder });
            }
            What::Like { needs } => passport::set_likes(tx, brand, holder.passport, needs, at)?,
            What::Share { kind, shops } => {
                let shops: Vec<_> = shops.iter().map(|s| self.founded.shops[*s]).collect();
                passport::share(tx, brand, holder.passport, *kind, &shops, at)?;
            }
            What::Tell { shop, telling } => {
                let by = shop.and_then(|shop| self.stand(shop, 0).by);
                let shop = shop.map(|shop| self.founded.shops[shop]);
                knowing::tell(tx, brand, holder.passport, shop, by, telling, at)?;
            }
            What::Promise { shop, what, promise, days } => {
                let stand = self.stand(*shop, 0);
                let today = at.day(&self.founded.brand.zone());
                let opening = case::Opening {
                    passport: holder.passport,
                    shop: stand.shop,
                    what: what.clone(),
                    promise: promise.clone(),
                    due: Day(today.0 + days),
                    owner: stand.by.ok_or_else(|| Error::broken("a shop without an owner"))?,
                    by: stand.by,
                };
                case::open(tx, brand, &opening, today, at)?;
            }
        }
        Ok(())
    }

    /// Who helps whom, and who shares a stamp book, among the named.
    fn care(&self, tx: &mut Tx, left: &Left, at: Millis) -> Result<()> {
        let (brand, named) = (self.founded.brand.id, &self.seed().habits.named);
        for (who, one) in named.iter().enumerate() {
            let Some(holder) = left.holders.get(who).and_then(Option::as_ref) else { continue };
            let helper =
                one.helped_by.as_deref().map(|email| people::person_by_email(tx, email)).transpose()?.flatten();
            if let Some(helper) = helper {
                let link = care::invite(tx, brand, holder.passport, at)?;
                care::help(tx, &link.token, helper.id, at)?;
            }
            let other = one.book_with.as_deref().and_then(|email| named.iter().position(|n| n.email == email));
            let other = other.and_then(|other| left.holders.get(other).and_then(Option::as_ref));
            if let Some(other) = other {
                let ask = care::ask(tx, brand, holder.passport, &other.card, at)?;
                care::say_yes(tx, brand, other.passport, ask, &care::rules::seal(&[holder.passport]), at)?;
            }
        }
        Ok(())
    }

    fn stand(&self, shop: ShopNo, staff: usize) -> &Stand {
        &self.founded.stands[shop][staff]
    }

    fn pin_hash(&self, who: usize) -> Result<String> {
        self.hash_of(self.residents[who].pin.as_deref().unwrap_or(residents::PIN))
    }

    fn register(&self, tx: &mut Tx, left: &mut Left, who: usize, shop: Option<ShopNo>, at: Millis) -> Result<Holder> {
        let (brand, resident) = (self.founded.brand.id, &self.residents[who]);
        let card = match shop {
            Some(shop) if resident.paper => self.blank(tx, left, shop, at)?,
            _ => String::new(),
        };
        let new = passport::Newcomer {
            name: resident.name.clone(),
            reading: resident.reading.clone(),
            pin_hash: Some(self.pin_hash(who)?),
            card,
        };
        let at_shop = shop.map(|s| self.founded.shops[s]);
        let (passport, card) = passport::register(tx, brand, &new, at_shop, at)?;
        if let Some(sign_in) = &resident.sign_in {
            let new = people::Newcomer {
                email: sign_in.email.clone(),
                name: sign_in.name.clone(),
                name_en: resident.name_en.clone(),
                password_hash: self.hash_of(&sign_in.password)?,
            };
            let person = people::join(tx, &new, at)?;
            people::admit(tx, brand, person.id, Role::Resident, For::Passport(passport.id), at)?;
            passport::use_claims(tx, brand, passport.id)?;
        }
        Ok(Holder { passport: passport.id, card: card.card.token, last: None })
    }

    /// The next printed card of a shop; it prints another sheet where the last one is used up.
    fn blank(&self, tx: &mut Tx, left: &mut Left, shop: ShopNo, at: Millis) -> Result<String> {
        let blanks = &mut left.blanks[shop];
        if blanks.is_empty() {
            let sheet = passport::issue_sheet(tx, self.founded.brand.id, Some(self.founded.shops[shop]), SHEET, at)?;
            blanks.extend(sheet.into_iter().rev().map(|c| c.card.token));
        }
        blanks.pop().ok_or_else(|| Error::broken("an empty sheet of cards"))
    }
}
