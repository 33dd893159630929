//! Who may see a note, what a note may say, what is worth saying to somebody now. Pure.

use crate::passport::Sharing;
use crate::words::{CaseId, Millis, NoteId, Refusal, Result, ShopId, time};
use unicode_normalization::UnicodeNormalization;

/// The longest note, in signs.
pub const LONGEST: usize = 200;

/// May this shop see a note? Its own always; another's, or what the resident told, only where it is offered and its kind
/// is shared with this shop now.
pub fn sees(shop: ShopId, from: Option<ShopId>, kind: Sharing, offered: bool, shared: &[Sharing]) -> bool {
    from == Some(shop) || (offered && shared.contains(&kind))
}

/// A note's text as it is kept.
///
/// # Errors
/// `bad_note` (empty, or too long), `sensitive_note`.
pub fn text(typed: &str) -> Result<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(Refusal::new(422, "bad_note").field("text").arg("most", LONGEST).into());
    }
    harmless(&text, "text")?;
    Ok(text)
}

/// No word of health or faith, in any field somebody types of a person.
///
/// # Errors
/// `sensitive_note`.
pub fn harmless(text: &str, field: &'static str) -> Result<()> {
    match sensitive(text) {
        Some(word) => Err(Refusal::new(422, "sensitive_note").field(field).arg("word", word).into()),
        None => Ok(()),
    }
}

/// Words of health, disability and faith. Japan's law on personal information and Europe's alike keep them apart; a shop
/// has no use for them: what to do ("no dairy", "slowly, please") says enough. Whole words in English, any place in
/// Japanese; a trade's own words (a prayer book, a hospital as an address) are not among them.
const SENSITIVE_EN: &[&str] = &[
    "alcoholic",
    "allergic",
    "allergies",
    "allergy",
    "alzheimer",
    "anorexia",
    "asthma",
    "autism",
    "autistic",
    "bipolar",
    "buddhist",
    "cancer",
    "catholic",
    "chemo",
    "chemotherapy",
    "christian",
    "coeliac",
    "dementia",
    "depressed",
    "depression",
    "diabetes",
    "diabetic",
    "dialysis",
    "disability",
    "disabled",
    "disease",
    "epilepsy",
    "epileptic",
    "hindu",
    "hiv",
    "illness",
    "jewish",
    "miscarriage",
    "mosque",
    "muslim",
    "parkinson",
    "pregnancy",
    "pregnant",
    "protestant",
    "psychiatric",
    "ramadan",
    "religion",
    "religious",
    "schizophrenia",
    "suicidal",
    "surgery",
    "tumour",
    "tumor",
];
const SENSITIVE_JA: &[&str] = &[
    "がん",
    "ガン",
    "癌",
    "糖尿",
    "高血圧",
    "透析",
    "うつ病",
    "鬱",
    "認知症",
    "障害",
    "障がい",
    "病気",
    "持病",
    "妊娠",
    "流産",
    "手術",
    "通院",
    "入院",
    "投薬",
    "アレルギー",
    "喘息",
    "ぜんそく",
    "てんかん",
    "精神科",
    "発達障",
    "信者",
    "信仰",
    "宗教",
    "創価",
    "エホバ",
    "キリスト教",
    "クリスチャン",
    "イスラム",
    "ムスリム",
    "仏教徒",
    "神道",
    "教団",
];

/// The first word of health or faith in a text.
pub fn sensitive(text: &str) -> Option<String> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let word = plain.split(|c: char| !c.is_alphanumeric()).find(|w| {
        let one = w.strip_suffix('s').unwrap_or(w);
        SENSITIVE_EN.contains(w) || SENSITIVE_EN.contains(&one)
    });
    let japanese = || SENSITIVE_JA.iter().find(|w| holds(&plain, w)).map(|w| (*w).to_owned());
    word.map(str::to_owned).or_else(japanese)
}

/// がん stands in many a harmless word (がんも, がんばる, にんがん): it counts where no kana goes on after it.
fn holds(text: &str, word: &str) -> bool {
    let goes_on = |rest: &str| rest.chars().next().is_some_and(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'));
    let ends_one =
        |rest: &str| ["の", "で", "だ", "に", "を", "と", "が", "も患", "治"].iter().any(|p| rest.starts_with(p));
    let short = word == "がん" || word == "ガン";
    text.match_indices(word).any(|(at, _)| {
        let rest = &text[at + word.len()..];
        let begins = text[..at].chars().next_back().is_none_or(|c| !matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ'));
        !short || (begins && (!goes_on(rest) || ends_one(rest)))
    })
}

/// Something a counter might say to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// This shop promised something, until a day (days from today; below zero: overdue).
    Promise { case: CaseId, promise: String, in_days: i64 },
    /// Somebody tried something, here or elsewhere, and was glad of it or not.
    Tried { note: NoteId, what: String, from: Option<ShopId>, at: Millis, liked: bool },
    /// This is the month of their birthday.
    Birthday { month: i64, year: i64, from: Option<ShopId> },
    /// The month of a gift has come or comes next.
    Gift { note: NoteId, what: String, from: Option<ShopId>, year: i64 },
    /// The next stamp is a round one.
    Round { visits: i64 },
    /// They have not been here for so many days; by consent.
    Missed { days: i64, last: Millis },
    /// How they like it.
    Likes { note: NoteId, what: String, from: Option<ShopId> },
    /// Needs they ticked on their own, shared with this shop.
    Needs { needs: Vec<String> },
}

impl Ask {
    /// What it is about, for learning: one word per sort.
    pub fn about(&self) -> &'static str {
        match self {
            Ask::Promise { .. } => "promise",
            Ask::Tried { .. } => "tried",
            Ask::Birthday { .. } => "birthday",
            Ask::Gift { .. } => "gift",
            Ask::Round { .. } => "round",
            Ask::Missed { .. } => "missed",
            Ask::Likes { .. } | Ask::Needs { .. } => "likes",
        }
    }

    /// The one thing it is, so that once said it is not said again: this promise, this year's birthday, this absence.
    pub fn subject(&self) -> String {
        match self {
            Ask::Promise { case, in_days, .. } => {
                format!("promise:{case}:{}", if *in_days < 0 { "late" } else { "due" })
            }
            Ask::Tried { note, .. } => format!("tried:{note}"),
            Ask::Birthday { month, year, .. } => format!("birthday:{year}-{month}"),
            Ask::Gift { note, year, .. } => format!("gift:{note}:{year}"),
            Ask::Round { visits } => format!("round:{visits}"),
            Ask::Missed { last, .. } => format!("missed:{last}"),
            Ask::Likes { note, .. } => format!("likes:{note}"),
            Ask::Needs { .. } => "likes:needs".into(),
        }
    }

    /// How much it is worth saying, before what was learned.
    fn worth(&self) -> f64 {
        match self {
            Ask::Promise { in_days, .. } if *in_days <= 0 => 10.0,
            Ask::Promise { .. } => 6.0,
            Ask::Birthday { .. } => 4.0,
            Ask::Tried { .. } => 3.5,
            Ask::Gift { .. } => 3.2,
            Ask::Round { .. } => 3.0,
            Ask::Missed { .. } => 2.8,
            Ask::Likes { .. } => 1.5,
            Ask::Needs { .. } => 1.4,
        }
    }

    /// Which kind the resident shared, where it did not come from this shop: what the log must say.
    pub fn rests_on(&self, shop: ShopId) -> Option<Sharing> {
        let elsewhere = |from: &Option<ShopId>, kind| (*from != Some(shop)).then_some(kind);
        match self {
            Ask::Tried { from, .. } => elsewhere(from, Sharing::Tried),
            Ask::Birthday { from, .. } | Ask::Gift { from, .. } => elsewhere(from, Sharing::Occasions),
            Ask::Likes { from, .. } => elsewhere(from, Sharing::Likes),
            Ask::Needs { .. } => Some(Sharing::Likes),
            Ask::Missed { .. } => Some(Sharing::Missed),
            Ask::Promise { .. } | Ask::Round { .. } => None,
        }
    }
}

/// What became of it at the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Said(Millis),
    Skipped(Millis),
    Later(Millis),
}

/// How often things of a sort were said and skipped at this shop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Learned {
    pub said: i64,
    pub skipped: i64,
}

/// At most so many at a time: a tired person says no more.
pub const AT_MOST: usize = 2;
/// "Not now" comes again at the next visit, not at the next look.
const LATER: i64 = 6 * time::HOUR;
/// How somebody likes it is worth saying again after a while.
const LIKES_AGAIN: i64 = 45 * time::DAY;

/// Is it due, given what became of it before?
fn due(ask: &Ask, heard: Option<Heard>, now: Millis) -> bool {
    match heard {
        None => true,
        // A promise stands until it is kept, whatever was said of it.
        Some(_) if matches!(ask, Ask::Promise { .. }) => match heard {
            Some(Heard::Later(at) | Heard::Said(at) | Heard::Skipped(at)) => now >= at.plus(LATER),
            None => true,
        },
        Some(Heard::Later(at)) => now >= at.plus(LATER),
        Some(Heard::Said(at)) => matches!(ask, Ask::Likes { .. } | Ask::Needs { .. }) && now >= at.plus(LIKES_AGAIN),
        Some(Heard::Skipped(_)) => false,
    }
}

/// The most worth saying first. What a shop keeps skipping sinks (Laplace's rule of succession: the chance that the next
/// of its sort is said); a promise never does.
pub fn choose(
    asks: Vec<Ask>,
    heard: impl Fn(&str) -> Option<Heard>,
    learned: impl Fn(&str) -> Learned,
    now: Millis,
) -> Vec<Ask> {
    let mut scored: Vec<(f64, Ask)> = asks
        .into_iter()
        .filter(|ask| due(ask, heard(&ask.subject()), now))
        .map(|ask| {
            let Learned { said, skipped } = learned(ask.about());
            let chance = (said as f64 + 1.0) / ((said + skipped) as f64 + 2.0);
            let weight = if matches!(ask, Ask::Promise { .. }) { 1.0 } else { chance };
            (ask.worth() * weight, ask)
        })
        // Of a sort that is nearly always skipped, nothing is said.
        .filter(|(score, _)| *score >= 0.2)
        .collect();
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.subject().cmp(&y.subject())));
    let mut chosen: Vec<Ask> = Vec::new();
    for (_, ask) in scored {
        // Two of one sort at once is a list, not a word to somebody.
        if chosen.len() < AT_MOST && chosen.iter().all(|c| c.about() != ask.about()) {
            chosen.push(ask);
        }
    }
    chosen
}

/// Has somebody been away for long, for them? Three times their usual gap, at least three weeks and at most two years.
pub fn missed(visits: i64, first: Millis, last: Millis, now: Millis) -> Option<i64> {
    if visits < 3 {
        return None;
    }
    let usual = (last.0 - first.0) / (visits - 1);
    let away = now.0 - last.0;
    let long = (3 * usual).max(21 * time::DAY);
    (away >= long && away < 730 * time::DAY).then_some(away / time::DAY)
}

/// Is the next stamp a round one: the tenth, the fiftieth, each hundredth?
pub fn round(visits: i64) -> Option<i64> {
    let next = visits + 1;
    (matches!(next, 10 | 25 | 50) || (next > 0 && next % 100 == 0)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ShopId = ShopId(1);
    const B: ShopId = ShopId(2);

    #[test]
    fn own_notes_are_seen_anothers_only_by_consent() {
        let likes = [Sharing::Likes];
        assert!(sees(A, Some(A), Sharing::Likes, false, &[]));
        assert!(!sees(B, Some(A), Sharing::Likes, true, &[]));
        assert!(sees(B, Some(A), Sharing::Likes, true, &likes));
        assert!(!sees(B, Some(A), Sharing::Likes, false, &likes), "for that shop only");
        assert!(!sees(B, Some(A), Sharing::Tried, true, &likes), "another kind");
        assert!(sees(B, None, Sharing::Likes, true, &likes));
        assert!(!sees(B, None, Sharing::Likes, true, &[]));
    }

    #[test]
    fn health_and_faith_stay_with_the_person() {
        for bad in [
            "Diabetic, no sugar",
            "is PREGNANT",
            "two allergies",
            "糖尿なので甘さ控えめ",
            "癌の手術のあと",
            "がんで療養",
            "Ｃancer",
        ] {
            assert!(text(bad).is_err(), "{bad}");
        }
        for fine in [
            "no dairy",
            "がんもどきが好き",
            "がんばる子",
            "staircase slowly",
            "likes Christmas cake",
            "病院の向かいに住む",
            "甘さ控えめ",
        ] {
            assert!(text(fine).is_ok(), "{fine}");
        }
        assert!(text("  ").is_err() && text(&"x".repeat(201)).is_err());
    }

    fn birthday() -> Ask {
        Ask::Birthday { month: 5, year: 2026, from: None }
    }

    fn round_ask() -> Ask {
        Ask::Round { visits: 10 }
    }

    fn likes_ask(n: i64) -> Ask {
        Ask::Likes { note: NoteId(n), what: "dry".into(), from: None }
    }

    #[test]
    fn at_most_two_and_no_two_of_a_sort() {
        let asks = vec![likes_ask(1), likes_ask(2), round_ask(), birthday()];
        let chosen = choose(asks, |_| None, |_| Learned::default(), Millis(0));
        assert_eq!(chosen, [birthday(), round_ask()]);
        assert_eq!(choose(vec![likes_ask(1), likes_ask(2)], |_| None, |_| Learned::default(), Millis(0)).len(), 1);
    }

    #[test]
    fn said_is_said_and_not_now_comes_again() {
        let now = Millis(100 * time::DAY);
        let after = |heard, now| choose(vec![round_ask()], |_| Some(heard), |_| Learned::default(), now).len();
        assert_eq!(after(Heard::Said(now), now.plus(time::DAY)), 0);
        assert_eq!(after(Heard::Skipped(now), now.plus(time::DAY)), 0);
        assert_eq!(after(Heard::Later(now), now.plus(time::HOUR)), 0);
        assert_eq!(after(Heard::Later(now), now.plus(time::DAY)), 1);
    }

    #[test]
    fn what_a_shop_keeps_skipping_sinks_but_a_promise_never() {
        let skipped = |_: &str| Learned { said: 0, skipped: 40 };
        let promise = Ask::Promise { case: CaseId(1), promise: "a new bag".into(), in_days: -1 };
        let chosen = choose(vec![likes_ask(1), promise.clone()], |_| None, skipped, Millis(0));
        assert_eq!(chosen, [promise]);
    }

    #[test]
    fn away_is_measured_by_their_own_habit() {
        let day = |n: i64| Millis(n * time::DAY);
        assert_eq!(missed(5, day(0), day(28), day(28 + 20)), None);
        assert_eq!(missed(5, day(0), day(28), day(28 + 21)), Some(21));
        assert_eq!(missed(3, day(0), day(60), day(60 + 60)), None, "a monthly customer after two months");
        assert_eq!(missed(3, day(0), day(60), day(60 + 90)), Some(90));
        assert_eq!(missed(2, day(0), day(1), day(100)), None, "hardly known");
    }

    #[test]
    fn round_stamps() {
        let found: Vec<i64> = (0..210).filter_map(round).collect();
        assert_eq!(found, [10, 25, 50, 100, 200]);
    }
}
