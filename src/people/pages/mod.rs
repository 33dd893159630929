//! Signing in and out, a new password, invitations: the pages of a person, whatever they are in a street. Joining and
//! claiming a passport are in `resident`.

pub mod invitations;
pub mod reset;
pub mod sign_in;

use super::session::{PERSON, SINCE, STANDING, TABLET};
use super::{Membership, Newcomer, rules};
use crate::device::Device;
use crate::web::{House, fault::sentence};
use crate::words::{Error, Millis, PersonId, Refusal, Result};
use actix_session::Session;
use noren_views::Lang;
use noren_views::people::Problems;

/// A new session for this person: the cookie from before opens nothing any more.
pub(crate) fn begin_session(session: &Session, person: PersonId, now: Millis) -> Result<()> {
    session.clear();
    session.insert(PERSON, person.to_string()).map_err(Error::broken)?;
    session.insert(SINCE, now.0).map_err(Error::broken)?;
    session.renew();
    Ok(())
}

/// Somebody's turn at a tablet, by PIN: a session for its counter alone.
pub(crate) fn begin_turn(session: &Session, device: &Device, by: &Membership, now: Millis) -> Result<()> {
    begin_session(session, by.person_id, now)?;
    session.insert(TABLET, device.id.to_string()).map_err(Error::broken)?;
    session.insert(STANDING, by.id.to_string()).map_err(Error::broken)
}

/// Puts a refusal beside the field it is about; one that is about no field of the form goes on as an error.
pub(crate) fn beside(problems: &mut Problems, lang: Lang, refusal: Refusal) -> Result<()> {
    let said = Some(sentence(lang, "JPY", &refusal));
    match refusal.field {
        "name" => problems.name = said,
        "email" => problems.email = said,
        "password" => problems.password = said,
        "pin" => problems.pin = said,
        "pin_again" => problems.pin_again = said,
        "form" => problems.whole = said,
        _ => return Err(refusal.into()),
    }
    Ok(())
}

/// Notes what is wrong with one field; true where it is fine.
pub(crate) fn check<T>(problems: &mut Problems, lang: Lang, parsed: Result<T>) -> Result<Option<T>> {
    match parsed {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(refusal)) => beside(problems, lang, refusal).map(|()| None),
        Err(e) => Err(e),
    }
}

/// Notes what is wrong with an address and a password that are to become a sign-in.
pub(crate) fn check_sign_in(problems: &mut Problems, lang: Lang, email: &str, password: &str) -> Result<()> {
    check(problems, lang, rules::email(email))?;
    check(problems, lang, rules::password(password)).map(drop)
}

/// The person to be, the password already hashed.
pub(crate) async fn newcomer(house: &House, name: &str, email: String, password: String) -> Result<Newcomer> {
    let password_hash = house.hash(password).await?;
    Ok(Newcomer { email, name: name.to_owned(), name_en: String::new(), password_hash })
}

/// Where a page of ours may send on to: our own pages and nowhere else.
pub(crate) fn own_path(next: &str) -> Option<&str> {
    let ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    ours.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(own_path("/counter?x=1"), Some("/counter?x=1"));
        for foreign in [
            "",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/\nx",
            "/\t/elsewhere.example",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign}");
        }
    }
}
