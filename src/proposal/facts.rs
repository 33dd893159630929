//! What a proposal may rest on: what this shop sees of a person now, what they may spend, how they answered before. Pure:
//! made of notes that were let through, and of nothing else.

use super::attributes;
use super::store::Why;
use crate::knowing::{Note, chips};
use crate::passport::Sharing;
use crate::words::{PartId, ShopId};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Who told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    Here,
    At(ShopId),
    /// By the resident on their own.
    Themselves,
}

/// An attribute that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wish {
    pub attribute: String,
    pub told: Told,
    /// The chip of the occasion that asks for it.
    pub occasion: Option<String>,
}

/// Something that was tried, and how it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tasted {
    pub what: String,
    /// In English, where the shop that served it has named it so.
    pub what_en: String,
    pub told: Told,
    pub liked: bool,
    /// Of the thing, where the shop that served it has described it.
    pub attributes: Vec<String>,
}

impl Tasted {
    /// Is it a thing of one of these (folded) names?
    pub fn is(&self, names: &[String]) -> bool {
        [&self.what, &self.what_en].into_iter().any(|n| !n.is_empty() && names.contains(&folded(n)))
    }
}

/// What became of an earlier proposal of this shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Taken,
    Declined(Why),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub parts: BTreeSet<PartId>,
    pub attributes: BTreeSet<String>,
    pub total: i64,
    pub became: Became,
}

/// All that a proposal rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub wishes: Vec<Wish>,
    pub avoids: BTreeSet<String>,
    pub tasted: Vec<Tasted>,
    /// Needs the resident likes.
    pub needs: Vec<String>,
    /// What may be spent, where somebody said so.
    pub budget: Option<i64>,
    /// Oldest first.
    pub earlier: Vec<Earlier>,
}

/// A thing some shop sells, as a note may name it.
#[derive(Debug, Clone)]
pub struct Named {
    pub shop: ShopId,
    pub name: String,
    pub name_en: String,
    /// Folded.
    pub names: Vec<String>,
    pub attributes: Vec<String>,
}

/// How names of things are compared: any width, any case, any spaces.
pub fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// What notes come to. `month`: the one it is; `things`: what the shops in the notes sell.
pub fn learn(shop: ShopId, notes: &[Note], month: i64, things: &[Named]) -> Facts {
    let mut facts = Facts::default();
    // Avoided without a wish beside it ("no dairy"): never. With one ("light" speaks against rich): a matter of taste.
    let mut taste = BTreeSet::new();
    for note in notes {
        let told = match note.shop_id {
            Some(at) if at == shop => Told::Here,
            Some(at) => Told::At(at),
            None => Told::Themselves,
        };
        let wish = |attribute: &str, occasion| Wish { attribute: attribute.to_owned(), told, occasion };
        match (note.kind, chips::get(&note.chip)) {
            (Sharing::Likes, Some(chip)) => {
                if !chip.wants.is_empty() {
                    facts.wishes.push(wish(&chip.wants, None));
                }
                if !chip.avoids.is_empty() {
                    let strict = chip.wants.is_empty();
                    let set = if strict { &mut facts.avoids } else { &mut taste };
                    set.insert(chip.avoids.clone());
                }
            }
            (Sharing::Occasions, Some(chip)) => {
                let near = note.month.is_none_or(|m| m == month || m == month % 12 + 1);
                if let Some(attribute) = attributes::of_occasion(&chip.code).filter(|_| near) {
                    facts.wishes.push(wish(attribute, Some(chip.code.clone())));
                }
            }
            (Sharing::Tried, _) => {
                let what = folded(&note.text);
                let thing = things.iter().find(|t| Some(t.shop) == note.shop_id && t.names.contains(&what));
                let (what, what_en) = thing.map_or((&note.text, ""), |t| (&t.name, t.name_en.as_str()));
                facts.tasted.push(Tasted {
                    what: what.clone(),
                    what_en: what_en.to_owned(),
                    told,
                    liked: note.liked == Some(true),
                    attributes: thing.map(|t| t.attributes.clone()).unwrap_or_default(),
                });
            }
            _ => {}
        }
    }
    // Who likes it both ways likes it both ways.
    let wanted: BTreeSet<&str> = facts.wishes.iter().map(|w| w.attribute.as_str()).collect();
    taste.retain(|a| !wanted.contains(a.as_str()));
    facts.avoids.append(&mut taste);
    facts.wishes.retain(|w| !facts.avoids.contains(&w.attribute));
    facts.wishes.sort();
    facts.wishes.dedup_by(|a, b| a.attribute == b.attribute);
    facts
}

impl Facts {
    /// The sum that was too much when it was last proposed; lifted by a yes to as much.
    pub fn too_much(&self) -> Option<i64> {
        self.earlier.iter().fold(None, |cap: Option<i64>, e| match e.became {
            Became::Declined(Why::Price) => Some(cap.map_or(e.total, |c| c.min(e.total))),
            Became::Taken => cap.filter(|c| e.total < *c),
            Became::Declined(_) => cap,
        })
    }

    /// The most it may come to.
    pub fn limit(&self) -> Option<i64> {
        let under = self.too_much().map(|c| (c - 1).max(0));
        match (self.budget, under) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Attributes of what was taken here before.
    pub fn taken(&self) -> BTreeSet<&str> {
        let taken = self.earlier.iter().filter(|e| e.became == Became::Taken);
        taken.flat_map(|e| e.attributes.iter().map(String::as_str)).collect()
    }

    /// Attributes that set apart what was not to their taste: neither wished for nor taken before.
    pub fn spoilt(&self) -> BTreeSet<&str> {
        let wished: BTreeSet<&str> = self.wishes.iter().map(|w| w.attribute.as_str()).collect();
        let taken = self.taken();
        let declined = self.earlier.iter().filter(|e| e.became == Became::Declined(Why::Taste));
        let all = declined.flat_map(|e| e.attributes.iter().map(String::as_str));
        all.filter(|a| !wished.contains(a) && !taken.contains(a)).collect()
    }

    /// What was liked elsewhere, by what it was like.
    pub fn liked_like(&self) -> Vec<&Tasted> {
        self.tasted.iter().filter(|t| t.liked && !t.attributes.is_empty()).collect()
    }
}
