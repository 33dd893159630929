//! What tablets kept without a network and send later: an entry of a signed chain becomes the visit it stands for, once,
//! however often and in whatever parts it comes. What stands out is flagged for the owner; nothing is dropped.

pub mod api;
pub mod pages;
pub mod rules;
mod store;
pub mod wire;

pub use api::said;
pub use store::{Flag, Row, about, all_waiting, flags, latest, see, unseen};
pub use wire::{Entry, Read, What, read};

use crate::books;
use crate::brand::{self, Brand};
use crate::counter::answers;
use crate::counter::said::{self, Kept, Reversed};
use crate::counter::{self, Stand, Standing, Tap, desk};
use crate::db::Tx;
use crate::device::{self, Device};
use crate::keys::Keys;
use crate::passport;
use crate::people;
use crate::shop;
use crate::slip;
use crate::words::{
    BrandId, DeviceId, Error, FlagId, KeptId, Millis, PassportId, PersonId, Result, ShopId, VisitId, text_enum, time,
};
use rules::{At, Place, Ticked};

/// Entries taken or decided in one transaction: it holds a shop's accounts while it waits for the next passport.
pub const FEW: usize = 8;

/// Entries in one request at most.
pub const AT_ONCE: usize = 50;

/// Entries of one tablet that may wait for its owner, to be decided or to be seen.
const MAY_WAIT: i64 = 1000;

text_enum!(
    /// What became of an entry.
    Outcome {
        Stamped = "stamped",
        /// Its first sending had arrived: the visit was there.
        Before = "before",
        /// A stamp was taken back.
        Undone = "undone",
        Refused = "refused",
        /// From a revoked tablet: the owner decides.
        Waiting = "waiting",
        /// Not one of this tablet's.
        Foreign = "foreign",
    }
);

text_enum!(
    /// What an entry is about.
    Kind {
        Card = "card",
        /// A live pass; also one that was none of ours.
        Pass = "pass",
        Slip = "slip",
        Undo = "undo",
        Unread = "unread",
    }
);

text_enum!(
    /// What stands out in a chain.
    FlagKind {
        Gap = "gap",
        Fork = "fork",
        Clock = "clock",
        Signature = "signature",
        Stolen = "stolen",
    }
);

/// What a tablet is told of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub seq: i64,
    /// By which the tablet knows its entry: what could not be read has no number.
    pub hash: String,
    /// None: not taken yet, something before it is missing.
    pub outcome: Option<Outcome>,
    pub visit: Option<VisitId>,
    /// The code of a sentence; empty where there is nothing to say.
    pub reason: String,
}

/// What came in one request.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    pub entries: Vec<Read>,
    /// The tablet has nothing older than this.
    pub oldest: Option<i64>,
    /// The tablet's clock as it sent.
    pub clock: Option<Millis>,
}

/// Takes what a tablet sends. Returns what became of each entry, and the number that is next.
///
/// # Errors
/// `device_revoked`.
pub fn take(tx: &mut Tx, brand: &Brand, id: DeviceId, batch: &Batch, now: Millis) -> Result<(Vec<Told>, i64)> {
    // The tablet's row before any passport's, here alone: so two tabs, or two servers, take its chain one after the other.
    let device = device::lock(tx, brand.id, id)?;
    if device.revoked_at.is_some() {
        return Err(Error::refused(403, "device_revoked"));
    }
    let mut chain = Chain { brand, seq: device.head_seq, hash: device.head_hash.clone(), device: &device, now };
    if let Some(off) = batch.clock.and_then(|said| rules::wrong_now(said, now)) {
        flag(tx, &device, FlagKind::Clock, (device.head_seq, device.head_seq), off, now)?;
    }
    let mut told = Vec::with_capacity(batch.entries.len());
    for read in &batch.entries {
        told.push(chain.entry(tx, read, batch.oldest)?);
    }
    if chain.seq != device.head_seq {
        device::set_head(tx, brand.id, id, chain.seq, &chain.hash)?;
    }
    let next = chain.seq + 1;
    Ok((told, next))
}

/// A tablet's chain while a request of it is taken.
struct Chain<'a> {
    brand: &'a Brand,
    device: &'a Device,
    seq: i64,
    hash: String,
    now: Millis,
}

impl Chain<'_> {
    fn entry(&mut self, tx: &mut Tx, read: &Read, oldest: Option<i64>) -> Result<Told> {
        let (brand, device) = (self.brand.id, self.device.id);
        if let Some(row) = store::by_hash(tx, brand, device, read.hash())? {
            return Ok(told(&row));
        }
        let entry = match read {
            Read::Entry(entry) => entry,
            Read::Foreign { jws, hash, seq, reason } => {
                let row = foreign(self.device, jws, hash, *seq, reason, self.now);
                // So much is kept for the owner to see; whoever sends rubbish fills no disk.
                if store::waiting_of(tx, brand, device)? >= MAY_WAIT {
                    return Ok(Told { outcome: None, ..told(&row) });
                }
                store::insert(tx, &row)?;
                let kind = if *reason == "kept_stolen" { FlagKind::Stolen } else { FlagKind::Signature };
                flag(tx, self.device, kind, (*seq, *seq), 0, self.now)?;
                return Ok(told(&row));
            }
        };
        let before = match store::by_hash(tx, brand, device, &entry.prev)? {
            Some(row) if row.outcome != Outcome::Foreign => Some(row),
            _ => None,
        };
        let place = rules::place(&At {
            head_seq: self.seq,
            head_hash: &self.hash,
            seq: entry.seq,
            prev: &entry.prev,
            occupied: entry.seq <= self.seq && store::occupied(tx, brand, device, entry.seq)?,
            follows: before.is_some() || (entry.seq == 1 && entry.prev.is_empty()),
            oldest: oldest == Some(entry.seq),
        });
        match place {
            Place::Waits => {
                let hash = entry.hash.clone();
                return Ok(Told { seq: entry.seq, hash, outcome: None, visit: None, reason: String::new() });
            }
            Place::After(from) => flag(tx, self.device, FlagKind::Gap, (from, entry.seq - 1), 0, self.now)?,
            Place::Fork => flag(tx, self.device, FlagKind::Fork, (entry.seq, entry.seq), 0, self.now)?,
            Place::Next | Place::Late => {}
        }
        let before = match (before, place) {
            (None, Place::Next | Place::After(_)) => store::last(tx, brand, device)?,
            (before, _) => before,
        };
        let ticked = before.as_ref().map(|b| Ticked { at: b.at, boot: b.boot.clone(), mono: b.mono });
        let this = Ticked { at: entry.at, boot: entry.boot.clone(), mono: entry.mono };
        if let Some(off) = rules::odd_clock(ticked.as_ref(), &this, self.now) {
            flag(tx, self.device, FlagKind::Clock, (entry.seq, entry.seq), off, self.now)?;
        }
        let stood = rules::stands_at(entry.at, before.and_then(|b| b.stood_at), self.now);
        let mut row = kept(tx, self.device, entry, self.now)?;
        row.stood_at = Some(stood);
        settle(tx, self.brand, self.device, &mut row, entry, self.now)?;
        store::insert(tx, &row)?;
        if entry.seq > self.seq {
            (self.seq, self.hash) = (entry.seq, entry.hash.clone());
        }
        Ok(told(&row))
    }
}

fn told(row: &Row) -> Told {
    Told {
        seq: row.seq,
        hash: row.hash.clone(),
        outcome: Some(row.outcome),
        visit: row.visit_id,
        reason: row.reason.clone(),
    }
}

/// An entry as it is kept, with nothing decided.
fn kept(tx: &mut Tx, device: &Device, entry: &Entry, now: Millis) -> Result<Row> {
    let (kind, card) = match &entry.what {
        What::Tap(shown) => (shown.kind, shown.card.clone().unwrap_or_default()),
        What::Undo(_) => (Kind::Undo, String::new()),
    };
    Ok(Row {
        brand_id: device.brand_id,
        id: KeptId::new(),
        shop_id: device.shop_id,
        device_id: device.id,
        seq: entry.seq,
        hash: entry.hash.clone(),
        jws: entry.jws.clone(),
        key: entry.key.clone(),
        kind,
        passport_id: passport::holder_of(tx, device.brand_id, &card)?,
        card,
        amount: entry.amount,
        at: entry.at,
        boot: entry.boot.clone(),
        mono: entry.mono,
        staff_id: None,
        received_at: now,
        outcome: Outcome::Waiting,
        reason: String::new(),
        stood_at: None,
        visit_id: None,
        welcomed: false,
        seen_at: None,
    })
}

/// What is not the tablet's own is kept as it came: who wants to know what it says can read it.
fn foreign(device: &Device, jws: &str, hash: &str, seq: i64, reason: &str, now: Millis) -> Row {
    Row {
        brand_id: device.brand_id,
        id: KeptId::new(),
        shop_id: device.shop_id,
        device_id: device.id,
        seq,
        hash: hash.to_owned(),
        jws: jws.to_owned(),
        key: String::new(),
        kind: Kind::Unread,
        card: String::new(),
        amount: None,
        at: now,
        boot: String::new(),
        mono: 0,
        staff_id: None,
        received_at: now,
        outcome: Outcome::Foreign,
        reason: reason.to_owned(),
        stood_at: None,
        passport_id: None,
        visit_id: None,
        welcomed: false,
        seen_at: None,
    }
}

/// Decides an entry and lets it do what it stands for.
fn settle(tx: &mut Tx, brand: &Brand, device: &Device, row: &mut Row, entry: &Entry, now: Millis) -> Result<()> {
    let at = row.stood_at.unwrap_or(now);
    row.staff_id = staff(tx, brand.id, device.shop_id, &entry.staff, at)?;
    let stand = Stand { brand: brand.clone(), shop: device.shop_id, by: row.staff_id };
    let done = match &entry.what {
        What::Undo(key) => undo(tx, &stand, device, row, key, now),
        What::Tap(shown) => match &shown.card {
            Ok(card) => tap(tx, &stand, row, (shown, card), now),
            Err(reason) => Err(Error::refused(422, reason)),
        },
    };
    match done {
        Ok(()) => {}
        Err(Error::Refused(refusal)) => {
            row.outcome = Outcome::Refused;
            row.reason = refusal.code.to_owned();
        }
        Err(e) => return Err(e),
    }
    if row.reason.is_empty() && row.staff_id.is_none() && !entry.staff.is_empty() {
        row.reason = "kept_staff".into();
    }
    Ok(())
}

/// The member of staff an entry names, where they were that at this shop then.
fn staff(tx: &mut Tx, brand: BrandId, shop: ShopId, named: &str, at: Millis) -> Result<Option<PersonId>> {
    let Ok(id) = named.parse() else { return Ok(None) };
    let held = match people::membership(tx, id) {
        Ok(held) => held,
        Err(Error::Refused(_)) => return Ok(None),
        Err(e) => return Err(e),
    };
    let was = held.brand_id == brand
        && held.shop_id == Some(shop)
        && held.role.of_a_shop()
        && held.ended_at.is_none_or(|ended| ended > at);
    Ok(was.then_some(held.person_id))
}

/// The tap itself, under its own key: a first sending that had arrived is the same visit.
fn tap(tx: &mut Tx, stand: &Stand, row: &mut Row, (shown, card): (&wire::Shown, &str), now: Millis) -> Result<()> {
    let (brand, at) = (stand.brand.id, row.stood_at.unwrap_or(now));
    let asked = desk::tap_asked(stand, &row.key, &Tap { card: shown.raw.clone(), amount: row.amount, at: None })?;
    if let Some(before) = answers::before::<Kept>(tx, &asked)? {
        let visit = counter::visit(tx, brand, stand.shop, before.receipt.visit)?;
        row.outcome = Outcome::Before;
        (row.visit_id, row.passport_id, row.stood_at) = (Some(visit.id), Some(visit.passport_id), Some(at));
        return Ok(());
    }
    still_member(tx, stand, at)?;
    let terms = brand::charter_at(tx, brand, at)?.terms;
    let hours = terms.offline_hours * time::HOUR;
    let before = store::within(tx, brand, row.device_id, at.plus(-hours), at)?;
    if let Some(code) = rules::cap(&terms, &before, row.amount, row.received_at.0 - at.0) {
        return Err(Error::refused(422, code));
    }
    let standing = Standing { at, welcomes: rules::welcomes(&terms, &before) };
    let tap = Tap { card: card.to_owned(), amount: row.amount, at: None };
    let stamped = counter::record_at(tx, stand, &tap, standing, now)?;
    let receipt = said::receipt(tx, stand, stand.brand.lang(), &stamped, Vec::new())?;
    answers::remember(tx, &asked, &receipt, Some(stamped.passport.id), now)?;
    row.outcome = Outcome::Stamped;
    row.visit_id = Some(stamped.visit.id);
    row.passport_id = Some(stamped.passport.id);
    row.welcomed = stamped.slip.is_some();
    row.reason = if stamped.visit.too_soon {
        "too_soon".into()
    } else if stamped.capped {
        "day_cap".into()
    } else if at < books::open_from(tx, brand)? {
        "kept_next_month".into()
    } else if stamped.slip.is_some() {
        String::new()
    } else {
        no_welcome(tx, stand, shown, stamped.passport.id, standing)?.into()
    };
    Ok(())
}

/// What was done at a counter after its shop had left is nothing.
fn still_member(tx: &mut Tx, stand: &Stand, at: Millis) -> Result<()> {
    match shop::by_id(tx, stand.brand.id, stand.shop)?.is_member(at) {
        true => Ok(()),
        false => Err(Error::refused(403, "shop_left")),
    }
}

/// Why a visit that counts brought no welcome where one was promised or open.
fn no_welcome(
    tx: &mut Tx,
    stand: &Stand,
    shown: &wire::Shown,
    passport: PassportId,
    standing: Standing,
) -> Result<&'static str> {
    let brand = stand.brand.id;
    if !standing.welcomes && slip::open_for(tx, brand, passport, stand.shop, standing.at)?.is_some() {
        return Ok("kept_welcome_later");
    }
    let Some(id) = shown.slip else { return Ok("") };
    let slip = match slip::slip(tx, brand, id) {
        Ok(slip) => slip,
        Err(Error::Refused(_)) => return Ok("kept_slip_over"),
        Err(e) => return Err(e),
    };
    Ok(match slip {
        s if s.to_shop != stand.shop => "kept_slip_elsewhere",
        s if s.redeemed_at.is_some() => "slip_used",
        _ => "kept_slip_over",
    })
}

/// Takes back what this tablet had stamped: the tablet's own mistake, soon after.
fn undo(tx: &mut Tx, stand: &Stand, device: &Device, row: &mut Row, key: &str, now: Millis) -> Result<()> {
    let brand = stand.brand.id;
    let nothing = || Error::refused(404, "kept_undo_nothing");
    still_member(tx, stand, row.stood_at.unwrap_or(now))?;
    let of = store::by_key(tx, brand, device.id, key)?.ok_or_else(nothing)?;
    let visit = of.visit_id.ok_or_else(nothing)?;
    let caller = format!("shop:{}", stand.shop);
    let asked = answers::Asked::new(brand, caller, "visit reversal", &row.key, &visit.to_string())?;
    let found = counter::visit(tx, brand, stand.shop, visit)?;
    // As at any counter: what is older is the owner's. By the tablet's times, and by ours: the stamp may be one that was made with
    // a network, long before.
    let when = row.stood_at.unwrap_or(now);
    if counter::rules::is_owners(of.at, row.at) || counter::rules::is_owners(found.recorded_at, when) {
        return Err(Error::refused(409, "kept_undo_late"));
    }
    answers::once::<Reversed, _>(tx, &asked, now, |tx| {
        let points = counter::reverse_visit(tx, stand, visit, None, now)?;
        let passport = found.passport_id;
        Ok((said::reversed(tx, &stand.brand, visit.to_string(), passport, points)?, Some(passport)))
    })?;
    row.outcome = Outcome::Undone;
    (row.visit_id, row.passport_id) = (Some(visit), Some(found.passport_id));
    Ok(())
}

/// Flags something, or stretches the flag that tells the same of the entry before.
fn flag(tx: &mut Tx, device: &Device, kind: FlagKind, (from, to): (i64, i64), detail: i64, now: Millis) -> Result<()> {
    if let Some(open) = store::open_flag(tx, device.brand_id, device.id, kind)? {
        if to <= open.to_seq && from >= open.from_seq {
            return Ok(());
        }
        if from == open.to_seq + 1 {
            let detail = if open.detail.abs() > detail.abs() { open.detail } else { detail };
            return store::stretch_flag(tx, &Flag { to_seq: to, detail, ..open });
        }
    }
    let flag = Flag {
        brand_id: device.brand_id,
        id: FlagId::new(),
        shop_id: device.shop_id,
        device_id: device.id,
        kind,
        from_seq: from,
        to_seq: to,
        detail,
        at: now,
        seen_at: None,
    };
    store::insert_flag(tx, &flag)
}

/// A revoked tablet may not act, but what it kept is not lost: its entries are laid down, and the owner decides.
///
/// # Errors
/// Not found where the tablet is not revoked; `too_many_waiting`.
pub fn lay_down(tx: &mut Tx, id: DeviceId, brand: BrandId, entries: &[Read], now: Millis) -> Result<Vec<Told>> {
    let device = device::lock(tx, brand, id)?;
    if device.revoked_at.is_none() {
        return Err(Error::not_found());
    }
    let mut room = MAY_WAIT - store::waiting_of(tx, brand, id)?;
    let mut all = Vec::with_capacity(entries.len());
    for read in entries {
        if let Some(row) = store::by_hash(tx, brand, id, read.hash())? {
            all.push(told(&row));
            continue;
        }
        if room <= 0 {
            return Err(Error::refused(429, "too_many_waiting"));
        }
        room -= 1;
        let row = match read {
            Read::Entry(entry) => kept(tx, &device, entry, now)?,
            Read::Foreign { jws, hash, seq, reason } => foreign(&device, jws, hash, *seq, reason, now),
        };
        store::insert(tx, &row)?;
        all.push(told(&row));
    }
    Ok(all)
}

/// What a revoked tablet laid down and waits, a few, read anew: signatures are compared outside the writer.
///
/// # Errors
/// Not found, another shop's too.
pub fn to_decide(tx: &mut Tx, deciding: &Deciding, keys: &Keys) -> Result<Vec<(KeptId, Read)>> {
    let Deciding { brand, shop, device, one, .. } = deciding;
    let device = device::by_id(tx, brand.id, *device)?;
    if device.shop_id != *shop {
        return Err(Error::not_found());
    }
    let rows = store::waiting(tx, brand.id, *shop, device.id, *one)?;
    let mut read = Vec::new();
    for row in rows.into_iter().take(FEW) {
        read.extend(wire::read(tx, keys, &device, brand, &[row.jws])?.pop().map(|read| (row.id, read)));
    }
    Ok(read)
}

/// The owner's word about some of it. Its waiting time ended as it came.
pub fn decide(tx: &mut Tx, deciding: &Deciding, some: &[(KeptId, Read)], now: Millis) -> Result<()> {
    let Deciding { brand, shop, device, take, .. } = deciding;
    let device = device::lock(tx, brand.id, *device)?;
    for (id, read) in some {
        // Somebody else may just have decided it.
        let Some(mut row) = store::waiting(tx, brand.id, *shop, device.id, Some(*id))?.pop() else { continue };
        match (take, read) {
            (true, Read::Entry(entry)) => {
                row.stood_at = Some(rules::stands_at(entry.at, None, row.received_at));
                settle(tx, brand, &device, &mut row, entry, now)?;
            }
            _ => {
                row.outcome = Outcome::Refused;
                row.reason = "kept_owner".into();
            }
        }
        store::settle(tx, &row)?;
    }
    Ok(())
}

/// What the owner decides.
#[derive(Debug, Clone)]
pub struct Deciding {
    pub brand: Brand,
    pub shop: ShopId,
    pub device: DeviceId,
    /// None: all that waits of this tablet.
    pub one: Option<KeptId>,
    pub take: bool,
}
