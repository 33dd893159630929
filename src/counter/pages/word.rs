//! The owner's word: what is undone or put right more than an hour later is theirs to do, by their PIN where they stand at the
//! counter, without one at their own desk.

use super::{Scene, lock};
use crate::counter::rules;
use crate::passport::rules::typed_pin;
use crate::people::who::Who;
use crate::people::{Role, pin};
use crate::web::{Answer, House, fault::sentence};
use crate::words::{Error, Millis, PersonId, Refusal, Result};
use noren_views::counter::{Asked, OwnersWord};

/// What was typed of an owner's.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub owner: String,
    pub pin: String,
}

/// What is asked for, and where its form goes.
pub(super) struct Act {
    pub what: Asked,
    pub action: String,
    pub carried: Vec<(&'static str, String)>,
    pub back: String,
}

pub(super) enum Word {
    /// It is given (by whom), or none is needed.
    Given(Option<PersonId>),
    /// It is to be asked for; what was wrong with the one that was typed.
    Asked(Option<Refusal>),
}

/// Is the owner's word needed for something recorded then, and given? An owner signed in by password, away from any tablet,
/// is at their own desk: nobody else types there.
pub(super) async fn word(house: &House, who: &Who, scene: &Scene, recorded: Millis, typed: &Typed) -> Result<Word> {
    let own_desk = who.role() == Some(Role::Owner) && who.device.is_none();
    if own_desk || !rules::is_owners(recorded, scene.now) {
        return Ok(Word::Given(None));
    }
    let pin = typed_pin(&typed.pin);
    if pin.is_empty() {
        return Ok(Word::Asked(None));
    }
    let (brand, shop, lang) = (scene.brand().id, scene.stand.shop, scene.lang);
    let owners = house.db.read(move |tx| lock::hands(tx, brand, shop, lang, |role| role == Role::Owner)).await?;
    let named = owners.iter().find(|o| o.membership == typed.owner).ok_or_else(Error::not_found)?;
    let typed = pin::Typed {
        brand,
        shop,
        membership: named.membership.parse().map_err(|_| Error::not_found())?,
        device: who.device.as_ref().map(|d| d.id),
        pin,
    };
    match pin::proven(house, typed).await {
        Ok(owner) => Ok(Word::Given(Some(owner.person_id))),
        Err(Error::Refused(r)) if r.field == "pin" => Ok(Word::Asked(Some(r))),
        Err(e) => Err(e),
    }
}

/// The page that asks for it.
pub(super) async fn ask(
    house: &House,
    who: &Who,
    scene: &Scene,
    act: Act,
    typed: Typed,
    wrong: Option<Refusal>,
) -> Answer {
    let status = wrong.as_ref().map_or(403, |r| r.status);
    let problem = wrong.map(|r| sentence(scene.lang, &scene.brand().currency, &r));
    let scene = scene.clone();
    let shown = house
        .db
        .read(move |tx| {
            let owners = lock::hands(tx, scene.brand().id, scene.stand.shop, scene.lang, |role| role == Role::Owner)?;
            Ok(OwnersWord {
                here: scene.here(tx)?,
                what: act.what,
                action: act.action,
                carried: act.carried,
                owners,
                chosen: Some(typed.owner).filter(|o| !o.is_empty()),
                problem,
                back: act.back,
            })
        })
        .await?;
    Ok(who.page(status, &shown))
}
