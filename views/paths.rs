//! Every URL, once: for links, forms and redirects alike. Arguments are escaped here and nowhere else.

/// Escapes one segment or query value.
fn seg(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

macro_rules! fixed {
    ($($name:ident = $path:literal),* $(,)?) => { $(pub fn $name() -> &'static str { $path })* };
}

fixed! {
    home = "/",
    join = "/join",
    sign_in = "/sign-in",
    sign_out = "/sign-out",
    reset = "/reset",
    reset_card = "/reset/card",
    claim = "/claim",
    counter = "/counter",
    counter_find = "/counter/find",
    counter_taps = "/counter/taps",
    counter_slips = "/counter/slips",
    counter_redemptions = "/counter/redemptions",
    counter_register = "/counter/register",
    counter_lost = "/counter/lost",
    counter_cards = "/counter/cards",
    counter_hand = "/counter/hand",
    counter_notes = "/counter/notes",
    counter_askings = "/counter/askings",
    counter_cases = "/counter/cases",
    counter_offline = "/counter/offline",
    counter_queue = "/counter/queue",
    counter_worker = "/counter/sw.js",
    counter_manifest = "/counter/manifest.webmanifest",
    counter_lock = "/counter/lock",
    counter_unlock = "/counter/unlock",
    counter_pin = "/counter/pin",
    enrol = "/enrol",
    shop_tablets = "/shop/tablets",
    shop_desk = "/shop",
    shop_watch = "/shop/watch",
    shop_benefit = "/shop/benefit",
    dashboard_benefit = "/dashboard/benefit",
    dashboard_watch = "/dashboard/watch",
    shop_invitations = "/shop/invitations",
    shop_statements = "/shop/statements",
    shop_invoice_number = "/shop/invoice-number",
    dashboard_objections = "/dashboard/objections",
    dashboard_invoice_number = "/dashboard/invoice-number",
    shop_keys = "/shop/keys",
    shop_account = "/shop/account",
    shop_kept = "/shop/kept",
    shop_kept_seen = "/shop/kept/seen",
    shop_kept_waiting = "/shop/kept/waiting",
    shop_parts = "/shop/parts",
    shop_part_groups = "/shop/parts/groups",
    shop_part_pairs = "/shop/parts/pairs",
    passport = "/passport",
    passport_card = "/passport/card",
    passport_pass = "/passport/pass",
    passport_phones = "/passport/phones",
    passport_worker = "/passport/sw.js",
    passport_offline = "/passport/offline",
    passport_shares = "/passport/shares",
    passport_likes = "/passport/likes",
    passport_notes = "/passport/notes",
    passport_looks = "/passport/looks",
    passport_pin = "/passport/pin",
    passport_replacement = "/passport/cards/replacement",
    passport_merge = "/passport/merge",
    passport_helpers = "/passport/helpers",
    passport_helpers_link_end = "/passport/helpers/link/end",
    passport_for = "/passport/for",
    passport_household = "/passport/household",
    passport_household_leave = "/passport/household/leave",
    counter_turned_end = "/counter/turned/end",
    passport_everything = "/passport/everything",
    passport_everything_file = "/passport/everything.json",
    passport_erasure = "/passport/erasure",
    dashboard = "/dashboard",
    dashboard_shops = "/dashboard/shops",
    dashboard_slips = "/dashboard/slips",
    dashboard_books = "/dashboard/books",
    dashboard_sponsors = "/dashboard/sponsors",
    dashboard_charter = "/dashboard/charter",
    dashboard_reserve = "/dashboard/reserve",
    dashboard_simulation = "/dashboard/simulation",
    dashboard_account = "/dashboard/account",
    dashboard_mandates = "/dashboard/account/mandates",
    dashboard_months = "/dashboard/months",
    dashboard_people = "/dashboard/people",
    dashboard_invitations = "/dashboard/invitations",
    dashboard_categories = "/dashboard/categories",
    dashboard_notices = "/dashboard/notices",
}

macro_rules! with_segment {
    ($($name:ident = $head:literal $tail:literal),* $(,)?) => { $(pub fn $name(id: &str) -> String { format!(concat!($head, "{}", $tail), seg(id)) })* };
}

with_segment! {
    street = "/streets/" "",
    shop = "/shops/" "",
    card = "/c/" "",
    reset_token = "/reset/" "",
    invitation = "/invitations/" "",
    claim_token = "/claim/" "",
    counter_passport = "/counter/passports/" "",
    counter_receipt = "/counter/receipts/" "",
    counter_slip_withdrawal = "/counter/slips/" "/withdrawal",
    counter_redeem = "/counter/passports/" "/redeem",
    counter_redemption = "/counter/redemptions/" "",
    counter_visit_reversal = "/counter/visits/" "/reversal",
    counter_redemption_reversal = "/counter/redemptions/" "/reversal",
    counter_replace_card = "/counter/passports/" "/cards",
    counter_handout = "/counter/passports/" "/handout",
    counter_passport_notes = "/counter/passports/" "/notes",
    counter_passport_case = "/counter/passports/" "/case",
    counter_passport_paper = "/counter/passports/" "/paper",
    counter_note_removal = "/counter/notes/" "/removal",
    counter_note_offer = "/counter/notes/" "/offer",
    counter_case = "/counter/cases/" "",
    counter_case_keeping = "/counter/cases/" "/keeping",
    counter_case_amends = "/counter/cases/" "/amends",
    passport_note_removal = "/passport/notes/" "/removal",
    counter_turned = "/counter/passports/" "/turned",
    help_token = "/help/" "",
    passport_helper_end = "/passport/helpers/" "/end",
    passport_ask_yes = "/passport/household/" "/yes",
    passport_ask_no = "/passport/household/" "/no",
    shop_statement = "/shop/statements/" "",
    shop_statement_objections = "/shop/statements/" "/objections",
    dashboard_objection = "/dashboard/objections/" "",
    shop_staff_end = "/shop/staff/" "/end",
    shop_staff_reset = "/shop/staff/" "/reset",
    shop_key_end = "/shop/keys/" "/end",
    shop_tablet_lock = "/shop/tablets/" "/lock",
    shop_tablet_revocation = "/shop/tablets/" "/revocation",
    enrol_with = "/enrol?code=" "",
    counter_visit_correction = "/counter/visits/" "/correction",
    shop_part = "/shop/parts?part=" "#part",
    shop_part_group = "/shop/parts?group=" "#group",
    shop_part_retirement = "/shop/parts/" "/retirement",
    counter_proposal = "/counter/passports/" "/proposal",
    counter_proposal_done = "/counter/proposals/" "/done",
    passport_proposal = "/passport/proposals/" "",
    passport_slip = "/passport/slips/" "",
    passport_phone_end = "/passport/phones/" "/end",
    passport_proposal_answer = "/passport/proposals/" "/answer",
    passport_proposal_removal = "/passport/proposals/" "/removal",
    dashboard_person_reset = "/dashboard/people/" "/reset",
    dashboard_payments = "/dashboard/months/" "/payments",
    payment_files = "/dashboard/months/" "/payments/files",
    payments_paid = "/dashboard/months/" "/payments/paid",
    payments_results = "/dashboard/months/" "/payments/results",
    dashboard_sponsor_shares = "/dashboard/sponsors/" "/shares",
    dashboard_sponsor_end = "/dashboard/sponsors/" "/end",
    sponsor = "/sponsors/" "",
    dashboard_shop_leaving = "/dashboard/shops/" "/leaving",
    dashboard_shop_return = "/dashboard/shops/" "/return",
    dashboard_month = "/dashboard/months/" "",
    dashboard_month_confirmation = "/dashboard/months/" "/confirmation",
    street_months = "/streets/" "/months",
    dashboard_period = "/dashboard?period=" "",
    dashboard_tables_period = "/dashboard/tables?period=" "",
    dashboard_slips_period = "/dashboard/slips?period=" "",
    dashboard_benefit_period = "/dashboard/benefit?period=" "",
    shop_benefit_period = "/shop/benefit?period=" "",
}

/// A month's file for a bank.
pub fn payment_file(month: &str, id: &str) -> String {
    format!("/dashboard/months/{}/payments/files/{}", seg(month), seg(id))
}

/// Takes a month's payment back.
pub fn payment_undo(month: &str, id: &str) -> String {
    format!("/dashboard/months/{}/payments/{}/undo", seg(month), seg(id))
}

/// A month's entries for a bookkeeping program: the street's, …
pub fn dashboard_journal(month: &str, program: &str) -> String {
    format!("/dashboard/months/{}/journals/{}", seg(month), seg(program))
}

/// … and a shop's own.
pub fn shop_journal(month: &str, program: &str) -> String {
    format!("/shop/months/{}/journals/{}", seg(month), seg(program))
}

/// `/sign-in?next=…`: where to go on afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("/sign-in?next={}", seg(next))
}

/// `/counter/lock?next=…`: where to go on once somebody has typed their PIN.
pub fn counter_lock_then(next: &str) -> String {
    format!("/counter/lock?next={}", seg(next))
}

/// A shop's statement as `pdf`, `csv` or `xlsx`.
pub fn shop_statement_file(month: &str, kind: &str) -> String {
    format!("/shop/statements/{}/{kind}", seg(month))
}

/// A shop's statement as the street reads it.
pub fn dashboard_statement(month: &str, shop: &str) -> String {
    format!("/dashboard/months/{}/statements/{}", seg(month), seg(shop))
}

pub fn dashboard_statement_file(month: &str, shop: &str, kind: &str) -> String {
    format!("{}/{kind}", dashboard_statement(month, shop))
}

/// The same page in another language: any page takes `?lang=`.
pub fn in_language(here: &str, code: &str) -> String {
    with_query(here, "lang", code)
}

/// The same page by day or night: any page takes `?theme=`.
pub fn in_theme(here: &str, theme: &str) -> String {
    with_query(here, "theme", theme)
}

/// `here` with one query value put in place of its former one.
pub fn with_query(here: &str, name: &str, value: &str) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let kept = query.split('&').filter(|part| !part.is_empty() && part.split('=').next() != Some(name));
    let mut parts: Vec<String> = kept.map(str::to_owned).collect();
    parts.push(format!("{name}={}", seg(value)));
    format!("{path}?{}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_escaped() {
        assert_eq!(shop("a/b?c"), "/shops/a%2Fb%3Fc");
        assert_eq!(counter_visit_reversal("12"), "/counter/visits/12/reversal");
        assert_eq!(sign_in_then("/counter?x=1"), "/sign-in?next=%2Fcounter%3Fx%3D1");
    }

    #[test]
    fn the_language_switch_keeps_the_rest() {
        assert_eq!(in_language("/dashboard?period=2026-10&lang=en", "ja"), "/dashboard?period=2026-10&lang=ja");
        assert_eq!(in_language("/", "ja"), "/?lang=ja");
    }
}
