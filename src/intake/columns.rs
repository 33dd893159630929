//! Which column of a file is which of ours, as `--columns ours=theirs,…` says: `ours=a+b` joins columns, `ours==text`
//! is the same text for every row.

use super::table::Fields;
use std::borrow::Cow;

/// A column of ours.
#[derive(Debug, Clone, Copy)]
pub struct Ours {
    pub name: &'static str,
    pub needed: bool,
    /// What joins several columns: ids by `-`, words by a space (none between Japanese).
    pub words: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Pick {
    Nothing,
    Of(Vec<usize>),
    Says(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    picks: Vec<Pick>,
    words: Vec<bool>,
}

impl Columns {
    /// Finds our columns among the headings of a file.
    ///
    /// # Errors
    /// One sentence that says what is missing and which headings there are.
    pub fn find(ours: &[Ours], headings: &[String], mapping: Option<&str>) -> Result<Columns, String> {
        let mut picks = vec![Pick::Nothing; ours.len()];
        let mut said = vec![false; ours.len()];
        for part in mapping.unwrap_or_default().split(',').filter(|p| !p.trim().is_empty()) {
            let (name, theirs) = part.split_once('=').ok_or_else(|| format!("--columns {part}: write ours=theirs"))?;
            let i = ours.iter().position(|o| o.name == name.trim()).ok_or_else(|| {
                let names: Vec<&str> = ours.iter().map(|o| o.name).collect();
                format!("--columns {part}: '{}' is none of ours ({})", name.trim(), names.join(", "))
            })?;
            picks[i] = match theirs.strip_prefix('=') {
                Some(text) => Pick::Says(text.trim().to_owned()),
                None => Pick::Of(places(headings, theirs).map_err(|e| format!("--columns {part}: {e}"))?),
            };
            said[i] = true;
        }
        for (i, our) in ours.iter().enumerate().filter(|(i, _)| !said[*i]) {
            match place(headings, our.name)? {
                Some(at) => picks[i] = Pick::Of(vec![at]),
                None if our.needed => {
                    let (name, there) = (our.name, listed(headings));
                    return Err(format!("no column '{name}'; add --columns {name}=THEIRS, one of: {there}"));
                }
                None => {}
            }
        }
        Ok(Columns { picks, words: ours.iter().map(|o| o.words).collect() })
    }

    /// The text of our column `i` in a row, without the blanks around it.
    pub fn text<'a>(&'a self, row: &'a Fields, i: usize) -> Cow<'a, str> {
        match &self.picks[i] {
            Pick::Nothing => Cow::Borrowed(""),
            Pick::Says(text) => Cow::Borrowed(text),
            Pick::Of(at) if at.len() == 1 => Cow::Borrowed(row.get(at[0]).trim()),
            Pick::Of(at) => Cow::Owned(join(at.iter().map(|i| row.get(*i).trim()), self.words[i])),
        }
    }
}

fn listed(headings: &[String]) -> String {
    headings.join(", ")
}

fn places(headings: &[String], theirs: &str) -> Result<Vec<usize>, String> {
    // A heading may itself hold a `+`.
    if let Some(at) = place(headings, theirs)? {
        return Ok(vec![at]);
    }
    let find = |name: &str| {
        place(headings, name)?
            .ok_or_else(|| format!("there is no column '{}'; there are: {}", name.trim(), listed(headings)))
    };
    theirs.split('+').map(find).collect()
}

fn place(headings: &[String], name: &str) -> Result<Option<usize>, String> {
    let name = name.trim();
    let at = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        headings.iter().enumerate().filter(|(_, h)| same(h)).map(|(i, _)| i).collect()
    };
    let exact = at(&|h| h == name);
    let found = if exact.is_empty() { at(&|h| h.eq_ignore_ascii_case(name)) } else { exact };
    match found[..] {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => Err(format!("more than one column is called '{name}'")),
    }
}

fn join<'a>(parts: impl Iterator<Item = &'a str>, words: bool) -> String {
    let mut out = String::new();
    for part in parts.filter(|p| !p.is_empty()) {
        // Some files repeat the prefecture before the city.
        if words && out.ends_with(wide) && part.starts_with(out.as_str()) {
            out.clear();
        }
        if let (Some(left), Some(right)) = (out.chars().next_back(), part.chars().next()) {
            if !words {
                out.push('-');
            } else if !(wide(left) && wide(right)) {
                out.push(' ');
            }
        }
        out.push_str(part);
    }
    out
}

/// Kana, kanji and full-width signs, which are written without spaces.
fn wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: [Ours; 3] = [
        Ours { name: "code", needed: false, words: false },
        Ours { name: "name", needed: true, words: true },
        Ours { name: "address", needed: false, words: true },
    ];

    fn headings() -> Vec<String> {
        ["osm_type", "id", "Name", "pref", "city", "addr:street", "a+b"].map(str::to_owned).to_vec()
    }

    fn fields(of: &[&str]) -> Fields {
        let mut fields = Fields::default();
        of.iter().for_each(|f| fields.push(f));
        fields
    }

    #[test]
    fn joined_and_given_columns() {
        let columns =
            Columns::find(&OURS, &headings(), Some("code=osm_type+id,address=pref+city+addr:street")).unwrap();
        let row = fields(&["node", "7", " 亀屋 ", "大阪府", "大阪府大阪市北区", "中之島3", ""]);
        assert_eq!(columns.text(&row, 0), "node-7");
        assert_eq!(columns.text(&row, 1), "亀屋");
        assert_eq!(columns.text(&row, 2), "大阪府大阪市北区中之島3");
        let row = fields(&["", "7", "x", "Mikonkatu", "18", "", ""]);
        assert_eq!(columns.text(&row, 0), "7");
        assert_eq!(columns.text(&row, 2), "Mikonkatu 18");
        let columns = Columns::find(&OURS, &headings(), Some("code=a+b,address==Main Street")).unwrap();
        assert_eq!(columns.text(&fields(&["", "", "", "", "", "", "q"]), 0), "q");
        assert_eq!(columns.text(&row, 2), "Main Street");
    }

    #[test]
    fn mistakes_are_said() {
        let wrong = |mapping| Columns::find(&OURS, &headings(), Some(mapping)).unwrap_err();
        assert!(wrong("code=ident").contains("'ident'") && wrong("code=ident").contains("osm_type, id"));
        assert!(wrong("colour=id").contains("none of ours (code, name, address)"));
        assert!(wrong("code").contains("ours=theirs"));
        let nameless = Columns::find(&OURS, &["id".into()], None).unwrap_err();
        assert_eq!(nameless, "no column 'name'; add --columns name=THEIRS, one of: id");
        let twice = Columns::find(&OURS, &["name".into(), "name".into()], None).unwrap_err();
        assert!(twice.contains("more than one"));
    }
}
