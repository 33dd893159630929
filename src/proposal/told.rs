//! A proposal in words, as a clerk says it aloud and a phone shows it: the parts, why, what speaks against them, and what
//! somebody else found.

use super::attributes;
use super::facts::Told;
use super::reasons::{Drawback, Explained, Quote, Reason};
use crate::brand::Brand;
use crate::db::Tx;
use crate::knowing::chips;
use crate::shop::{self, needs};
use crate::words::{PartId, Result, ShopId};
use noren_views::{Lang, t, words::money};
use std::collections::HashMap;

/// Sentences.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    pub reasons: Vec<String>,
    pub drawbacks: Vec<String>,
    pub quotes: Vec<String>,
}

/// Who speaks of what, in which language.
struct Speaker<'a> {
    lang: Lang,
    currency: &'a str,
    parts: HashMap<PartId, String>,
    shops: HashMap<ShopId, String>,
}

/// Says it all. `parts`: the names of its parts.
pub fn say(
    tx: &mut Tx,
    brand: &Brand,
    explained: &Explained,
    parts: Vec<(PartId, String)>,
    lang: Lang,
) -> Result<Sentences> {
    let mut shops = HashMap::new();
    for told in explained.reasons.iter().filter_map(Reason::told) {
        if let Told::At(id) = told {
            shops.insert(id, shop::by_id(tx, brand.id, id)?.shown(lang));
        }
    }
    let speaker = Speaker { lang, currency: &brand.currency, parts: parts.into_iter().collect(), shops };
    Ok(Sentences {
        reasons: explained.reasons.iter().map(|r| speaker.reason(r)).collect(),
        drawbacks: explained.drawbacks.iter().map(|d| speaker.drawback(d)).collect(),
        quotes: explained.quotes.iter().map(|q| speaker.quote(*q)).collect(),
    })
}

impl Reason {
    fn told(&self) -> Option<Told> {
        match self {
            Reason::Wished { told, .. }
            | Reason::Occasion { told, .. }
            | Reason::Liked { told, .. }
            | Reason::LikedLike { told, .. } => Some(*told),
            Reason::Need { .. } | Reason::Taken { .. } | Reason::Under { .. } => None,
        }
    }
}

impl Speaker<'_> {
    fn parts(&self, ids: &[PartId]) -> String {
        let names: Vec<String> = ids.iter().filter_map(|id| self.parts.get(id).cloned()).collect();
        self.list(&names)
    }

    /// `a`, `a and b`, `a, b and c`.
    fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [some @ .., last] => {
                let comma = if self.lang == Lang::Ja { "、" } else { ", " };
                t!(self.lang, "proposal-and", some = some.join(comma), last = last)
            }
        }
    }

    fn money(&self, minor: i64) -> String {
        money(self.lang, self.currency, minor)
    }

    fn reason(&self, reason: &Reason) -> String {
        let lang = self.lang;
        let shop = |id: &ShopId| self.shops.get(id).cloned().unwrap_or_default();
        match reason {
            Reason::Wished { attribute, parts, told } => {
                let (parts, what) = (self.parts(parts), attributes::label(attribute, lang));
                match told {
                    Told::Here => t!(lang, "proposal-wished-here", parts = parts, what = what),
                    Told::At(id) => t!(lang, "proposal-wished-at", parts = parts, what = what, shop = shop(id)),
                    Told::Themselves => t!(lang, "proposal-wished-self", parts = parts, what = what),
                }
            }
            Reason::Occasion { chip, parts, told } => {
                let what = chips::get(chip).map_or(chip.as_str(), |c| c.label(lang)).to_owned();
                let parts = self.parts(parts);
                match told {
                    Told::At(id) => t!(lang, "proposal-occasion-at", parts = parts, what = what, shop = shop(id)),
                    _ => t!(lang, "proposal-occasion", parts = parts, what = what),
                }
            }
            Reason::Liked { part, told } => {
                let part = self.parts(&[*part]);
                match told {
                    Told::At(id) => t!(lang, "proposal-liked-at", part = part, shop = shop(id)),
                    _ => t!(lang, "proposal-liked", part = part),
                }
            }
            Reason::LikedLike { what, what_en, attribute, parts, told } => {
                let (parts, how) = (self.parts(parts), attributes::label(attribute, lang));
                let place = match told {
                    Told::At(id) => shop(id),
                    _ => String::new(),
                };
                let what = lang.pick(what, what_en);
                t!(lang, "proposal-liked-like", parts = parts, how = how, what = what, shop = place)
            }
            Reason::Need { need, parts } => {
                t!(lang, "proposal-need", parts = self.parts(parts), need = needs::label(need, lang))
            }
            Reason::Taken { attribute, parts } => {
                t!(lang, "proposal-taken", parts = self.parts(parts), how = attributes::label(attribute, lang))
            }
            Reason::Under { sum } => t!(lang, "proposal-under", sum = self.money(*sum)),
        }
    }

    fn drawback(&self, drawback: &Drawback) -> String {
        let lang = self.lang;
        match drawback {
            Drawback::Over { by } => t!(lang, "proposal-over", by = self.money(*by)),
            Drawback::NotLess { sum } => t!(lang, "proposal-not-less", sum = self.money(*sum)),
            Drawback::Lacks { attribute } => {
                t!(lang, "proposal-lacks", what = attributes::label(attribute, lang))
            }
            Drawback::Avoided { attribute, parts } => {
                t!(lang, "proposal-avoided", parts = self.parts(parts), what = attributes::label(attribute, lang))
            }
            Drawback::NotLiked { part } => t!(lang, "proposal-not-liked", part = self.parts(&[*part])),
            Drawback::Spoilt { attribute, parts } => {
                t!(lang, "proposal-spoilt", parts = self.parts(parts), how = attributes::label(attribute, lang))
            }
            Drawback::Untried => t!(lang, "proposal-untried"),
        }
    }

    /// Fixed words: never what anybody wrote.
    fn quote(&self, quote: Quote) -> String {
        let part = self.parts(&[quote.part]);
        if quote.liked {
            t!(self.lang, "proposal-quote-glad", part = part)
        } else {
            t!(self.lang, "proposal-quote-not", part = part)
        }
    }
}
