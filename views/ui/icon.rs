//! A few line icons, 24 × 24, in the text's colour. Decorative: words stand beside each.

use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Stamp,
    Delete,
    UnknownCard,
    ReplacedCard,
    Card,
    Clock,
    Lock,
    Torn,
    Closed,
    Check,
    Person,
    Phone,
}

pub fn icon(icon: Icon) -> Markup {
    let filled = icon == Icon::Stamp;
    let d = match icon {
        Icon::Stamp => {
            "M12 2a4.3 4.3 0 0 0-4.3 4.3c0 1.8 1.6 3 2.1 4.7.2.8.3 1.6.3 2.5H5.2A2.2 2.2 0 0 0 3 15.7v2.3h18v-2.3a2.2 2.2 0 0 0-2.2-2.2h-4.9c0-.9.1-1.7.3-2.5.5-1.7 2.1-2.9 2.1-4.7A4.3 4.3 0 0 0 12 2ZM4.5 20.2h15v1.8h-15z"
        }
        Icon::Delete => "M8.5 5H21v14H8.5L3 12ZM12 9.5l5 5M17 9.5l-5 5",
        Icon::UnknownCard => "M2.5 5h19v14h-19ZM9.7 9.8a2.3 2.3 0 1 1 3.3 2.1c-.7.3-1 .8-1 1.5M12 15.9v.3",
        Icon::ReplacedCard => "M2.5 5h19v14h-19ZM3.5 21.5 20.5 2.5",
        Icon::Card => "M2.5 5h19v14h-19ZM6 9.5h6M6 14.5h3M15 9.5h3.5v5H15Z",
        Icon::Clock => "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19ZM12 6.5V12l4 2.5",
        Icon::Lock => "M4.5 11h15v10h-15ZM8 11V7a4 4 0 0 1 8 0v4",
        Icon::Torn => "M1.5 4h21M4 4v15h7V4M13 4v15l2.5-4-2-2.5L17 9l-1.5-5M20 4v15h-3l2-4.5-2-1.5 2.5-3.5",
        Icon::Closed => "M1.5 4h21M4 4v15h16V4M12 4v15M4 15h16",
        Icon::Check => "M4 12.5 9.5 18 20 6.5",
        Icon::Phone => "M7 2.5h10v19H7ZM10.5 18.5h3",
        Icon::Person => "M12 3a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM3.5 21c.8-4.5 4-7 8.5-7s7.7 2.5 8.5 7",
    };
    html! {
        svg.icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill=(if filled { "currentColor" } else { "none" })
            stroke=[(!filled).then_some("currentColor")] stroke-width=[(!filled).then_some("1.8")] stroke-linejoin="round" stroke-linecap="round" {
            path d=(d) {}
        }
    }
}
