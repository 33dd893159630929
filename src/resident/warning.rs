//! Who has points that lapse soon is told by mail, once after each last visit, where mail goes out. On the phone the passport
//! says so itself; at a counter the stamp says until when points stay.

use crate::brand::Brand;
use crate::passport::{self, Due};
use crate::web::{House, mail};
use crate::words::{Millis, PassportId, Result};
use noren_views::words::{date_long, number};
use noren_views::{paths, t};

/// Tells everybody of a brand who is to be told. A mail that could not be sent is tried again the next time.
pub async fn warn(house: &House, brand: &Brand, now: Millis) -> Result<()> {
    let Some(smtp) = &house.config.smtp else { return Ok(()) };
    let mut after = Some(PassportId(0));
    while let Some(from) = after {
        let of = brand.clone();
        let (due, next) = house.db.read(move |tx| passport::lapsing_soon(tx, &of, from, now)).await?;
        for one in due.into_iter().filter(|d| !d.warned) {
            let Some(email) = &one.email else { continue };
            let (subject, text) = said(house, brand, &one);
            // No address in the log.
            match mail::send(smtp, email, &subject, &text).await {
                Ok(()) => {
                    let (of, id) = (brand.id, one.passport);
                    house.db.write(move |tx| passport::warned(tx, of, id, now)).await?;
                }
                Err(e) => tracing::warn!(error = %e, "a warning of lapsing points was not sent"),
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
