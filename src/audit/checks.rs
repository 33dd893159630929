//! The sentences that must hold, each with the statement that finds the rows for which it does not. `{brand}` stands for
//! the condition on a row's brand. Nothing here is run.

/// One sentence.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    pub says: &'static str,
    /// The table whose rows are counted and blamed.
    pub table: &'static str,
    /// Selects `id`, `expected` and `found` of what is wrong, from tables whose rows are called by `{brand:alias}`.
    pub wrong: Wrong,
}

#[derive(Debug, Clone, Copy)]
pub enum Wrong {
    Where(&'static str),
    /// The rows of this column belong to rows of that table, of the same brand.
    Belongs {
        id: &'static str,
        column: &'static str,
        to: &'static str,
    },
}

const fn check(says: &'static str, table: &'static str, wrong: &'static str) -> Check {
    Check { says, table, wrong: Wrong::Where(wrong) }
}

pub const ALL: [Check; 30] = [
    check(
        "debits equal credits",
        "accounts",
        "SELECT brand_id AS id, SUM(debits_posted) AS expected, SUM(credits_posted) AS found FROM accounts a \
         WHERE {brand:a} GROUP BY brand_id HAVING SUM(debits_posted) <> SUM(credits_posted)",
    ),
    check(
        "each account's debits are the sum of its transfers",
        "accounts",
        "SELECT a.id, COALESCE(t.total, 0) AS expected, a.debits_posted AS found FROM accounts a LEFT JOIN \
         (SELECT debit_account AS account, SUM(amount) AS total FROM transfers GROUP BY debit_account) t \
         ON t.account = a.id WHERE {brand:a} AND a.debits_posted <> COALESCE(t.total, 0)",
    ),
    check(
        "each account's credits are the sum of its transfers",
        "accounts",
        "SELECT a.id, COALESCE(t.total, 0) AS expected, a.credits_posted AS found FROM accounts a LEFT JOIN \
         (SELECT credit_account AS account, SUM(amount) AS total FROM transfers GROUP BY credit_account) t \
         ON t.account = a.id WHERE {brand:a} AND a.credits_posted <> COALESCE(t.total, 0)",
    ),
    check(
        "no balance is below zero, and no debt is paid twice",
        "accounts",
        "SELECT a.id, 0 AS expected, CASE a.kind WHEN 'debt' THEN a.debits_posted - a.credits_posted \
         ELSE a.credits_posted - a.debits_posted END AS found FROM accounts a WHERE {brand:a} AND \
         ((a.kind = 'passport' OR a.guarded) AND a.debits_posted > a.credits_posted \
          OR a.kind = 'debt' AND a.credits_posted > a.debits_posted)",
    ),
    check(
        "passports are guarded, and what sponsors paid for",
        "accounts",
        "SELECT a.id, 'guarded' AS expected, 'not' AS found FROM accounts a \
         WHERE {brand:a} AND a.kind IN ('passport', 'sponsor') AND NOT a.guarded",
    ),
    check(
        "each account has an owner in its brand",
        "accounts",
        "SELECT a.id, a.kind AS expected, a.owner_id AS found FROM accounts a \
         LEFT JOIN passports p ON p.id = a.owner_id AND p.brand_id = a.brand_id AND a.kind IN ('passport', 'debt') \
         LEFT JOIN shops s ON s.id = a.owner_id AND s.brand_id = a.brand_id AND a.kind IN ('shop', 'fund', 'expiry', 'due', 'purse', 'bank') \
         LEFT JOIN campaigns c ON c.id = a.owner_id AND c.brand_id = a.brand_id AND a.kind IN ('purse', 'bank') \
         LEFT JOIN campaign_shops k ON k.id = a.owner_id AND k.brand_id = a.brand_id AND a.kind = 'sponsor' \
         WHERE {brand:a} AND p.id IS NULL AND s.id IS NULL AND c.id IS NULL AND k.id IS NULL AND NOT (a.kind = 'expiry' AND a.owner_id = 0)",
    ),
    check(
        "each transfer is positive, between two accounts of its brand",
        "transfers",
        "SELECT t.id, t.brand_id AS expected, CASE WHEN d.id IS NULL OR c.id IS NULL THEN 'no account' \
         WHEN d.brand_id <> t.brand_id OR c.brand_id <> t.brand_id THEN 'another brand''s account' \
         ELSE CAST(t.amount AS TEXT) END AS found FROM transfers t \
         LEFT JOIN accounts d ON d.id = t.debit_account LEFT JOIN accounts c ON c.id = t.credit_account \
         WHERE {brand:t} AND (d.id IS NULL OR c.id IS NULL OR d.brand_id <> t.brand_id OR c.brand_id <> t.brand_id \
         OR t.amount <= 0 OR t.debit_account = t.credit_account)",
    ),
    check(
        "no transfer is older than time itself",
        "transfers",
        "SELECT t.id, 0 AS expected, t.posted_at AS found FROM transfers t WHERE {brand:t} AND t.posted_at < 0",
    ),
    check(
        "what a close posted belongs to a statement of a closed month",
        "transfers",
        "SELECT t.id, 'a statement of its shop' AS expected, t.code AS found FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account LEFT JOIN statements s ON s.id = t.about AND s.brand_id = t.brand_id \
         AND s.shop_id = d.owner_id LEFT JOIN months m ON m.id = s.month_id AND m.state = 'closed' \
         WHERE {brand:t} AND t.code IN ('given', 'taken', 'thanks_got', 'thanks_paid', 'fee') AND m.id IS NULL",
    ),
    check(
        "what went through the bank is noted, and stands in the sum of its notes",
        "transfers",
        "SELECT MIN(t.id) AS id, COALESCE(MIN(p.amount), 0) AS expected, \
         SUM(CASE WHEN d.kind = 'due' THEN t.amount ELSE -t.amount END) AS found FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account LEFT JOIN (SELECT statement_id, SUM(amount) AS amount FROM payments \
           WHERE undone_at IS NULL GROUP BY statement_id) p ON p.statement_id = t.about \
         WHERE {brand:t} AND t.code = 'paid' GROUP BY t.about \
         HAVING SUM(CASE WHEN d.kind = 'due' THEN t.amount ELSE -t.amount END) <> COALESCE(MIN(p.amount), 0)",
    ),
    check(
        "each adjustment is the answer to an objection, and each answer is posted",
        "objections",
        "SELECT x.id, SUM(x.said) AS expected, SUM(x.posted) AS found FROM \
         (SELECT o.id, o.amount AS said, 0 AS posted FROM objections o WHERE {brand:o} \
          UNION ALL SELECT t.about, 0, CASE WHEN c.kind = 'due' THEN t.amount ELSE -t.amount END FROM transfers t \
          JOIN accounts c ON c.id = t.credit_account WHERE {brand:t} AND t.code = 'adjustment') x \
         GROUP BY x.id HAVING SUM(x.said) <> SUM(x.posted)",
    ),
    check(
        "a campaign's points reach who was at its shop",
        "transfers",
        "SELECT t.id, 'a visit to shop ' || COALESCE(CAST(k.shop_id AS TEXT), 'unknown') AS expected, v.shop_id AS found \
         FROM transfers t JOIN accounts d ON d.id = t.debit_account \
         LEFT JOIN campaign_shops k ON k.id = d.owner_id AND k.brand_id = t.brand_id AND d.kind = 'sponsor' \
         LEFT JOIN campaigns c ON c.id = k.campaign_id LEFT JOIN visits v ON v.id = t.about AND v.brand_id = t.brand_id \
         JOIN accounts r ON r.id = t.credit_account LEFT JOIN passports p ON p.id = r.owner_id \
         WHERE {brand:t} AND t.code = 'campaign' AND (k.id IS NULL OR v.id IS NULL OR v.shop_id <> k.shop_id \
         OR t.amount <> c.points OR v.at < c.from_at OR v.at >= c.until_at \
         OR COALESCE(p.merged_into, r.owner_id) <> v.passport_id)",
    ),
    check(
        "what went back to a sponsor is what nobody got",
        "campaigns",
        "SELECT c.id, CAST(COALESCE(f.points, 0) AS TEXT) || ' points at ' || CAST(c.lot_price AS TEXT) AS expected, \
         COALESCE(m.money, 0) AS found FROM campaigns c \
         LEFT JOIN (SELECT t.about, SUM(t.amount) AS points FROM transfers t JOIN accounts d ON d.id = t.debit_account \
           JOIN accounts k ON k.id = t.credit_account WHERE t.code = 'funded' AND d.kind = 'sponsor' AND k.kind = 'fund' \
           GROUP BY t.about) f ON f.about = c.id \
         LEFT JOIN (SELECT t.about, SUM(t.amount) AS money FROM transfers t JOIN accounts d ON d.id = t.debit_account \
           WHERE t.code = 'sponsored' AND d.kind = 'purse' GROUP BY t.about) m ON m.about = c.id \
         WHERE {brand:c} AND COALESCE(m.money, 0) * c.lot > COALESCE(f.points, 0) * c.lot_price",
    ),
    check(
        "no open slip leads to a shop that left",
        "slips",
        "SELECT s.id, 'a member' AS expected, s.to_shop AS found FROM slips s JOIN shops h ON h.id = s.to_shop \
         WHERE {brand:s} AND s.redeemed_at IS NULL AND s.withdrawn_at IS NULL AND h.left_at IS NOT NULL \
         AND h.back_at IS NULL AND s.expires_at > h.left_at",
    ),
    check(
        "a campaign gives no more than its sponsor paid for",
        "campaigns",
        "SELECT c.id, CAST(c.budget AS TEXT) || ' points for ' || CAST(c.paid AS TEXT) AS expected, \
         CAST(COALESCE(f.points, 0) AS TEXT) || ' points for ' || CAST(COALESCE(m.money, 0) AS TEXT) AS found FROM campaigns c \
         LEFT JOIN (SELECT t.about, SUM(t.amount) AS points FROM transfers t JOIN accounts d ON d.id = t.debit_account \
           WHERE t.code = 'funded' AND d.kind = 'fund' GROUP BY t.about) f ON f.about = c.id \
         LEFT JOIN (SELECT t.about, SUM(t.amount) AS money FROM transfers t JOIN accounts d ON d.id = t.debit_account \
           WHERE t.code = 'sponsored' AND d.kind = 'bank' GROUP BY t.about) m ON m.about = c.id \
         WHERE {brand:c} AND (c.budget <> COALESCE(f.points, 0) OR c.paid <> COALESCE(m.money, 0))",
    ),
    check(
        "two people closed each month",
        "months",
        "SELECT m.id, 'another' AS expected, m.confirmed_by AS found FROM months m \
         WHERE {brand:m} AND m.confirmed_by = m.proposed_by",
    ),
    check(
        "a closed month's statements are posted, each once",
        "statements",
        "SELECT s.id, COALESCE(l.money, 0) AS expected, COALESCE(t.money, 0) AS found FROM statements s \
         JOIN months m ON m.id = s.month_id LEFT JOIN (SELECT statement_id, SUM(money) AS money FROM statement_lines \
           WHERE code NOT IN ('adjustment', 'carried') GROUP BY statement_id) l ON l.statement_id = s.id \
         LEFT JOIN (SELECT t.about, SUM(CASE WHEN c.kind = 'due' THEN t.amount ELSE -t.amount END) AS money FROM transfers t \
           JOIN accounts c ON c.id = t.credit_account \
           WHERE t.code IN ('given', 'taken', 'thanks_got', 'thanks_paid', 'fee') GROUP BY t.about) t ON t.about = s.id \
         WHERE {brand:s} AND CASE WHEN m.state = 'closed' THEN COALESCE(l.money, 0) ELSE 0 END <> COALESCE(t.money, 0)",
    ),
    check(
        "each reversal gives back what it reverses, whole and once",
        "transfers",
        // To whom it was taken from, or, of a passport that was merged meanwhile, to the one that was kept.
        "SELECT o.id, CAST(o.amount AS TEXT) || ' to account ' || CAST(o.debit_account AS TEXT) AS expected, \
         CAST(r.total AS TEXT) || ' to account ' || CAST(r.account AS TEXT) AS found FROM \
         (SELECT reverses, SUM(amount) AS total, MIN(about) AS about, MAX(about) AS about_too, \
          MIN(credit_account) AS account, MAX(credit_account) AS account_too \
          FROM transfers WHERE reverses IS NOT NULL GROUP BY reverses) r \
         JOIN transfers o ON o.id = r.reverses JOIN accounts oa ON oa.id = o.debit_account \
         JOIN accounts ra ON ra.id = r.account \
         LEFT JOIN passports op ON op.id = oa.owner_id LEFT JOIN passports rp ON rp.id = ra.owner_id \
         WHERE {brand:o} AND (o.amount <> r.total OR o.reverses IS NOT NULL \
         OR r.about <> o.about OR r.about_too <> o.about OR r.account <> r.account_too OR ra.kind <> oa.kind \
         OR COALESCE(rp.merged_into, ra.owner_id) <> COALESCE(op.merged_into, oa.owner_id))",
    ),
    check(
        "each visit's points are its transfers, and what was corrected or undone was given back",
        "visits",
        // A correction reverses the visit's points and posts them anew: of those before it, all were given and given back.
        "SELECT v.id, v.visit_points + v.spend_points + COALESCE(k.former, 0) AS expected, COALESCE(t.given, 0) AS found FROM visits v \
         LEFT JOIN (SELECT about, SUM(CASE WHEN code IN ('visit', 'correction') THEN amount ELSE 0 END) AS given, \
           SUM(CASE WHEN code IN ('welcome', 'thanks', 'campaign') THEN amount ELSE 0 END) AS moved, \
           SUM(CASE WHEN code IN ('reversal', 'owed') THEN amount ELSE 0 END) AS back FROM transfers \
           WHERE code IN ('visit', 'correction', 'welcome', 'thanks', 'campaign', 'reversal', 'owed') GROUP BY about) t ON t.about = v.id \
         LEFT JOIN (SELECT visit_id, SUM(points_before) AS former FROM corrections WHERE points_before <> points_after \
           GROUP BY visit_id) k ON k.visit_id = v.id \
         WHERE {brand:v} AND (v.visit_points + v.spend_points + COALESCE(k.former, 0) <> COALESCE(t.given, 0) \
           OR COALESCE(t.back, 0) <> COALESCE(k.former, 0) + \
             CASE WHEN v.reversed_at IS NULL THEN 0 ELSE v.visit_points + v.spend_points + COALESCE(t.moved, 0) END)",
    ),
    check(
        "each corrected visit has the amount and the points of its last correction",
        "corrections",
        "SELECT k.id, CAST(k.points_after AS TEXT) || ' points for ' || COALESCE(CAST(k.amount_after AS TEXT), 'no amount') \
         AS expected, CAST(v.visit_points + v.spend_points AS TEXT) || ' points for ' \
         || COALESCE(CAST(v.amount AS TEXT), 'no amount') AS found FROM corrections k \
         JOIN (SELECT visit_id, MAX(id) AS id FROM corrections GROUP BY visit_id) l ON l.id = k.id \
         JOIN visits v ON v.id = k.visit_id WHERE {brand:k} AND (v.visit_points + v.spend_points <> k.points_after \
         OR COALESCE(v.amount, -1) <> COALESCE(k.amount_after, -1))",
    ),
    check(
        "what a passport earned on its latest day is the sum of that day's visits",
        "passports",
        "SELECT p.id, COALESCE(t.total, 0) AS expected, p.earned_points AS found FROM passports p LEFT JOIN \
         (SELECT passport_id, day, SUM(visit_points + spend_points) AS total FROM visits \
          WHERE origin IS NULL AND reversed_at IS NULL GROUP BY passport_id, day) t \
         ON t.passport_id = p.id AND t.day = p.earned_day \
         WHERE {brand:p} AND p.merged_into IS NULL AND p.earned_points <> COALESCE(t.total, 0)",
    ),
    check(
        "what a member of staff gave on a day is the sum of their visits",
        "clerk_days",
        "SELECT c.staff_id AS id, COALESCE(t.total, 0) AS expected, c.points AS found FROM clerk_days c LEFT JOIN \
         (SELECT brand_id, staff_id, day, SUM(visit_points + spend_points) AS total FROM visits \
          WHERE staff_id IS NOT NULL AND origin IS NULL AND reversed_at IS NULL GROUP BY brand_id, staff_id, day) t \
         ON t.brand_id = c.brand_id AND t.staff_id = c.staff_id AND t.day = c.day \
         WHERE {brand:c} AND c.points <> COALESCE(t.total, 0)",
    ),
    check(
        "each transfer of a visit is about a visit of its brand and shop",
        "transfers",
        "SELECT t.id, t.about AS expected, CASE WHEN v.id IS NULL THEN 'no such visit' ELSE 'another shop''s' END AS found \
         FROM transfers t JOIN accounts a ON a.id = t.debit_account \
         LEFT JOIN visits v ON v.id = t.about AND v.brand_id = t.brand_id \
         WHERE {brand:t} AND t.code IN ('visit', 'correction', 'welcome', 'thanks') AND (v.id IS NULL OR v.shop_id <> a.owner_id)",
    ),
    check(
        "each redemption took exactly its points, and an undone one gave them back",
        "redemptions",
        "SELECT r.id, r.points AS expected, COALESCE(t.given, 0) - COALESCE(t.back, 0) AS found FROM redemptions r \
         LEFT JOIN (SELECT about, SUM(CASE WHEN code = 'redemption' THEN amount ELSE 0 END) AS given, \
           SUM(CASE WHEN code IN ('reversal', 'owed') THEN amount ELSE 0 END) AS back FROM transfers \
           WHERE code IN ('redemption', 'reversal', 'owed') GROUP BY about) t ON t.about = r.id \
         WHERE {brand:r} AND (r.points <> COALESCE(t.given, 0) \
           OR COALESCE(t.back, 0) <> CASE WHEN r.reversed_at IS NULL THEN 0 ELSE r.points END)",
    ),
    check(
        "each transfer of a redemption is about a redemption of its brand and shop",
        "transfers",
        "SELECT t.id, t.about AS expected, CASE WHEN r.id IS NULL THEN 'no such redemption' ELSE 'another shop''s' END \
         AS found FROM transfers t JOIN accounts a ON a.id = t.credit_account \
         LEFT JOIN redemptions r ON r.id = t.about AND r.brand_id = t.brand_id \
         WHERE {brand:t} AND t.code = 'redemption' AND (r.id IS NULL OR r.shop_id <> a.owner_id)",
    ),
    check(
        "each used slip was used by one standing visit of the same person to the right shop, for what it promised",
        "slips",
        "SELECT s.id, s.welcome + s.thanks AS expected, COALESCE(t.moved, 0) AS found FROM slips s \
         LEFT JOIN visits v ON v.id = s.visit_id \
         LEFT JOIN (SELECT about, SUM(amount) AS moved FROM transfers WHERE code IN ('welcome', 'thanks') GROUP BY about) t \
           ON t.about = s.visit_id \
         LEFT JOIN (SELECT visit_id, COUNT(*) AS n FROM slips WHERE visit_id IS NOT NULL GROUP BY visit_id) o \
           ON o.visit_id = s.visit_id \
         WHERE {brand:s} AND s.visit_id IS NOT NULL AND (v.id IS NULL OR v.brand_id <> s.brand_id \
           OR v.passport_id <> s.passport_id OR v.shop_id <> s.to_shop OR v.reversed_at IS NOT NULL OR o.n <> 1 \
           OR s.withdrawn_at IS NOT NULL OR v.at >= s.expires_at OR s.welcome + s.thanks <> COALESCE(t.moved, 0))",
    ),
    check(
        "each welcome and thanks is of a visit that used a slip, unless it was undone",
        "transfers",
        "SELECT t.id, t.about AS expected, 'no slip' AS found FROM transfers t \
         LEFT JOIN slips s ON s.visit_id = t.about LEFT JOIN visits v ON v.id = t.about \
         WHERE {brand:t} AND t.code IN ('welcome', 'thanks') AND s.id IS NULL AND v.reversed_at IS NULL",
    ),
    check(
        "each shop's days are the sum of its visits",
        "shop_days",
        "SELECT CAST(shop_id AS TEXT) || ' on day ' || CAST(day AS TEXT) AS id, \
         CAST(SUM(there) AS TEXT) || ' visits, ' || CAST(SUM(spent) AS TEXT) AS expected, \
         CAST(SUM(counted) AS TEXT) || ' visits, ' || CAST(SUM(taken) AS TEXT) AS found FROM \
         (SELECT d.shop_id, d.day, d.visits AS counted, d.amount AS taken, 0 AS there, 0 AS spent FROM shop_days d WHERE {brand:d} \
          UNION ALL SELECT v.shop_id, v.day, 0, 0, COUNT(*), COALESCE(SUM(v.amount), 0) FROM visits v \
          WHERE {brand:v} AND v.reversed_at IS NULL GROUP BY v.brand_id, v.day, v.shop_id) x \
         GROUP BY shop_id, day HAVING SUM(there) <> SUM(counted) OR SUM(spent) <> SUM(taken)",
    ),
    check(
        "each passport's visits to a shop are counted right",
        "acquaintances",
        "SELECT CAST(passport_id AS TEXT) || ' at shop ' || CAST(shop_id AS TEXT) AS id, SUM(there) AS expected, SUM(counted) AS found FROM \
         (SELECT k.passport_id, k.shop_id, k.visits AS counted, 0 AS there FROM acquaintances k WHERE {brand:k} \
          UNION ALL SELECT v.passport_id, v.shop_id, 0, COUNT(*) FROM visits v \
          WHERE {brand:v} AND v.reversed_at IS NULL GROUP BY v.brand_id, v.passport_id, v.shop_id) x \
         GROUP BY passport_id, shop_id HAVING SUM(there) <> SUM(counted)",
    ),
    check(
        "whoever was erased is a number without a person",
        "erasures",
        "SELECT e.passport_id AS id, 'nobody' AS expected, p.code AS found FROM erasures e \
         JOIN passports p ON p.id = e.passport_id AND p.brand_id = e.brand_id \
         WHERE {brand:e} AND (p.name <> '' OR p.search <> '' OR p.pin_hash IS NOT NULL OR p.code NOT LIKE 'gone%')",
    ),
];

/// Which column of which table points to which. The database knows that the row exists; this knows whose it is.
const BELONGINGS: [(&str, &str, &str, &str); 58] = [
    ("shops", "id", "district_id", "districts"),
    ("shop_pairs", "from_shop", "from_shop", "shops"),
    ("shop_pairs", "from_shop", "to_shop", "shops"),
    ("passports", "id", "merged_into", "passports"),
    ("passports", "id", "last_shop", "shops"),
    ("cards", "id", "passport_id", "passports"),
    ("cards", "id", "issued_by", "shops"),
    ("memberships", "id", "shop_id", "shops"),
    ("memberships", "id", "passport_id", "passports"),
    ("invitations", "id", "shop_id", "shops"),
    ("invitations", "id", "passport_id", "passports"),
    ("household_members", "passport_id", "household_id", "households"),
    ("household_members", "passport_id", "passport_id", "passports"),
    ("household_asks", "id", "asked_by", "passports"),
    ("household_asks", "id", "passport_id", "passports"),
    ("household_yeses", "ask_id", "ask_id", "household_asks"),
    ("api_keys", "id", "shop_id", "shops"),
    ("pass_keys", "id", "passport_id", "passports"),
    ("spent_passes", "redemption_id", "passport_id", "passports"),
    ("spent_passes", "redemption_id", "redemption_id", "redemptions"),
    ("pin_tries", "passport_id", "passport_id", "passports"),
    ("pin_tries", "passport_id", "shop_id", "shops"),
    ("shares", "passport_id", "passport_id", "passports"),
    ("shares", "passport_id", "shop_id", "shops"),
    ("likes", "passport_id", "passport_id", "passports"),
    ("visits", "id", "shop_id", "shops"),
    ("visits", "id", "passport_id", "passports"),
    ("acquaintances", "passport_id", "shop_id", "shops"),
    ("acquaintances", "passport_id", "passport_id", "passports"),
    ("slips", "id", "from_shop", "shops"),
    ("slips", "id", "to_shop", "shops"),
    ("slips", "id", "passport_id", "passports"),
    ("slips", "id", "visit_id", "visits"),
    ("redemptions", "id", "shop_id", "shops"),
    ("redemptions", "id", "passport_id", "passports"),
    ("transfers", "id", "reverses", "transfers"),
    ("shop_days", "shop_id", "shop_id", "shops"),
    ("corrections", "id", "visit_id", "visits"),
    ("devices", "id", "shop_id", "shops"),
    ("device_codes", "id", "shop_id", "shops"),
    ("staff_pins", "membership_id", "membership_id", "memberships"),
    ("memberships", "id", "person_id", "persons"),
    ("sessions", "token_hash", "person_id", "persons"),
    ("resets", "token_hash", "person_id", "persons"),
    ("seals", "n", "month_id", "months"),
    ("statements", "id", "month_id", "months"),
    ("statements", "id", "shop_id", "shops"),
    ("statement_lines", "id", "statement_id", "statements"),
    ("statement_lines", "id", "other_shop", "shops"),
    ("payments", "id", "statement_id", "statements"),
    ("payments", "id", "shop_id", "shops"),
    ("objections", "id", "statement_id", "statements"),
    ("mandates", "shop_id", "shop_id", "shops"),
    ("campaign_shops", "id", "campaign_id", "campaigns"),
    ("campaign_shops", "id", "shop_id", "shops"),
    ("slips", "id", "handed_from", "shops"),
    ("charters", "id", "brand_id", "brands"),
    ("accounts", "id", "brand_id", "brands"),
];

/// Tables that lead with no brand.
pub const OF_ALL: [&str; 3] = ["persons", "sessions", "resets"];

pub fn belongings() -> impl Iterator<Item = Check> {
    BELONGINGS.into_iter().map(|(table, id, column, to)| Check {
        says: "everything belongs to rows that are there, of the same brand",
        table,
        wrong: Wrong::Belongs { id, column, to },
    })
}
