//! `demo`: the main job in one command. Makes the street once, serves it, says who can sign in.

use super::serving;
use crate::config::Config;
use crate::db::{self, Db};
use crate::demo::{self, Described, Found};
use crate::keys::Keys;
use crate::people;
use crate::words::{Clock, Error, Result};
use std::io::Write;
use std::time::Instant;

pub fn run(config: Config, fresh: bool, json: bool) -> Result<()> {
    if db::look(&config.engine)? == db::Found::Noren {
        db::prepare(&config.engine)?;
        let found = demo::look(&Db::open(&config.engine)?)?;
        match (found, fresh) {
            (Found::Real, _) => {
                return Err(Error::broken("this database holds a street that is no demo; name another one"));
            }
            (Found::Whole, true) | (Found::Half, _) => db::wipe(&config.engine)?,
            _ => {}
        }
    }
    db::prepare(&config.engine)?;
    let db = Db::open(&config.engine)?;
    let keys = Keys::open(&config.secret_file)?;
    let now = Clock::default().now();
    keys.set_kids(people::signing_kids(&db, now)?)?;
    if demo::look(&db)? == Found::Nothing {
        let begun = Instant::now();
        let made = demo::make(&db, &keys, now, |step| note(format_args!("making the demo street: {step}")))?;
        let seconds = begun.elapsed().as_secs_f64();
        note(format_args!("{} residents, {} visits, in {seconds:.1} s", made.residents, made.visits));
    }
    serving::start(config, move |base_url| {
        let said = demo::described(&db, &keys, base_url, now).and_then(|d| {
            let line = if json { serde_json::to_string(&d).map_err(Error::broken)? } else { told(&d) };
            writeln!(std::io::stdout(), "{line}").map_err(Error::broken)
        });
        if let Err(e) = said {
            note(format_args!("noren: {e}"));
        }
    })
}

/// For people: where it is and who can sign in.
fn told(d: &Described) -> String {
    let mut lines = vec![
        format!("{}  {}", d.brand.name, d.base_url),
        String::new(),
        format!("coordinator  {}  {}", d.coordinator.email, d.coordinator.password),
    ];
    for shop in d.shops.iter().take(3) {
        lines.push(format!("{}  {}  {}", shop.name, shop.owner.email, shop.owner.password));
    }
    lines.push(format!("… and {} more shops; `--json` lists them all", d.shops.len().saturating_sub(3)));
    for r in d.residents.iter().take(3) {
        lines.push(format!("{}  {}  {}  card {}  PIN {}", r.name, r.email, r.password, r.card, r.pin));
    }
    lines.join("\n")
}

fn note(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
