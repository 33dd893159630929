//! `serve`: refuses a database that nobody made.

use crate::app::App;
use crate::config::Config;
use crate::db::{self, Found};
use crate::words::{Clock, Error, Result};
use std::io::Write;

pub fn run(config: Config) -> Result<()> {
    if db::look(&config.engine)? != Found::Noren {
        return Err(Error::broken("there is no street in this database; make one with 'noren init' or 'noren demo'"));
    }
    start(config, |app| {
        // The one line people and programs wait for.
        let _ = writeln!(std::io::stdout(), "{}", app);
    })
}

/// Serves, and says so once requests are answered. A broken stdout is no reason to stop.
pub fn start(config: Config, ready: impl FnOnce(&str)) -> Result<()> {
    let app = App::build(config, Clock::default())?;
    let base_url = app.base_url();
    actix_web::rt::System::new().block_on(app.serve(|_, _| {
        ready(&base_url);
        let _ = std::io::stdout().flush();
    }))
}
