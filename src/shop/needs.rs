//! The needs of daily life and which categories of any source (OpenStreetMap, Japanese genres, 業種) meet them: data in
//! `seed/`, read once. A brand's own decisions are in the database.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A need of daily life.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Need {
    pub code: String,
    /// Trade, for the colour: food, bake, drink, home, care, joy.
    pub trade: String,
    pub label_ja: String,
    pub label_en: String,
}

/// Two needs that go together, with what a person would say.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct GoesWith {
    pub from_need: String,
    pub to_need: String,
    pub weight: f64,
    pub reason_ja: String,
    pub reason_en: String,
}

#[derive(serde::Deserialize)]
struct Mapping {
    category: String,
    need: String,
}

struct Tables {
    needs: Vec<Need>,
    by_code: HashMap<String, usize>,
    by_category: HashMap<String, usize>,
    /// Categories by falling length, for those that hold several words.
    by_length: Vec<(String, usize)>,
    pairs: HashMap<(String, String), GoesWith>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let needs: Vec<Need> = rows(include_str!("../../seed/needs.csv"));
    let by_code: HashMap<String, usize> = needs.iter().enumerate().map(|(i, n)| (n.code.clone(), i)).collect();
    let mut by_category = HashMap::new();
    for m in rows::<Mapping>(include_str!("../../seed/categories.csv")) {
        if let Some(i) = by_code.get(&m.need) {
            by_category.insert(fold(&m.category), *i);
        }
    }
    let mut by_length: Vec<(String, usize)> = by_category.iter().map(|(c, i)| (c.clone(), *i)).collect();
    by_length.sort_by_key(|(c, _)| (std::cmp::Reverse(c.chars().count()), c.clone()));
    let pairs = rows::<GoesWith>(include_str!("../../seed/pairs.csv"));
    let pairs = pairs.into_iter().map(|p| ((p.from_need.clone(), p.to_need.clone()), p)).collect();
    Tables { needs, by_code, by_category, by_length, pairs }
});

/// Rows that do not fit are a mistake in our own files; the test below finds them.
fn rows<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

fn fold(category: &str) -> String {
    category.nfkc().collect::<String>().trim().to_lowercase()
}

/// All needs, in the order of the file.
pub fn all() -> &'static [Need] {
    &TABLES.needs
}

pub fn get(code: &str) -> Option<&'static Need> {
    TABLES.by_code.get(code).map(|i| &TABLES.needs[*i])
}

/// The need a category meets: by the whole word first, then, for Japanese genres, by the longest known word in it.
pub fn of(category: &str) -> Option<&'static str> {
    let category = fold(category);
    let found = TABLES.by_category.get(&category).copied().or_else(|| {
        if category.is_ascii() {
            return None;
        }
        TABLES.by_length.iter().find(|(word, _)| !word.is_ascii() && category.contains(word.as_str())).map(|(_, i)| *i)
    })?;
    Some(&TABLES.needs[found].code)
}

/// What goes with what, and why.
pub fn goes_with(from: &str, to: &str) -> Option<&'static GoesWith> {
    TABLES.pairs.get(&(from.to_owned(), to.to_owned()))
}

/// The need as this language names it; its code where nobody knows it.
pub fn label(code: &str, lang: noren_views::Lang) -> String {
    match (get(code), lang) {
        (Some(need), noren_views::Lang::Ja) => need.label_ja.clone(),
        (Some(need), noren_views::Lang::En) => need.label_en.to_lowercase(),
        (None, _) => code.to_owned(),
    }
}
