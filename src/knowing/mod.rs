//! What shops know of people from talking to them, and who may see it: notes, the log of who looked, and what is worth
//! saying now. What is shared with whom is the resident's to say (`passport::share`); here it is kept to.

pub mod chips;
pub mod rules;
mod store;

pub use rules::Ask;
pub use store::{Look, Note, looks};

use crate::brand::Brand;
use crate::case;
use crate::db::Tx;
use crate::passport::{self, Sharing};
use crate::words::{BrandId, Error, Millis, NoteId, PassportId, PersonId, Refusal, Result, ShopId, text_enum, time};
use noren_views::Lang;
use rules::{Heard, Learned};

impl Note {
    /// As one says it.
    pub fn shown(&self, lang: Lang) -> String {
        match chips::get(&self.chip) {
            Some(chip) => chip.label(lang).to_owned(),
            None => self.text.clone(),
        }
    }
}

text_enum!(
    /// By which way somebody looked or changed something.
    Way {
        /// A page of the counter.
        Counter = "counter",
        /// A program with the shop's key.
        Program = "program",
        /// The resident on the shop's tablet.
        Tablet = "tablet",
        /// A signed paper, typed in by staff.
        Paper = "paper",
        /// The resident's own phone.
        Phone = "phone",
        /// Somebody who acts for them.
        Helper = "helper",
    }
);

/// Chip of a birthday: the month says which.
pub const BIRTHDAY: &str = "birthday";
/// Notes one shop (or the resident) keeps of one person.
const MOST: usize = 60;
/// The same look by the same eyes is one look for so long.
const ONE_LOOK: i64 = 10 * time::MINUTE;

/// Something to be noted.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    pub kind: Sharing,
    pub chip: String,
    pub text: String,
    pub liked: Option<bool>,
    pub month: Option<i64>,
    pub offered: bool,
}

impl Telling {
    /// A chip, tapped.
    ///
    /// # Errors
    /// `no_such_chip`.
    pub fn chip(code: &str, offered: bool) -> Result<Telling> {
        let chip = chips::get(code).ok_or_else(|| Refusal::new(422, "no_such_chip"))?;
        Ok(Telling {
            kind: chip.kind(),
            chip: code.to_owned(),
            text: String::new(),
            liked: None,
            month: chip.month(),
            offered,
        })
    }

    /// The month of a birthday.
    ///
    /// # Errors
    /// `bad_month`.
    pub fn birthday(month: i64, offered: bool) -> Result<Telling> {
        if !(1..=12).contains(&month) {
            return Err(Refusal::new(422, "bad_month").field("month").into());
        }
        let chip = BIRTHDAY.to_owned();
        Ok(Telling { kind: Sharing::Occasions, chip, text: String::new(), liked: None, month: Some(month), offered })
    }

    /// What was tried, and whether it was liked.
    ///
    /// # Errors
    /// As [`rules::text`].
    pub fn tried(what: &str, liked: bool, offered: bool) -> Result<Telling> {
        let text = rules::text(what)?;
        Ok(Telling { kind: Sharing::Tried, chip: String::new(), text, liked: Some(liked), month: None, offered })
    }

    /// Words of one's own.
    ///
    /// # Errors
    /// As [`rules::text`].
    pub fn words(text: &str, offered: bool) -> Result<Telling> {
        let text = rules::text(text)?;
        Ok(Telling { kind: Sharing::Notes, chip: String::new(), text, liked: None, month: None, offered })
    }
}

/// Notes something of a person, for a shop or (without one) by the resident. The same chip twice is one note.
///
/// # Errors
/// `too_many_notes`.
pub fn tell(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shop: Option<ShopId>,
    by: Option<PersonId>,
    telling: &Telling,
    now: Millis,
) -> Result<NoteId> {
    let own = || |n: &Note| n.shop_id == shop;
    let before: Vec<Note> = store::notes(tx, brand, passport)?.into_iter().filter(own()).collect();
    let same = |n: &&Note| n.chip == telling.chip && (!telling.chip.is_empty() || n.text == telling.text);
    let found = before.iter().find(same).filter(|n| n.kind == telling.kind && n.liked == telling.liked);
    match found {
        // Another month of the same birthday takes its place.
        Some(n) if n.month == telling.month => return Ok(n.id),
        Some(n) => store::delete(tx, brand, n.id)?,
        None if before.len() >= MOST => {
            return Err(Refusal::new(409, "too_many_notes").field("text").arg("most", MOST).into());
        }
        None => {}
    }
    let note = Note {
        brand_id: brand,
        id: NoteId::new(),
        passport_id: passport,
        shop_id: shop,
        kind: telling.kind,
        chip: telling.chip.clone(),
        text: telling.text.clone(),
        liked: telling.liked,
        month: telling.month,
        // What a resident tells on their own is told to be shared.
        offered: telling.offered || shop.is_none(),
        written_by: by,
        created_at: now,
    };
    store::insert(tx, &note)?;
    Ok(note.id)
}

/// A note of this person, or "not found".
pub fn note_of(tx: &mut Tx, brand: BrandId, passport: PassportId, id: NoteId) -> Result<Note> {
    let note = store::note(tx, brand, id)?;
    if note.passport_id == passport { Ok(note) } else { Err(Error::not_found()) }
}

/// A note this shop wrote, or "not found".
pub fn note_at(tx: &mut Tx, brand: BrandId, shop: ShopId, id: NoteId) -> Result<Note> {
    let note = store::note(tx, brand, id)?;
    if note.shop_id == Some(shop) { Ok(note) } else { Err(Error::not_found()) }
}

/// Takes a note away; nothing of it stays.
pub fn take_away(tx: &mut Tx, brand: BrandId, id: NoteId) -> Result<()> {
    store::delete(tx, brand, id)
}

/// Offers a note for sharing, or keeps it with its shop.
pub fn offer(tx: &mut Tx, brand: BrandId, id: NoteId, offered: bool) -> Result<()> {
    store::set_offered(tx, brand, id, offered)
}

/// Everything told of a person, wherever.
pub fn all(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Note>> {
    store::notes(tx, brand, passport)
}

/// What this shop may see of a person now, read anew at each look: its own notes, and what is shared with it.
pub fn seen(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Vec<Note>> {
    let shared = passport::shared_with(tx, brand, passport, shop)?;
    let mut notes = store::notes(tx, brand, passport)?;
    notes.retain(|n| rules::sees(shop, n.shop_id, n.kind, n.offered, &shared));
    Ok(notes)
}

/// The kinds among these that came from elsewhere than this shop: what the log must say.
pub fn kinds_from_elsewhere(shop: ShopId, notes: &[Note]) -> Vec<Sharing> {
    let mut kinds: Vec<Sharing> = notes.iter().filter(|n| n.shop_id != Some(shop)).map(|n| n.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// Who looks, or acts.
#[derive(Debug, Clone, Copy)]
pub struct Eyes {
    pub shop: Option<ShopId>,
    pub person: Option<PersonId>,
    pub way: Way,
}

/// Writes into the log what was looked at or changed, one line each; the same again within minutes is the same look.
pub fn log(tx: &mut Tx, brand: BrandId, passport: PassportId, eyes: Eyes, what: &[&str], now: Millis) -> Result<()> {
    for what in what {
        let look = store::look(brand, passport, eyes.shop, eyes.person, what, eyes.way, now);
        if !store::looked_since(tx, &look, now.plus(-ONE_LOOK))? {
            store::insert_look(tx, &look)?;
        }
    }
    Ok(())
}

/// At most two things worth saying to this person at this counter now, from what this shop may see.
pub fn asks(
    tx: &mut Tx,
    brand: &Brand,
    lang: Lang,
    shop: ShopId,
    passport: PassportId,
    now: Millis,
) -> Result<Vec<Ask>> {
    let all = candidates(tx, brand, lang, shop, passport, now)?;
    if all.is_empty() {
        return Ok(all);
    }
    let heard = store::heard(tx, brand.id, passport, shop)?;
    let heard = |subject: &str| {
        let (_, outcome, at) = heard.iter().find(|(s, ..)| s == subject)?;
        Some(match outcome.as_str() {
            "said" => Heard::Said(*at),
            "skipped" => Heard::Skipped(*at),
            _ => Heard::Later(*at),
        })
    };
    let counts = store::learned(tx, brand.id, shop)?;
    let learned = |about: &str| {
        let of = |outcome: &str| counts.iter().find(|(a, o, _)| a == about && o == outcome).map_or(0, |c| c.2);
        Learned { said: of("said"), skipped: of("skipped") }
    };
    Ok(rules::choose(all, heard, learned, now))
}

/// For so long a note is fresh: nobody has tried anything yet, and whoever wrote it remembers.
const FRESH: i64 = 12 * time::HOUR;
/// How long something tried is worth asking after.
const ASK_AFTER: i64 = 60 * time::DAY;

fn candidates(
    tx: &mut Tx,
    brand: &Brand,
    lang: Lang,
    shop: ShopId,
    passport: PassportId,
    now: Millis,
) -> Result<Vec<Ask>> {
    let today = now.zoned(&brand.zone()).date();
    let (month, year) = (i64::from(today.month()), i64::from(today.year()));
    let mut asks = Vec::new();
    let shared = passport::shared_with(tx, brand.id, passport, shop)?;
    if shared.contains(&Sharing::Likes) {
        let needs = passport::likes(tx, brand.id, passport)?;
        if !needs.is_empty() {
            asks.push(Ask::Needs { needs });
        }
    }
    for case in case::open_of(tx, brand.id, shop, passport)? {
        let in_days = case.due.0 - crate::words::Day::of(today).0;
        asks.push(Ask::Promise { case: case.id, promise: case.promise, in_days });
    }
    for note in seen(tx, brand.id, shop, passport)? {
        let (id, from, what) = (note.id, note.shop_id, note.shown(lang));
        // What was told here a moment ago is no news here.
        if from == Some(shop) && note.created_at.plus(FRESH) > now && note.kind != Sharing::Tried {
            continue;
        }
        match note.kind {
            // Not on the day itself: nobody has tried it yet.
            Sharing::Tried if note.created_at.plus(ASK_AFTER) > now && note.created_at.plus(FRESH) <= now => {
                asks.push(Ask::Tried { note: id, what, from, at: note.created_at, liked: note.liked == Some(true) });
            }
            Sharing::Occasions if note.chip == BIRTHDAY && note.month == Some(month) => {
                asks.push(Ask::Birthday { month, year, from });
            }
            Sharing::Occasions
                if note.chip != BIRTHDAY && note.month.is_none_or(|m| m == month || m == month % 12 + 1) =>
            {
                asks.push(Ask::Gift { note: id, what, from, year });
            }
            Sharing::Likes => asks.push(Ask::Likes { note: id, what, from }),
            _ => {}
        }
    }
    if let Some(known) = passport::acquaintance(tx, brand.id, shop, passport)? {
        if let Some(visits) = rules::round(known.visits) {
            asks.push(Ask::Round { visits });
        }
        let away = rules::missed(known.visits, known.first_at, known.last_at, now);
        if let Some(days) = away.filter(|_| shared.contains(&Sharing::Missed)) {
            asks.push(Ask::Missed { days, last: known.last_at });
        }
    }
    Ok(asks)
}

/// Remembers what became of something that might be said here.
///
/// # Errors
/// `bad_form` where it is none of the three outcomes.
pub fn hear(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    passport: PassportId,
    subject: &str,
    outcome: &str,
    now: Millis,
) -> Result<()> {
    let (about, _) = subject.split_once(':').unwrap_or((subject, ""));
    if !matches!(outcome, "said" | "skipped" | "later") || about.is_empty() || subject.len() > 80 {
        return Err(Error::refused(422, "bad_form"));
    }
    store::put_asking(tx, &store::Heard { brand, passport, shop, subject, about, outcome }, now)
}
