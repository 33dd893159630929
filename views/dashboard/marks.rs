//! Small things that several pages of the desk write: a count that may be suppressed, a shop's crest and name,
//! the step from period to period, and the way to the table behind a chart.

use maud::{Markup, html};

use super::Shop;
use super::period::{Kind, Period};
use crate::chart::Shown;
use crate::paths;
use crate::t;
use crate::ui;
use crate::words::{Arg, Lang, number};

/// A count, or the hatched chip.
pub(super) fn shown(count: Shown, lang: Lang) -> Markup {
    match count {
        Shown::Number(n) => html! { (number(n as i64)) },
        Shown::Few => ui::suppressed(lang),
    }
}

/// A sentence around a count; where the count may not be shown, the chip stands in its place.
/// The sentence is also told whether it is `shown` or `few`: Japanese counts with a unit, the chip has its own.
pub(super) fn shown_in(count: Shown, lang: Lang, sentence: impl Fn(Arg, &'static str) -> String) -> Markup {
    /// Stands where the chip goes; no sentence has one of its own.
    const HERE: &str = "\u{fffc}";
    match count {
        Shown::Number(n) => html! { (sentence(Arg::from(n), "shown")) },
        Shown::Few => {
            let said = sentence(Arg::from(HERE), "few");
            let (head, tail) = said.split_once(HERE).unwrap_or((&said, ""));
            html! { (head) (ui::suppressed(lang)) (tail) }
        }
    }
}

/// What stands between two sentences.
pub(super) fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::En => " ",
        Lang::Ja => "",
    }
}

/// Crest and name, leading to the shop's public page.
pub(super) fn shop_name(shop: &Shop) -> Markup {
    html! {
        span.dash-shop {
            span class={ "mark " (shop.trade.class()) } { (shop.crest.svg()) }
            a href=(paths::shop(&shop.code)) { (shop.name) }
        }
    }
}

/// Which kind of period, and the one before and after. Another kind shows the part of this period that holds `day`.
pub(super) fn stepper(
    period: Period,
    day: jiff::civil::Date,
    has_next: bool,
    to: fn(&str) -> String,
    lang: Lang,
) -> Markup {
    stepper_of(&Kind::ALL, period, day, has_next, to, lang)
}

/// The same, of some kinds alone.
pub(super) fn stepper_of(
    kinds: &[Kind],
    period: Period,
    day: jiff::civil::Date,
    has_next: bool,
    to: fn(&str) -> String,
    lang: Lang,
) -> Markup {
    let named = |kind| match kind {
        Kind::Week => t!(lang, "dashboard-week"),
        Kind::Month => t!(lang, "dashboard-month"),
        Kind::Quarter => t!(lang, "dashboard-quarter"),
        Kind::Year => t!(lang, "dashboard-year"),
    };
    html! {
        nav.dash-period aria-label=(t!(lang, "dashboard-period")) {
            div.segments {
                @for kind in kinds.iter().copied() {
                    a href=(to(&Period::around(kind, day).key())) aria-current=[(kind == period.kind()).then_some("true")] { (named(kind)) }
                }
            }
            div.dash-step {
                a rel="prev" href=(to(&period.before().key())) aria-label=(t!(lang, "dashboard-before", period = period.before().label(lang))) { "‹" }
                strong { (period.label(lang)) }
                @if has_next {
                    a rel="next" href=(to(&period.next().key())) aria-label=(t!(lang, "dashboard-after", period = period.next().label(lang))) { "›" }
                }
            }
        }
    }
}

pub(super) fn table_link(period: Period, part: &str, lang: Lang) -> Markup {
    html! {
        a.dash-table-link href={ (paths::dashboard_tables_period(&period.key())) "#" (part) } { (t!(lang, "dashboard-table")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chip_stands_where_the_count_would() {
        let said = |lang, count| {
            shown_in(count, lang, |n, is| t!(lang, "dashboard-shared-customers", n = n, is = is)).into_string()
        };
        assert!(said(Lang::En, Shown::Number(15)).starts_with("15 "));
        assert!(said(Lang::Ja, Shown::Number(15)).contains("15人"));
        assert!(said(Lang::Ja, Shown::Few).contains("</span>。"));
        let few = said(Lang::En, Shown::Few);
        assert!(few.starts_with("<span class=\"few\"") && few.contains("</span> shared"), "{few}");
    }
}
