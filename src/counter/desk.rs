//! The acts of a counter as whoever stands there asks for them: what is slow or only read is done first, then one write
//! under the caller's key. Pages and API call these; the benches and the demo's tablets come the same way.

use super::answers::{self, Answer, Asked};
use super::said::{self, Kept, PutRight, Receipt, Reversed, Sent, Spent};
use super::{Spending, Stand, Tap};
use crate::brand::Brand;
use crate::db::Tx;
use crate::knowing;
use crate::passport::{self, Sharing, pass, pin};
use crate::slip;
use crate::suggest::{self, Cache};
use crate::web::House;
use crate::words::{Amount, Error, Millis, PassportId, PersonId, RedemptionId, Refusal, Result, SlipId, VisitId};
use noren_views::Lang;

/// Whoever asks, in which language, under which key.
#[derive(Debug, Clone)]
pub struct Request {
    pub stand: Stand,
    pub lang: Lang,
    pub key: String,
}

impl Request {
    fn asked(&self, operation: &'static str, content: &str) -> Result<Asked> {
        Asked::new(self.stand.brand.id, format!("shop:{}", self.stand.shop), operation, &self.key, content)
    }
}

/// Under which key and content a shop's tap is remembered. What a tablet kept is the same tap as its first sending, of which
/// perhaps only the answer was lost: it had no time of its own, so `at` is none there.
pub fn tap_asked(stand: &Stand, key: &str, tap: &Tap) -> Result<Asked> {
    let content = format!("{}|{:?}|{:?}", tap.card.trim(), tap.amount, tap.at);
    Asked::new(stand.brand.id, format!("shop:{}", stand.shop), "tap", key, &content)
}

/// What was shown, as the acts take it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// A card's token or code, or a passport's code.
    pub card: String,
    /// The live pass it was.
    pub pass: Option<pass::Proof>,
    /// The slip whose code it was.
    pub slip: Option<SlipId>,
}

/// Reads what may be shown in a card's place: a live pass or a slip's code, each as of the time it was shown. They need keys,
/// which no act has: so they are read here, before the write, and lead to the passport's code. All else stays as it is.
///
/// # Errors
/// Those of [`pass::read`] and [`slip::code::read`].
pub async fn shown(house: &House, brand: &Brand, text: &str, at: Millis) -> Result<Shown> {
    let text = text.trim();
    let other = Shown { card: text.to_owned(), pass: None, slip: None };
    if !passport::rules::looks_signed(text) {
        return Ok(other);
    }
    match slip::code::read(&house.keys, brand, text, at) {
        Ok(says) => return Ok(Shown { card: says.sub, slip: Some(says.slip), ..other }),
        Err(e) if e.code() == Some("foreign_pass") => {}
        Err(e) => return Err(e),
    }
    let (keys, brand, text) = (house.keys.clone(), brand.clone(), text.to_owned());
    let proof = house.db.glance(move |tx| pass::read(tx, &keys, &brand, &text, at)).await?;
    Ok(Shown { card: proof.code.clone(), pass: Some(proof), ..other })
}

/// [`shown`], where a "no" must wait until the caller's key was asked: it may have been answered while the pass was good.
async fn shown_or(house: &House, brand: &Brand, text: &str, at: Millis) -> Result<std::result::Result<Shown, Refusal>> {
    match shown(house, brand, text, at).await {
        Ok(shown) => Ok(Ok(shown)),
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(e) => Err(e),
    }
}

/// A tap, with three neighbours to send on to.
pub async fn tap(house: &House, cache: &Cache, req: Request, tap: Tap) -> Result<Answer<Receipt>> {
    let asked = tap_asked(&req.stand, &req.key, &tap)?;
    let now = house.clock.now();
    let read = shown_or(house, &req.stand.brand, &tap.card, tap.at.unwrap_or(now)).await?;
    let card = read.as_ref().map_or_else(|_| String::new(), |shown| shown.card.clone());
    let (stand, cache) = (req.stand.clone(), cache.clone());
    // Outside the writer, to the last word; a card nobody knows is refused below, where it belongs.
    let neighbours: Vec<_> = house
        .db
        .glance(move |tx| match passport::find(tx, stand.brand.id, &card) {
            Ok(id) => suggest::neighbours(tx, &cache, &stand.brand, stand.shop, id, now),
            Err(Error::Refused(_)) => Ok(Vec::new()),
            Err(e) => Err(e),
        })
        .await?
        .iter()
        .map(|n| (said::neighbour(n, req.lang), n.rests_on.clone()))
        .collect();
    house
        .db
        .write(move |tx| {
            if let Some(before) = answers::before::<Kept>(tx, &asked)? {
                let visit = super::visit(tx, req.stand.brand.id, req.stand.shop, before.receipt.visit)?;
                let value = said::by_todays_consent(tx, &req.stand.brand, req.stand.shop, visit.passport_id, before)?;
                return Ok(Answer { value, replayed: true });
            }
            let shown = read.clone().map_err(|refusal| refusal.field("card"))?;
            let tap = Tap { card: shown.card, ..tap.clone() };
            let stamped = super::record_tap(tx, &req.stand, &tap, now)?;
            if let Some(proof) = &shown.pass {
                pass::used(tx, stamped.visit.brand_id, proof, stamped.visit.at)?;
            }
            let told: Vec<&str> =
                neighbours.iter().flat_map(|(_, rests_on)| rests_on.kinds()).map(Sharing::name).collect();
            knowing::log(tx, stamped.visit.brand_id, stamped.passport.id, req.stand.eyes(), &told, now)?;
            let kept = said::receipt(tx, &req.stand, req.lang, &stamped, neighbours.clone())?;
            answers::remember(tx, &asked, &kept, Some(stamped.visit.passport_id), now)?;
            Ok(Answer { value: kept.receipt, replayed: false })
        })
        .await
}

/// Points to be used, as they were asked for: of a card with a PIN, or of a live pass.
#[derive(Debug, Clone, Default)]
pub struct Using {
    /// Whose points; a pass alone says so too.
    pub card: Option<String>,
    pub points: i64,
    pub pin: Option<String>,
    pub pass: Option<String>,
}

impl Using {
    /// The PIN is no part of it: its hash under a plain key would tell it.
    fn content(&self) -> String {
        let card = self.card.as_deref().unwrap_or_default().trim();
        match &self.pass {
            None => format!("{card}|{}", self.points),
            Some(pass) => format!("{card}|{}|{}", self.points, pass.trim()),
        }
    }
}

/// Points used, proven by the resident's PIN or by their live pass.
pub async fn redeem(house: &House, req: Request, using: Using) -> Result<Answer<Spent>> {
    let asked = req.asked("redemption", &using.content())?;
    let now = house.clock.now();
    let stand = req.stand;
    let spending = spending(house, &stand, using, now).await?;
    let done: Result<std::result::Result<Answer<Spent>, Refusal>> = house
        .db
        .write(move |tx| {
            if let Some(value) = answers::before::<Spent>(tx, &asked)? {
                return Ok(Ok(Answer { value, replayed: true }));
            }
            let spending = spending.clone()?;
            match super::redeem(tx, &stand, &spending, now)? {
                Err(refusal) => Ok(Err(refusal)),
                Ok(redeemed) => {
                    let value = said::spent(&redeemed);
                    answers::remember(tx, &asked, &value, Some(redeemed.redemption.passport_id), now)?;
                    Ok(Ok(Answer { value, replayed: false }))
                }
            }
        })
        .await;
    done?.map_err(Error::from)
}

/// What is slow or only read of a spending. A "no" waits, as with [`shown_or`].
async fn spending(
    house: &House,
    stand: &Stand,
    using: Using,
    now: Millis,
) -> Result<std::result::Result<Spending, Refusal>> {
    let read = match &using.pass {
        None => None,
        Some(pass) => match shown_or(house, &stand.brand, pass, now).await? {
            // A card, or a slip's code, in the place of a pass.
            Ok(Shown { pass: None, .. }) => return Ok(Err(Refusal::new(403, "proof_needed").field("pin"))),
            Ok(shown) => shown.pass,
            Err(refusal) => return Ok(Err(refusal.field("pass"))),
        },
    };
    let card = match (using.card, &read) {
        (Some(card), _) => match shown_or(house, &stand.brand, &card, now).await? {
            Ok(shown) => shown.card,
            Err(refusal) => return Ok(Err(refusal.field("card"))),
        },
        (None, Some(proof)) => proof.code.clone(),
        (None, None) => return Ok(Err(Refusal::new(404, "unknown_card").field("card"))),
    };
    let pin = match using.pin {
        Some(pin) if read.is_none() && !pin.is_empty() => Some(compare_pin(house, stand, &card, &pin).await?),
        _ => None,
    };
    Ok(Ok(Spending { card, points: using.points, pin, pass: read }))
}

/// The resident types their PIN on the tablet turned round: counted as when points are used. Whose passport it is then, and
/// the resident reads in their log that it was opened here.
pub async fn turn(house: &House, stand: &Stand, shown: &str, pin: &str) -> Result<PassportId> {
    if passport::rules::typed_pin(pin).is_empty() {
        return Err(Refusal::new(422, "no_pin_typed").field("pin").into());
    }
    let compared = compare_pin(house, stand, shown, pin).await?;
    let (stand, shown, now) = (stand.clone(), shown.to_owned(), house.clock.now());
    let write = move |tx: &mut Tx| {
        let id = passport::find_locked(tx, stand.brand.id, &shown)?.id;
        if let Err(refusal) = pin::prove(tx, stand.brand.id, id, stand.shop, &compared, now)? {
            return Ok(Err(refusal));
        }
        knowing::log(tx, stand.brand.id, id, stand.tablet(), &["passport"], now)?;
        Ok(Ok(id))
    };
    Ok(house.db.write(write).await??)
}

/// Argon2, off the async threads and outside any write. A PIN that rests here is not even compared.
pub async fn compare_pin(house: &House, stand: &Stand, card: &str, pin: &str) -> Result<pin::Compared> {
    let (brand, shop, card, now) = (stand.brand.id, stand.shop, card.to_owned(), house.clock.now());
    // A card nobody knows is refused in the write, after the key was asked: it may have been answered before.
    let (hash, rests) = house
        .db
        .read(move |tx| match passport::find(tx, brand, &card) {
            Ok(id) => Ok((passport::passport(tx, brand, id)?.pin_hash, pin::rests(tx, brand, id, shop, now)?)),
            Err(Error::Refused(_)) => Ok((None, false)),
            Err(e) => Err(e),
        })
        .await?;
    let Some(known) = hash.clone().filter(|_| !rests) else { return Ok(pin::Compared { hash, right: false }) };
    let right = house.fits(passport::rules::typed_pin(pin), Some(known)).await?;
    Ok(pin::Compared { hash, right })
}

/// A slip to another shop.
pub async fn send_on(
    house: &House,
    req: Request,
    card: String,
    to_shop: String,
    reason: String,
) -> Result<Answer<Sent>> {
    let asked = req.asked("referral", &format!("{}|{to_shop}|{reason}", card.trim()))?;
    let now = house.clock.now();
    let read = shown_or(house, &req.stand.brand, &card, now).await?;
    house
        .db
        .write(move |tx| {
            answers::once(tx, &asked, now, |tx| {
                let card = read.clone().map_err(|refusal| refusal.field("card"))?.card;
                let slip = super::send_on(tx, &req.stand, &card, &to_shop, &reason, now)?;
                Ok((said::sent(tx, &req.stand.brand, req.lang, &slip)?, Some(slip.passport_id)))
            })
        })
        .await
}

/// Undoes a visit; `approved_by` is the owner who gave their word, where that was needed.
pub async fn reverse_visit(
    house: &House,
    req: Request,
    id: VisitId,
    approved_by: Option<PersonId>,
) -> Result<Answer<Reversed>> {
    let asked = req.asked("visit reversal", &id.to_string())?;
    let now = house.clock.now();
    house
        .db
        .write(move |tx| {
            answers::once(tx, &asked, now, |tx| {
                let passport = super::visit(tx, req.stand.brand.id, req.stand.shop, id)?.passport_id;
                let points = super::reverse_visit(tx, &req.stand, id, approved_by, now)?;
                Ok((said::reversed(tx, &req.stand.brand, id.to_string(), passport, points)?, Some(passport)))
            })
        })
        .await
}

pub async fn reverse_redemption(
    house: &House,
    req: Request,
    id: RedemptionId,
    approved_by: Option<PersonId>,
) -> Result<Answer<Reversed>> {
    let asked = req.asked("redemption reversal", &id.to_string())?;
    let now = house.clock.now();
    house
        .db
        .write(move |tx| {
            answers::once(tx, &asked, now, |tx| {
                let passport = super::redemption(tx, req.stand.brand.id, req.stand.shop, id)?.passport_id;
                let points = super::reverse_redemption(tx, &req.stand, id, approved_by, now)?;
                Ok((said::reversed(tx, &req.stand.brand, id.to_string(), passport, points)?, Some(passport)))
            })
        })
        .await
}

/// Puts the amount of a visit right.
pub async fn correct(
    house: &House,
    req: Request,
    id: VisitId,
    amount: Option<Amount>,
    approved_by: Option<PersonId>,
) -> Result<Answer<PutRight>> {
    let asked = req.asked("correction", &format!("{id}|{amount:?}"))?;
    let now = house.clock.now();
    house
        .db
        .write(move |tx| {
            answers::once(tx, &asked, now, |tx| {
                let done = super::correct_visit(tx, &req.stand, id, amount, approved_by, now)?;
                Ok((said::put_right(&done), Some(done.passport.id)))
            })
        })
        .await
}
