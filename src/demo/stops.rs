//! What happens when a resident stands at a counter: the visit, now and then a mistake, points used, a slip to a
//! neighbour. Counts the points along as the charter would. Pure.

use super::calendar::{Minute, last_saturday, minute};
use super::habits::ShopNo;
use super::plan::What;
use super::seed::{All, Named, Showing, SomeShops};
use super::walks::Walk;
use crate::knowing::{Telling, chips};
use crate::passport::Sharing;
use crate::words::{Error, Millis, Result, time};

/// A slip in one's pocket.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenSlip {
    pub(super) to: ShopNo,
    pub(super) until: Millis,
}

/// Seconds after a visit at which the rest happens, in this order.
const TAKEN_BACK: i64 = 35;
const STAMPED_AGAIN: i64 = 60;
const SPENT: i64 = 95;
const SENT_ON: i64 = 120;

impl Walk<'_> {
    pub(super) fn register(&mut self, shop: Option<ShopNo>, at: Millis) {
        self.registered = true;
        self.act(at, What::Register { shop });
    }

    /// At a counter. Returns where the slip that was given leads, if it is to be used at once.
    pub(super) fn stop(&mut self, day: usize, shop: ShopNo, minute: Minute) -> Option<ShopNo> {
        let past = self.chance.between(0, 59);
        let at = self.street.day(day).at(minute, past);
        self.arrive(shop, at);
        let amount = self.amount(shop);
        let staff = self.staff(shop);
        let habits = &self.street.seed.habits;
        if let Some(right) = amount.filter(|_| self.chance.hits(habits.mistakes.taken_back_per_visit)) {
            // A digit too many.
            let wrong = (right * 10).min(self.street.seed.street.brand.charter.max_amount);
            self.act(at, What::Visit { shop, staff, amount: Some(wrong) });
            self.act(at.plus(TAKEN_BACK * 1000), What::TakeBack);
            self.visit(shop, staff, amount, at.plus(STAMPED_AGAIN * 1000));
        } else {
            self.visit(shop, staff, amount, at);
        }
        self.spend(shop, staff, at.plus(SPENT * 1000));
        let sent = self.send_on(day, shop, staff, at.plus(SENT_ON * 1000));
        self.been[shop] = true;
        self.today.push(shop);
        sent
    }

    /// The first time one registers; with a lost card one gets another.
    fn arrive(&mut self, shop: ShopNo, at: Millis) {
        if !self.registered {
            self.register(Some(shop), at.plus(-3 * time::MINUTE));
        }
        if std::mem::take(&mut self.card_lost) {
            self.act(at.plus(-time::MINUTE), What::ReplaceCard { shop });
        }
    }

    fn amount(&mut self, shop: ShopNo) -> Option<i64> {
        let (low, high) = self.street.shop(shop).price;
        let spent = low * (high / low).powf(self.chance.purse());
        let known = self.chance.hits(self.street.seed.habits.outing.amount_known);
        known.then_some((spent / 10.0).round() as i64 * 10)
    }

    /// Who stands at the counter: the owner is 0.
    fn staff(&mut self, shop: ShopNo) -> usize {
        self.chance.below(self.street.shop(shop).clerks.len() + 1)
    }

    /// A visit, with what it earns and the slip it uses.
    fn visit(&mut self, shop: ShopNo, staff: usize, amount: Option<i64>, at: Millis) {
        let charter = &self.street.seed.street.brand.charter;
        self.balance += charter.points_per_visit + amount.unwrap_or(0) / 100 * charter.points_per_100;
        if let Some(used) = self.slips.iter().position(|s| s.to == shop && s.until > at) {
            self.slips.remove(used);
            self.balance += charter.slip_welcome;
        }
        self.act(at, What::Visit { shop, staff, amount });
    }

    /// The named ones keep theirs, so that there is something to try out.
    fn spend(&mut self, shop: ShopNo, staff: usize, at: Millis) {
        let s = &self.street.seed.habits.spending;
        if self.me.pin.is_some() || self.balance < s.least_balance || !self.chance.hits(s.chance_per_visit) {
            return;
        }
        let (least, most) = s.share_of_balance;
        let part = self.balance as f64 * (least + (most - least) * self.chance.unit());
        let points = (part as i64 / s.step * s.step).max(s.step);
        self.balance -= points;
        self.act(at, What::Spend { shop, staff, points });
    }

    /// Now and then the counter knows who has what it has not.
    fn send_on(&mut self, day: usize, shop: ShopNo, staff: usize, at: Millis) -> Option<ShopNo> {
        let street = self.street;
        let s = &street.seed.habits.slips;
        let paper = if self.me.paper { s.paper } else { 1.0 };
        let chance = s.chance_per_visit * street.month(day).slips * street.sends(shop) * paper;
        if !self.chance.hits(chance) {
            return None;
        }
        let fine = |to: ShopNo| {
            to != shop && !self.today.contains(&to) && !self.slips.iter().any(|s| s.to == to && s.until > at)
        };
        let new = |to: ShopNo| if self.been[to] { 1.0 } else { s.not_been };
        let ways = street.ways(shop).iter().filter(|w| fine(w.to));
        let ways: Vec<_> = ways.map(|w| ((w.to, w.pair), w.weight * street.receives(w.to, day) * new(w.to))).collect();
        let (to, pair) = self.chance.weighted(ways)?;
        let reason = street.seed.street.pairs[pair].reason.clone();
        self.give(shop, staff, to, reason, at);
        if !self.chance.hits(self.kind.takes_slip) {
            return None;
        }
        if self.chance.hits(s.same_day) {
            return Some(to);
        }
        self.plan_errand(day, to);
        None
    }

    fn give(&mut self, from: ShopNo, staff: usize, to: ShopNo, reason: String, at: Millis) {
        let days = self.street.seed.street.brand.charter.slip_days;
        self.slips.push(OpenSlip { to, until: at.plus(days * time::DAY) });
        self.act(at, What::SendOn { from, staff, to, reason });
    }

    /// What one lets the shops know: decided after some visit, for shops one had been to by then.
    pub(super) fn tell_shops(&mut self) {
        let visits: Vec<(Millis, ShopNo)> = self.acts.iter().filter_map(|a| a.visit()).collect();
        let habits = &self.street.seed.habits;
        for (kind, showing) in [(Sharing::Been, &habits.knowledge.visits), (Sharing::Likes, &habits.knowledge.likes)] {
            if visits.is_empty() || !self.chance.hits(showing.share) {
                continue;
            }
            let last = self.chance.below(visits.len());
            let at = visits[last].0.plus(self.chance.between(5, 90) * time::MINUTE);
            let mut mine: Vec<ShopNo> = self.me.own_shops.clone();
            mine.extend(visits[..=last].iter().map(|(_, shop)| *shop));
            let mut seen = vec![false; self.street.shops().len()];
            mine.retain(|s| visits[..=last].iter().any(|(_, v)| v == s) && !std::mem::replace(&mut seen[*s], true));
            mine.truncate(self.how_many(showing));
            if kind == Sharing::Likes {
                let needs = self.likes();
                self.act(at, What::Like { needs });
            }
            self.act(at, What::Share { kind, shops: mine });
        }
        if !visits.is_empty() && self.chance.hits(habits.knowledge.tells) {
            let (at, shop) = visits[self.chance.below(visits.len())];
            let chips = chips::of(Some(&self.street.shop(shop).need));
            let chip = chips.get(self.chance.below(chips.len())).and_then(|c| Telling::chip(&c.code, true).ok());
            if let Some(telling) = chip {
                self.act(at.plus(SENT_ON * 1000), What::Tell { shop: Some(shop), telling });
            }
        }
    }

    fn how_many(&mut self, showing: &Showing) -> usize {
        match self.chance.weighted(showing.shops.iter().map(|(n, w)| (n.as_str(), *w))) {
            Some("one") => 1,
            Some("few") => usize::try_from(self.chance.between(2, 4)).unwrap_or(2),
            _ => usize::MAX,
        }
    }

    /// One to three needs of the own shops that people say they like something of.
    fn likes(&mut self) -> Vec<String> {
        let street = self.street;
        let own: Vec<&str> = self.me.own_shops.iter().map(|s| street.shop(*s).need.as_str()).collect();
        let likes = street.seed.habits.likes.iter().map(|l| l.need.as_str()).filter(|n| own.contains(n));
        let mut needs: Vec<String> = likes.map(str::to_owned).collect();
        needs.dedup();
        needs.truncate(usize::try_from(self.chance.between(1, 3)).unwrap_or(1));
        needs
    }

    /// What a resident with a name in the seed likes and shows, said on the day of joining.
    pub(super) fn tell_as_named(&mut self, named: &Named) -> Result<()> {
        let street = self.street;
        let at = self.acts.first().map_or(street.day(self.me.joins).starts, |a| a.at).plus(20 * time::MINUTE);
        let need = |like: &String| {
            let found = street.seed.habits.likes.iter().find(|l| l.ja == *like);
            found.map(|l| l.need.clone()).ok_or_else(|| Error::broken(format!("seed: nobody likes '{like}'")))
        };
        let needs: Vec<String> = named.likes.iter().map(need).collect::<Result<_>>()?;
        self.act(at, What::Like { needs });
        for share in &named.shares {
            let name = if share.kind == "visits" { "been" } else { share.kind.as_str() };
            let kind = Sharing::parse(name).ok_or_else(|| Error::broken(format!("seed: kind '{name}'")))?;
            let shops = match &share.shops {
                SomeShops::These(codes) => codes.iter().map(|c| street.seed.shop(c)).collect::<Result<_>>()?,
                SomeShops::All(All::Shops) => street.shops().collect(),
            };
            self.act(at, What::Share { kind, shops });
        }
        let shop = |code: &String| street.seed.shop(code);
        // In the last hour of its day, and never before they came.
        let when = |days_ago: i64| {
            let day = usize::try_from(street.span.days.len() as i64 - 1 - days_ago).unwrap_or(0);
            street.day(day).at(21 * 60, 0).max(at)
        };
        for told in &named.told {
            let offered = !told.only_there;
            let telling = match (&told.chip, &told.tried, &told.words, told.birthday) {
                (Some(chip), ..) => Telling::chip(chip, offered),
                (_, Some(tried), ..) => Telling::tried(tried, told.liked, offered),
                (_, _, Some(words), _) => Telling::words(words, offered),
                (.., month) => Telling::birthday(month.unwrap_or(0), offered),
            }?;
            let shop = told.shop.as_ref().map(shop).transpose()?;
            self.act(when(told.days_ago), What::Tell { shop, telling });
        }
        if let Some(p) = &named.promised {
            let (what, promise) = (p.what.clone(), p.promise.clone());
            self.act(when(p.days_ago), What::Promise { shop: shop(&p.shop)?, what, promise, days: p.days });
        }
        Ok(())
    }

    /// Exactly what the seed says somebody has done.
    pub(super) fn as_told(&mut self, named: &Named) -> Result<()> {
        let street = self.street;
        let when = |days_ago: i64, clock: &str| -> Result<Millis> {
            let day = usize::try_from(last_saturday(&street.span) as i64 - days_ago).ok();
            let day = day.filter(|d| *d < street.span.days.len()).zip(minute(clock));
            let (day, minute) = day.ok_or_else(|| Error::broken("seed: a history that does not fit the span"))?;
            Ok(street.day(day).at(minute, 20))
        };
        for visit in &named.history {
            let (shop, at) = (street.seed.shop(&visit.shop)?, when(visit.days_ago, &visit.at)?);
            self.arrive(shop, at);
            let staff = self.staff(shop);
            self.visit(shop, staff, visit.amount, at);
            if let Some(slip) = named.slip.as_ref().filter(|s| s.from == visit.shop && s.days_ago == visit.days_ago) {
                let to = street.seed.shop(&slip.to)?;
                self.give(shop, staff, to, slip.reason.clone(), at.plus(SENT_ON * 1000));
            }
        }
        for spent in &named.spent {
            let shop = street.seed.shop(&spent.shop)?;
            let staff = self.staff(shop);
            self.balance -= spent.points;
            self.act(when(spent.days_ago, &spent.at)?, What::Spend { shop, staff, points: spent.points });
        }
        Ok(())
    }
}
