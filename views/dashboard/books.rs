//! The books as a reader sees them: do they balance, what stands on each kind of account, where each shop stands,
//! and the latest transfers. Nobody's name is in them.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::marks::{gap, shop_name};
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Column};
use crate::words::{Lang, clock, date_short, number};
use crate::{paths, t};

pub struct Books {
    pub office: Office,
    /// When these sums were taken.
    pub at: DateTime,
    /// In points.
    pub kinds: Vec<KindTotal>,
    /// In minor units; empty before the first close.
    pub money: Vec<KindTotal>,
    pub shops: Vec<Position>,
    /// Newest first.
    pub transfers: Vec<Transfer>,
}

/// What an account is of. Passports are never told apart here.
#[derive(Clone, Debug)]
pub enum Account {
    Passport,
    /// What a passport owes after points were spent before their visit was undone.
    Debt,
    Shop(String),
    Fund,
    Expired,
    /// Points somebody else pays for.
    Sponsor,
    /// A shop's position in money.
    Due(String),
    /// The fund's money.
    Purse,
    /// What went through the street's bank account.
    Bank,
    /// A kind this page has no word for: the ledger's own.
    Other(String),
}

pub struct KindTotal {
    /// For shops, the name is not read.
    pub kind: Account,
    pub accounts: u64,
    pub debits: i64,
    pub credits: i64,
}

pub struct Position {
    pub shop: Shop,
    /// Points given to residents.
    pub issued: i64,
    /// Points taken back in redemptions.
    pub redeemed: i64,
    pub thanks_received: i64,
    pub thanks_paid: i64,
    /// Above zero: the shop is owed; below: it owes.
    pub balance: i64,
}

#[derive(Clone, Debug)]
pub enum Reason {
    Visit,
    Welcome,
    Thanks,
    Amends,
    Correction,
    Redemption,
    Reversal,
    Expiry,
    Debt,
    Merge,
    /// A closed month, worked out in money.
    Close,
    Adjustment,
    Paid,
    /// Somebody else's points reached a passport.
    Campaign,
    /// Points were bought, shared out or given back.
    Sponsor,
}

pub struct Transfer {
    pub at: DateTime,
    pub reason: Reason,
    pub debit: Account,
    pub credit: Account,
    pub amount: i64,
    /// In minor units, not in points.
    pub money: bool,
}

impl Page for Books {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-books")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Books)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            (self.verdict(lang))
            p { a href=(paths::dashboard_reserve()) { (t!(lang, "reserve-link")) } }
            div.dash-books {
                section {
                    h2 { (t!(lang, "dashboard-books-kinds")) }
                    (kinds(&self.kinds, &t!(lang, "dashboard-books-points"), lang))
                    @if !self.money.is_empty() {
                        h2 { (t!(lang, "books-in-money")) }
                        (kinds(&self.money, &t!(lang, "books-in-money-how"), lang))
                    }
                }
                section {
                    h2 { (t!(lang, "dashboard-books-latest")) }
                    p.note { (t!(lang, "dashboard-books-nobody")) }
                    (self.latest(frame))
                }
                section {
                    h2 { (t!(lang, "dashboard-books-shops")) }
                    (self.positions(lang))
                }
            }
        }
    }
}

impl Books {
    fn verdict(&self, lang: Lang) -> Markup {
        let when = t!(lang, "dashboard-books-at", day = date_short(lang, self.at.date()), time = clock(self.at));
        let (debits, credits) = sums(&self.kinds);
        let (paid, received) = sums(&self.money);
        html! {
            @if debits == credits && paid == received {
                h1.dash-headline { (t!(lang, "dashboard-books-balance", sum = debits)) }
                p.note { (when) (gap(lang)) (t!(lang, "dashboard-books-verify")) }
            } @else {
                h1.dash-headline { span.tri aria-hidden="true" { "▲ " }
                    (t!(lang, "dashboard-books-differ", difference = (debits - credits).abs() + (paid - received).abs())) }
                p.note { (when) (gap(lang)) (t!(lang, "dashboard-books-differ-then")) }
            }
        }
    }

    fn positions(&self, lang: Lang) -> Markup {
        let columns = [
            Column::text(t!(lang, "dashboard-shop")),
            Column::number(t!(lang, "dashboard-issued")),
            Column::number(t!(lang, "dashboard-redeemed")),
            Column::number(t!(lang, "dashboard-thanks-received")),
            Column::number(t!(lang, "dashboard-thanks-paid")),
            Column::number(t!(lang, "dashboard-position")),
        ];
        let rows: Vec<Vec<Markup>> = self
            .shops
            .iter()
            .map(|row| {
                vec![
                    shop_name(&row.shop),
                    html! { (number(row.issued)) },
                    html! { (number(row.redeemed)) },
                    html! { (number(row.thanks_received)) },
                    html! { (number(row.thanks_paid)) },
                    html! { b { (signed(row.balance)) } },
                ]
            })
            .collect();
        ui::table(&t!(lang, "dashboard-books-shops-how"), &columns, &rows)
    }

    fn latest(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let columns = [
            Column::text(t!(lang, "dashboard-when")),
            Column::text(t!(lang, "dashboard-what")),
            Column::text(t!(lang, "dashboard-from-to")),
            Column::number(t!(lang, "dashboard-points")),
        ];
        let rows: Vec<Vec<Markup>> = self
            .transfers
            .iter()
            .map(|one| {
                let when = format!("{} {}", date_short(lang, one.at.date()), clock(one.at));
                vec![
                    html! { (when) },
                    html! { (reason_name(&one.reason, lang)) },
                    html! { (account_name(&one.debit, lang)) " → " (account_name(&one.credit, lang)) },
                    html! { @if one.money { (frame.money(one.amount)) } @else { (number(one.amount)) } },
                ]
            })
            .collect();
        if rows.is_empty() {
            return ui::empty(None, &t!(lang, "dashboard-books-none"), &t!(lang, "dashboard-books-none-then"));
        }
        ui::table(&t!(lang, "dashboard-books-newest"), &columns, &rows)
    }
}

/// Debits and credits.
fn sums(totals: &[KindTotal]) -> (i64, i64) {
    totals.iter().fold((0, 0), |(debits, credits), of| (debits + of.debits, credits + of.credits))
}

fn kinds(totals: &[KindTotal], how: &str, lang: Lang) -> Markup {
    let columns = [
        Column::text(t!(lang, "dashboard-account")),
        Column::number(t!(lang, "dashboard-accounts")),
        Column::number(t!(lang, "dashboard-debits")),
        Column::number(t!(lang, "dashboard-credits")),
        Column::number(t!(lang, "dashboard-balance")),
    ];
    let (debits, credits) = sums(totals);
    let line = |name: String, accounts: u64, debits: i64, credits: i64| {
        vec![
            html! { (name) },
            html! { (number(accounts as i64)) },
            html! { (number(debits)) },
            html! { (number(credits)) },
            html! { (number(credits - debits)) },
        ]
    };
    let mut rows: Vec<Vec<Markup>> = totals
        .iter()
        .map(|total| line(kind_name(&total.kind, lang), total.accounts, total.debits, total.credits))
        .collect();
    let accounts = totals.iter().map(|kind| kind.accounts).sum();
    rows.push(line(t!(lang, "dashboard-all-accounts"), accounts, debits, credits));
    html! { div.dash-sums { (ui::table(how, &columns, &rows)) } }
}

/// `+1,200`, `−300`, `0`.
fn signed(n: i64) -> String {
    if n > 0 { format!("+{}", number(n)) } else { number(n) }
}

fn kind_name(kind: &Account, lang: Lang) -> String {
    match kind {
        Account::Passport => t!(lang, "dashboard-accounts-passports"),
        Account::Debt => t!(lang, "dashboard-accounts-debts"),
        Account::Shop(_) => t!(lang, "dashboard-accounts-shops"),
        Account::Fund => t!(lang, "dashboard-accounts-fund"),
        Account::Expired => t!(lang, "dashboard-accounts-expired"),
        Account::Sponsor => t!(lang, "books-sponsors"),
        Account::Due(_) => t!(lang, "books-dues"),
        Account::Purse => t!(lang, "books-purse"),
        Account::Bank => t!(lang, "books-bank"),
        Account::Other(name) => name.clone(),
    }
}

fn account_name(account: &Account, lang: Lang) -> String {
    match account {
        Account::Passport => t!(lang, "dashboard-a-passport"),
        Account::Debt => t!(lang, "dashboard-a-debt"),
        Account::Shop(name) | Account::Due(name) | Account::Other(name) => name.clone(),
        Account::Fund => t!(lang, "dashboard-accounts-fund"),
        Account::Expired => t!(lang, "dashboard-accounts-expired"),
        Account::Sponsor => t!(lang, "books-sponsors"),
        Account::Purse => t!(lang, "books-purse"),
        Account::Bank => t!(lang, "books-bank"),
    }
}

fn reason_name(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Visit => t!(lang, "dashboard-reason-visit"),
        Reason::Welcome => t!(lang, "dashboard-reason-welcome"),
        Reason::Thanks => t!(lang, "dashboard-reason-thanks"),
        Reason::Amends => t!(lang, "dashboard-reason-amends"),
        Reason::Correction => t!(lang, "tablet-reason-correction"),
        Reason::Redemption => t!(lang, "dashboard-reason-redemption"),
        Reason::Reversal => t!(lang, "dashboard-reason-reversal"),
        Reason::Expiry => t!(lang, "dashboard-reason-expiry"),
        Reason::Debt => t!(lang, "dashboard-reason-debt"),
        Reason::Campaign => t!(lang, "books-reason-campaign"),
        Reason::Sponsor => t!(lang, "books-reason-sponsor"),
        Reason::Merge => t!(lang, "books-reason-merge"),
        Reason::Close => t!(lang, "books-reason-close"),
        Reason::Adjustment => t!(lang, "books-reason-adjustment"),
        Reason::Paid => t!(lang, "books-reason-paid"),
    }
}
