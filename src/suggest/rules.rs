//! Scores neighbours and finds the reason a person would say. Pure.
//!
//! A shop that has been sent many slips lately gives way to one that has not, and a little chance (the same all day for
//! the same passport) changes the order: never always the same big ones.

use super::Told;
use crate::passport::Sharing;
use crate::shop::needs;
use crate::words::ShopId;
use noren_views::{Lang, t};
use serde::{Deserialize, Serialize};

/// A neighbour as seen from a counter.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub shop: ShopId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub crest: String,
    pub need: Option<String>,
    pub metres: f64,
    /// How well it goes with the shop asked at (0: no known reason), and the reason.
    pub fits: f64,
    pub reason: String,
    pub reason_en: String,
    /// Visits by hour of the day, as shares of its busiest hour.
    pub hours: [f64; 24],
    /// Slips it was sent lately, against the street's mean.
    pub slips: f64,
    /// Of the same trade as the shop asked at.
    pub rival: bool,
}

/// When and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Hour of the day in the brand's time zone.
    pub hour: usize,
    /// Passport and day, for the little chance.
    pub seed: u64,
}

/// Why a neighbour.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It goes with what is sold here: the reason, in the brand's language and in English.
    GoesWith(String, String),
    /// It is quiet until this hour.
    Quiet(usize),
    /// It is close.
    Near,
    /// Not been there yet; by consent.
    NotYet,
    /// Likes this need; by consent.
    Likes(String),
    /// Not been there yet, and likes this need; by consent.
    NotYetAndLikes(String),
}

/// A neighbour to send on to, with the reason.
#[derive(Debug, Clone)]
pub struct Suggestion {
    pub to: Candidate,
    pub why: Why,
    /// What of the resident's it rests on: the reason, and the order it stands in.
    pub rests_on: RestsOn,
}

/// What of the resident's a reason rests on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RestsOn {
    /// Where they have been.
    pub been: bool,
    /// That they like this need.
    pub likes: Option<String>,
}

impl RestsOn {
    /// The kinds it rests on.
    pub fn kinds(&self) -> Vec<Sharing> {
        let been = self.been.then_some(Sharing::Been);
        been.into_iter().chain(self.likes.as_ref().map(|_| Sharing::Likes)).collect()
    }

    /// May it be said of whom this is told?
    pub fn holds(&self, told: &Told) -> bool {
        (!self.been || told.been.is_some()) && self.likes.as_ref().is_none_or(|need| told.likes.contains(need))
    }
}

impl Why {
    pub fn rests_on(&self) -> RestsOn {
        let (been, likes) = match self {
            Why::NotYet => (true, None),
            Why::Likes(need) => (false, Some(need.clone())),
            Why::NotYetAndLikes(need) => (true, Some(need.clone())),
            Why::GoesWith(..) | Why::Quiet(_) | Why::Near => (false, None),
        };
        RestsOn { been, likes }
    }

    /// Is the reason about the person?
    pub fn personal(&self) -> bool {
        self.rests_on() != RestsOn::default()
    }
}

impl Suggestion {
    /// One sentence, sayable aloud.
    pub fn sentence(&self, lang: Lang) -> String {
        let label = |need: &str| needs::label(need, lang);
        match &self.why {
            Why::GoesWith(reason, en) => lang.pick(reason, en).to_owned(),
            Why::Quiet(until) => t!(lang, "suggest-quiet", time = format!("{until}:00")),
            Why::Near => t!(lang, "suggest-near"),
            Why::NotYet => t!(lang, "suggest-not-yet"),
            Why::Likes(need) => t!(lang, "suggest-likes", need = label(need)),
            Why::NotYetAndLikes(need) => t!(lang, "suggest-not-yet-likes", need = label(need)),
        }
    }

    /// The sentence a slip carries to the other counter: about the shops, whatever was consented here.
    pub fn neutral(&self, lang: Lang) -> String {
        if !self.why.personal() {
            return self.sentence(lang);
        }
        let why = if self.to.fits > 0.0 {
            Why::GoesWith(self.to.reason.clone(), self.to.reason_en.clone())
        } else {
            Why::Near
        };
        Suggestion { why, to: self.to.clone(), rests_on: RestsOn::default() }.sentence(lang)
    }

    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.to.name, &self.to.name_en)
    }
}

/// The best few, each of another trade.
pub(super) fn choose(around: &[Candidate], told: &Told, moment: &Moment, count: usize) -> Vec<Suggestion> {
    let mut scored: Vec<(f64, &Candidate)> = around.iter().map(|c| (score(c, told, moment), c)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.shop.cmp(&b.1.shop)));
    let mut chosen: Vec<Suggestion> = Vec::with_capacity(count);
    for (_, candidate) in scored {
        if chosen.len() == count {
            break;
        }
        let same_trade = |s: &Suggestion| s.to.need.is_some() && s.to.need == candidate.need;
        if !chosen.iter().any(same_trade) {
            let said = chosen.iter().map(|s| s.why.clone()).collect::<Vec<_>>();
            let why = why(candidate, told, moment, &said);
            // Where they have been moves every score, whatever the reason says.
            let likes = candidate.need.clone().filter(|need| told.likes.contains(need));
            let rests_on = RestsOn { been: told.been.is_some(), likes };
            chosen.push(Suggestion { why, rests_on, to: candidate.clone() });
        }
    }
    chosen
}

fn score(c: &Candidate, told: &Told, moment: &Moment) -> f64 {
    let near = (-c.metres / 300.0).exp();
    let quiet = if quiet_until(&c.hours, moment.hour).is_some() { 0.35 } else { 0.0 };
    let fair = -0.45 * (1.0 + c.slips).ln();
    let chance = 0.6 * unit(moment.seed ^ (c.shop.0 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let rival = if c.rival { -1.5 } else { 0.0 };
    c.fits + near + quiet + fair + chance + rival + personal(c, told)
}

fn personal(c: &Candidate, told: &Told) -> f64 {
    let new = match &told.been {
        Some(been) if !been.contains(&c.shop) => 0.5,
        Some(_) => -0.2,
        None => 0.0,
    };
    let liked = c.need.as_ref().is_some_and(|n| told.likes.contains(n));
    new + if liked { 0.8 } else { 0.0 }
}

/// The reason that says most, and not the same one three times where another is true too.
fn why(c: &Candidate, told: &Told, moment: &Moment, said: &[Why]) -> Why {
    let new = told.been.as_ref().is_some_and(|been| !been.contains(&c.shop));
    let liked = c.need.clone().filter(|n| told.likes.contains(n));
    match (new, liked) {
        (true, Some(need)) => return Why::NotYetAndLikes(need),
        (false, Some(need)) => return Why::Likes(need),
        _ => {}
    }
    let fits = (c.fits > 0.0).then(|| Why::GoesWith(c.reason.clone(), c.reason_en.clone()));
    let quiet = quiet_until(&c.hours, moment.hour).map(Why::Quiet);
    let again = |w: &Why| said.iter().any(|s| std::mem::discriminant(s) == std::mem::discriminant(w));
    let not_yet = (new && !again(&Why::NotYet)).then_some(Why::NotYet);
    let fresh = |w: &Why| !again(w);
    fits.clone()
        .filter(|w| fresh(w) || quiet.is_none())
        .or_else(|| not_yet.clone())
        .or_else(|| quiet.clone().filter(fresh))
        .or(fits)
        .or(quiet)
        .unwrap_or(Why::Near)
}

/// Is it open and quiet in this hour, and until when? Quiet: under half of its ordinary hour.
fn quiet_until(hours: &[f64; 24], hour: usize) -> Option<usize> {
    let open: Vec<usize> = (0..24).filter(|h| hours[*h] > 0.02).collect();
    let (first, last) = (*open.first()?, *open.last()?);
    if hour < first || hour > last || open.len() < 3 {
        return None;
    }
    let ordinary = open.iter().map(|h| hours[*h]).sum::<f64>() / open.len() as f64;
    if hours[hour] >= 0.5 * ordinary {
        return None;
    }
    (hour + 1..=last).find(|h| hours[*h] >= 0.5 * ordinary)
}

/// SplitMix64 (Steele, Lea, Flood 2014), as a number from 0 to 1.
fn unit(seed: u64) -> f64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: i64, need: &str, fits: f64, slips: f64) -> Candidate {
        Candidate {
            shop: ShopId(id),
            code: format!("s{id}"),
            name: format!("店{id}"),
            name_en: format!("Shop {id}"),
            crest: String::new(),
            need: Some(need.into()),
            metres: 100.0,
            fits,
            reason: "合います。".into(),
            reason_en: "Goes well.".into(),
            hours: [0.0; 24],
            slips,
            rival: false,
        }
    }

    #[test]
    fn not_always_the_same_big_ones() {
        let around: Vec<Candidate> =
            (0..8).map(|i| candidate(i, &format!("need{i}"), 1.0, if i == 0 { 6.0 } else { 0.5 })).collect();
        let mut seen = std::collections::HashMap::new();
        for seed in 0..500 {
            for s in choose(&around, &Told::default(), &Moment { hour: 12, seed }, 3) {
                *seen.entry(s.to.shop).or_insert(0) += 1;
            }
        }
        assert_eq!(seen.len() + usize::from(!seen.contains_key(&ShopId(0))), 8, "every neighbour gets its turn");
        let big = seen.get(&ShopId(0)).copied().unwrap_or(0);
        assert!(big < 100, "the one that is sent most gives way: {big}");
    }

    #[test]
    fn a_reason_about_the_person_needs_consent() {
        let around = [candidate(1, "fish", 0.0, 0.0), candidate(2, "tea", 1.0, 0.0)];
        let moment = Moment { hour: 9, seed: 1 };
        let without = choose(&around, &Told::default(), &moment, 3);
        assert!(without.iter().all(|s| !s.why.personal()));
        let told = Told { been: Some(vec![ShopId(2)]), likes: vec!["fish".into()] };
        let with = choose(&around, &told, &moment, 3);
        assert!(with.iter().any(|s| s.why == Why::NotYetAndLikes("fish".into())));
    }

    #[test]
    fn quiet_is_under_half_of_the_ordinary_hour() {
        let mut hours = [0.0; 24];
        for (h, v) in [(9, 0.8), (10, 0.1), (11, 0.2), (12, 1.0), (13, 0.9)] {
            hours[h] = v;
        }
        assert_eq!(quiet_until(&hours, 10), Some(12));
        assert_eq!(quiet_until(&hours, 12), None);
        assert_eq!(quiet_until(&hours, 3), None);
    }
}
