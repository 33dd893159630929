//! The books as coordinator, officer and auditor read them. Nobody is named.

use super::{Scene, count, store};
use crate::db::Tx;
use crate::ledger::{self, Account, Code, Kind};
use crate::people::who::Who;
use crate::shop::{self, Shop};
use crate::web::{Answer, House};
use crate::words::{AccountId, Result};
use actix_web::web::Data;
use noren_views::dashboard::{Books, books};
use std::collections::HashMap;

/// Transfers shown.
const LATEST: i64 = 30;

/// `GET /dashboard/books`.
pub async fn get(house: Data<House>, who: Who) -> Answer {
    let scene = Scene::of(&house, &who)?;
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &scene)).await?))
}

fn read(tx: &mut Tx, scene: &Scene) -> Result<Books> {
    let brand = scene.brand.id;
    let accounts = ledger::accounts_of(tx, brand)?;
    let shops = shop::all(tx, brand)?;
    let by_id: HashMap<AccountId, &Account> = accounts.iter().map(|a| (a.id, a)).collect();
    let named: HashMap<i64, String> = shops.iter().map(|s| (s.id.0, s.shown(scene.lang))).collect();
    let account = |id: AccountId| match by_id.get(&id).map(|a| (a.kind, a.owner_id)) {
        Some((Kind::Shop, owner)) => books::Account::Shop(named.get(&owner).cloned().unwrap_or_default()),
        Some((Kind::Due, owner)) => books::Account::Due(named.get(&owner).cloned().unwrap_or_default()),
        Some((kind, _)) => kind_of(kind),
        None => books::Account::Other(id.to_string()),
    };
    let zone = scene.brand.zone();
    let transfers = ledger::recent(tx, brand, LATEST)?;
    Ok(Books {
        office: scene.office,
        at: scene.now.zoned(&zone).datetime(),
        kinds: totals(false, &accounts),
        money: totals(true, &accounts),
        shops: positions(tx, scene, &accounts, shops)?,
        transfers: transfers
            .iter()
            .map(|p| books::Transfer {
                at: p.posted_at.zoned(&zone).datetime(),
                reason: reason(p.code),
                debit: account(p.debit_account),
                credit: account(p.credit_account),
                amount: p.amount.0,
                money: by_id.get(&p.debit_account).is_some_and(|a| a.kind.is_money()),
            })
            .collect(),
    })
}

fn kind_of(kind: Kind) -> books::Account {
    match kind {
        Kind::Passport => books::Account::Passport,
        Kind::Debt => books::Account::Debt,
        Kind::Shop => books::Account::Shop(String::new()),
        Kind::Fund => books::Account::Fund,
        Kind::Expiry => books::Account::Expired,
        Kind::Sponsor => books::Account::Sponsor,
        Kind::Due => books::Account::Due(String::new()),
        Kind::Purse => books::Account::Purse,
        Kind::Bank => books::Account::Bank,
    }
}

fn reason(code: Code) -> books::Reason {
    match code {
        Code::Visit => books::Reason::Visit,
        Code::Correction => books::Reason::Correction,
        Code::Welcome => books::Reason::Welcome,
        Code::Thanks => books::Reason::Thanks,
        Code::Redemption => books::Reason::Redemption,
        Code::Lapse => books::Reason::Expiry,
        Code::Reversal => books::Reason::Reversal,
        Code::Owed | Code::Settled => books::Reason::Debt,
        Code::Amends => books::Reason::Amends,
        Code::Merge => books::Reason::Merge,
        Code::Given | Code::Taken | Code::ThanksGot | Code::ThanksPaid | Code::Fee => books::Reason::Close,
        Code::Adjustment => books::Reason::Adjustment,
        Code::Paid => books::Reason::Paid,
        Code::Campaign => books::Reason::Campaign,
        Code::Funded | Code::Sponsored => books::Reason::Sponsor,
    }
}

fn totals(money: bool, accounts: &[Account]) -> Vec<books::KindTotal> {
    Kind::ALL.iter().filter(|k| k.is_money() == money).filter_map(|kind| total(*kind, accounts)).collect()
}

fn total(kind: Kind, accounts: &[Account]) -> Option<books::KindTotal> {
    let of = accounts.iter().filter(|a| a.kind == kind);
    let (n, debits, credits) =
        of.fold((0, 0, 0), |(n, d, c), a| (n + 1, d + a.debits_posted.0, c + a.credits_posted.0));
    (n > 0).then(|| books::KindTotal { kind: kind_of(kind), accounts: count(n), debits, credits })
}

/// Where each shop stands: what it gave, took, and was thanked for, less what was taken back.
fn positions(tx: &mut Tx, scene: &Scene, accounts: &[Account], shops: Vec<Shop>) -> Result<Vec<books::Position>> {
    let brand = scene.brand.id;
    let mut sums: HashMap<(AccountId, Code, bool), i64> = HashMap::new();
    let mut add = |account, code, debit, amount| *sums.entry((account, code, debit)).or_default() += amount;
    store::debits(tx, brand)?.into_iter().for_each(|s| add(s.account, s.code, true, s.amount));
    store::credits(tx, brand)?.into_iter().for_each(|s| add(s.account, s.code, false, s.amount));
    for (debited, credited, code, amount) in store::reversals(tx, brand)? {
        add(debited, code, false, -amount);
        add(credited, code, true, -amount);
    }
    let find = |kind: Kind, shop: &Shop| accounts.iter().find(|a| a.kind == kind && a.owner_id == shop.id.0);
    let own: Vec<(Shop, Option<&Account>, Option<&Account>)> = shops
        .into_iter()
        .map(|s| {
            let (shop, fund) = (find(Kind::Shop, &s), find(Kind::Fund, &s));
            (s, shop, fund)
        })
        .collect();
    let of = |account: Option<&Account>, code, debit| {
        account.and_then(|a| sums.get(&(a.id, code, debit))).copied().unwrap_or(0)
    };
    Ok(own
        .iter()
        .map(|(s, shop, fund)| books::Position {
            shop: scene.shop(s),
            issued: of(*shop, Code::Visit, true) + of(*shop, Code::Correction, true),
            redeemed: of(*shop, Code::Redemption, false),
            thanks_received: of(*shop, Code::Thanks, false),
            // The street's fund pays, in the sub-account of the shop that was sent somebody.
            thanks_paid: of(*fund, Code::Thanks, true),
            balance: shop.map_or(0, |a| a.balance().0),
        })
        .collect())
}
