//! Who has points that lapse soon is told by mail, once after each last visit, where mail goes out. On the phone the passport
//! says so itself; at a counter the stamp says until when points stay.

use crate::brand::Brand;
use crate::passport::{self, Due};
use crate::web::{House, mail};
use crate::words::{Millis, PassportId, Result};
use noren_views::words::{date_long, number};
use noren_views::{paths, t};

/// Tells everybody of a brand who is to be told, one by one, as they are at that moment. A mail that could not be sent is tried
/// again the next time.
pub async fn warn(house: &House, brand: &Brand, now: Millis) -> Result<()> {
    let Some(smtp) = &house.config.smtp else { return Ok(()) };
    let mut after = Some(PassportId(0));
    while let Some(from) = after {
        let of = brand.clone();
        let (some, next) = house.db.read(move |tx| passport::lapsing_soon(tx, &of, from, now)).await?;
        for id in some {
            let of = brand.clone();
            let claim = house.db.write(move |tx| passport::claim_warning(tx, &of, id, now)).await?;
            let Some(due) = claim else { continue };
            let (subject, text) = said(house, brand, &due);
            if let Err(e) = mail::send(smtp, &due.email, &subject, &text).await {
                // No address in the log.
                tracing::warn!(error = %e, "a warning of lapsing points was not sent");
                let of = brand.id;
                house.db.write(move |tx| passport::give_warning_back(tx, of, &due)).await?;
            }
        }
        after = next;
    }
    Ok(())
}

fn said(house: &House, brand: &Brand, due: &Due) -> (String, String) {
    let lang = brand.lang();
    let (street, n) = (brand.shown(lang), number(due.points.0));
    // The last day on which a visit keeps them.
    let day = date_long(lang, due.at.plus(-1).zoned(&brand.zone()).date());
    let base = house.config.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let url = format!("{base}{}", paths::passport());
    let subject = t!(lang, "passport-mail-lapse", n = n.as_str(), day = day.as_str());
    (subject, t!(lang, "passport-mail-lapse-text", street = street, n = n, day = day, url = url))
}
