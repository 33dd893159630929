//! Mail, where SMTP is configured. Without it, links are shown to whoever may hand them on.

use crate::config::Smtp;
use crate::words::{Error, Result};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// Sends a plain text.
pub async fn send(smtp: &Smtp, to: &str, subject: &str, text: &str) -> Result<()> {
    let mailbox = |address: &str| address.parse::<Mailbox>().map_err(|e| Error::broken(format!("mail address: {e}")));
    let message = Message::builder()
        .from(mailbox(&smtp.from)?)
        .to(mailbox(to)?)
        .subject(subject)
        .body(text.to_owned())
        .map_err(Error::broken)?;
    let builder = if smtp.port == 465 {
        AsyncSmtpTransport::<Tokio1Executor>::relay(&smtp.host)
    } else if smtp.user.is_empty() {
        Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host))
    } else {
        AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&smtp.host)
    };
    let mut builder = builder.map_err(Error::broken)?.port(smtp.port);
    if !smtp.user.is_empty() {
        builder = builder.credentials(Credentials::new(smtp.user.clone(), smtp.password.clone()));
    }
    builder.build().send(message).await.map_err(|e| Error::broken(format!("mail was not sent: {e}")))?;
    Ok(())
}
