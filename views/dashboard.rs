//! The producer's desk: how the street is, its shops, slips, books, charter and people; and the shop owner's own desk.
//! Pages are structs of plain data; people appear only in groups, but for staff, who are known by name.

pub mod account;
pub mod benefit;
pub mod books;
pub mod charter;
pub mod kept;
pub mod leaving;
mod marks;
pub mod months;
pub mod overview;
pub mod parts;
pub mod payments;
pub mod people;
pub mod period;
pub mod reserve;
pub mod shop_desk;
pub mod shops;
pub mod simulation;
pub mod slips;
pub mod sponsors;
pub mod tables;
pub mod tablets;
pub mod watch;
#[cfg(test)]
mod tests;

use maud::Markup;

use crate::crest::{Crest, Trade};
use crate::layout::{Frame, nav, plain_curtain};
use crate::{paths, t};

pub use account::Account;
pub use benefit::{Benefit, Burdens};
pub use books::Books;
pub use charter::Charter;
pub use kept::Kept;
pub use leaving::Leaving;
pub use overview::Overview;
pub use parts::PartsDesk;
pub use payments::Payments;
pub use people::People;
pub use period::{Kind, Period};
pub use shop_desk::ShopDesk;
pub use shops::Shops;
pub use slips::Slips;
pub use sponsors::Sponsors;
pub use tables::Tables;
pub use watch::Watch;

/// A shop as it is recognised everywhere: crest and name.
#[derive(Clone, Debug)]
pub struct Shop {
    pub code: String,
    pub name: String,
    pub trade: Trade,
    pub crest: Crest,
}

/// In which office someone looks at the desk. Decides what stands in the nav and which forms are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    Coordinator,
    /// The second pair of eyes: reads everything, and confirms a month's close.
    Officer,
    /// Reads books and charter.
    Auditor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Overview,
    Shops,
    Slips,
    Books,
    Months,
    Charter,
    Watch,
    People,
}

impl Office {
    pub fn may_edit(self) -> bool {
        self == Office::Coordinator
    }

    fn tabs(self) -> &'static [Tab] {
        match self {
            Office::Coordinator => {
                &[Tab::Overview, Tab::Shops, Tab::Slips, Tab::Books, Tab::Months, Tab::Charter, Tab::Watch, Tab::People]
            }
            Office::Officer => {
                &[Tab::Overview, Tab::Shops, Tab::Slips, Tab::Books, Tab::Months, Tab::Charter, Tab::Watch]
            }
            Office::Auditor => &[Tab::Books, Tab::Months, Tab::Charter],
        }
    }
}

const STYLES: &[&str] = &["charts.css", "dashboard.css"];

/// The curtain with the desk's nav in it.
pub(crate) fn curtain(frame: &Frame, office: Office, open: Tab) -> Markup {
    let lang = frame.lang;
    let entry = |tab: &Tab| {
        let (text, href) = match tab {
            Tab::Overview => (t!(lang, "dashboard-tab-overview"), paths::dashboard()),
            Tab::Shops => (t!(lang, "dashboard-shops"), paths::dashboard_shops()),
            Tab::Slips => (t!(lang, "dashboard-slips"), paths::dashboard_slips()),
            Tab::Books => (t!(lang, "dashboard-books"), paths::dashboard_books()),
            Tab::Months => (t!(lang, "books-months"), paths::dashboard_months()),
            Tab::Charter => (t!(lang, "dashboard-charter"), paths::dashboard_charter()),
            Tab::Watch => (t!(lang, "dashboard-watch-tab"), paths::dashboard_watch()),
            Tab::People => (t!(lang, "dashboard-people-tab"), paths::dashboard_people()),
        };
        (text, href, *tab == open)
    };
    let entries: Vec<_> = office.tabs().iter().map(entry).collect();
    plain_curtain(frame, Some(nav(&t!(lang, "dashboard-desk"), &entries)))
}

/// The form on the people page that invites the owner of a shop.
fn invite_owner(shop: &str) -> String {
    format!("{}#invite", paths::with_query(paths::dashboard_people(), "shop", shop))
}
