//! The PIN by which a member of staff takes their turn at a tablet, or an owner gives their word there: hashed and compared
//! outside the writer, counted within it.

use super::{Membership, Tries, store};
use crate::db::Tx;
use crate::web::House;
use crate::words::{BrandId, DeviceId, Error, MembershipId, Millis, Refusal, Result, ShopId};

pub use super::store::staff_pins_of as with_pin;

/// Whose PIN, typed where.
#[derive(Debug, Clone)]
pub struct Typed {
    pub brand: BrandId,
    pub shop: ShopId,
    pub membership: MembershipId,
    /// None at a counter without an enrolled tablet.
    pub device: Option<DeviceId>,
    /// Digits alone.
    pub pin: String,
}

/// What comparing a PIN came to, done before the write.
#[derive(Debug, Clone)]
struct Compared {
    /// With what: the write checks that it is still the same.
    hash: Option<String>,
    right: bool,
}

/// Compares it, and counts the try: five wrong ones in a row rest at this tablet for 15 minutes. Whose it is.
///
/// # Errors
/// Not found where they do not (or no more) work here; `no_staff_pin`, `wrong_pin`, `staff_pin_rests`.
pub async fn proven(house: &House, typed: Typed) -> Result<Membership> {
    let now = house.clock.now();
    let asked = typed.clone();
    let hash = house
        .db
        .read(move |tx| {
            working(tx, &asked)?;
            // What rests is not even compared.
            tries(&asked).may(tx, now)?;
            Tries::staff_pin_anywhere(asked.membership).may(tx, now)?;
            store::staff_pin(tx, asked.brand, asked.membership)
        })
        .await?;
    if hash.is_none() {
        return Err(Refusal::new(403, "no_staff_pin").field("pin").into());
    }
    let right = house.fits(typed.pin.clone(), hash.clone()).await?;
    let compared = Compared { hash, right };
    let done = house.db.write(move |tx| count(tx, &typed, &compared, now)).await?;
    done.map_err(Error::from)
}

/// The inner refusal commits: a wrong PIN is remembered.
fn count(
    tx: &mut Tx,
    typed: &Typed,
    compared: &Compared,
    now: Millis,
) -> Result<std::result::Result<Membership, Refusal>> {
    let member = working(tx, typed)?;
    let right = compared.right && store::staff_pin(tx, typed.brand, typed.membership)? == compared.hash;
    let tries = tries(typed);
    for all in [&tries, &Tries::staff_pin_anywhere(typed.membership)] {
        if let Err(rests) = all.note(tx, right, now)? {
            return Ok(Err(rests));
        }
    }
    if right {
        return Ok(Ok(member));
    }
    Ok(Err(match tries.left(tx, now)? {
        0 => Refusal::new(429, "staff_pin_rests").field("pin").arg("minutes", super::rules::STAFF_PIN.minutes()),
        left => Refusal::new(403, "wrong_pin").field("pin").arg("left", left),
    }))
}

fn tries(typed: &Typed) -> Tries {
    Tries::staff_pin(typed.membership, typed.device)
}

/// The membership, while it holds for this shop.
fn working(tx: &mut Tx, typed: &Typed) -> Result<Membership> {
    let found = store::membership(tx, typed.membership)?;
    let here = found.brand_id == typed.brand && found.shop_id == Some(typed.shop) && found.role.of_a_shop();
    if here && found.ended_at.is_none() { Ok(found) } else { Err(Error::not_found()) }
}

/// Sets or changes the PIN (already hashed) of somebody who works at a shop.
pub fn set(tx: &mut Tx, brand: BrandId, membership: MembershipId, hash: &str, now: Millis) -> Result<()> {
    store::put_staff_pin(tx, brand, membership, hash, now)
}

/// Has this membership a PIN?
pub fn is_set(tx: &mut Tx, brand: BrandId, membership: MembershipId) -> Result<bool> {
    Ok(store::staff_pin(tx, brand, membership)?.is_some())
}
