//! App: config, database, clock, keys, routes. One builder, used by `main` and by every test.

use crate::config::Config;
use crate::counter;
use crate::db::{self, Db};
use crate::keys::Keys;
use crate::people::{self, session::Sessions};
use crate::rights;
use crate::routes::{self, Row};
use crate::suggest::Cache;
use crate::web::{House, headers};
use crate::words::{Clock, Error, Millis, Result, time};
use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_web::cookie::{self, SameSite};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as Actix, HttpServer};
use std::net::SocketAddr;
use std::sync::Arc;

/// How long a sign-in lasts.
const SIGNED_IN_DAYS: i64 = 30;

/// The program, ready to serve.
pub struct App {
    pub house: House,
    listener: std::net::TcpListener,
    pub address: SocketAddr,
    /// The table of routes; a test may know more of them.
    pub routes: fn() -> Vec<Row>,
}

impl App {
    /// Brings the database up to date, opens it and takes the address to listen on.
    pub fn build(config: Config, clock: Clock) -> Result<App> {
        db::prepare(&config.engine)?;
        let db = Db::open(&config.engine)?;
        let keys = Keys::open(&config.secret_file)?;
        keys.set_kids(people::signing_kids(&db, clock.now())?)?;
        // Whoever put an older copy in the database's place: nobody comes back with it.
        let journal = rights::Journal::beside(&config.secret_file);
        let again = rights::catch_up(&db, &journal, &[], clock.now())?;
        if again > 0 {
            tracing::warn!(people = again, "this database was older than erasures; they were applied again");
        }
        let listener = std::net::TcpListener::bind(&config.listen)
            .map_err(|e| Error::broken(format!("cannot listen on {}: {e}", config.listen)))?;
        let address = listener.local_addr().map_err(Error::broken)?;
        let house = House { db, clock, keys, config: Arc::new(config) };
        Ok(App { house, listener, address, routes: routes::table })
    }

    /// `http://127.0.0.1:8080`, or what the world calls us.
    pub fn base_url(&self) -> String {
        let scheme = if self.house.config.tls.is_some() { "https" } else { "http" };
        self.house.config.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.address))
    }

    /// Serves until it is told to stop; `ready` hears as soon as it does, with the handle that stops it.
    pub async fn serve(self, ready: impl FnOnce(&House, ServerHandle)) -> Result<()> {
        let App { house, listener, routes: table, .. } = self;
        let tls = house.config.tls.as_ref().map(crate::web::tls::load).transpose()?;
        let (data, cache) = (Data::new(house.clone()), Data::new(Cache::default()));
        let cookie_key = cookie::Key::from(&house.keys.cookie());
        let secure = tls.is_some() || house.config.public_url.as_deref().is_some_and(|u| u.starts_with("https"));
        let server = HttpServer::new(move || {
            let house = data.get_ref().clone();
            let store = Sessions { db: house.db, clock: house.clock };
            let sessions = SessionMiddleware::builder(store, cookie_key.clone())
                .cookie_name("noren".into())
                .cookie_secure(secure)
                .cookie_http_only(true)
                .cookie_same_site(SameSite::Lax)
                .cookie_content_security(CookieContentSecurity::Signed)
                .session_lifecycle(
                    PersistentSession::default().session_ttl(cookie::time::Duration::days(SIGNED_IN_DAYS)),
                )
                .build();
            Actix::new()
                .app_data(data.clone())
                .app_data(cache.clone())
                .wrap(sessions)
                .wrap(from_fn(headers::at_the_counter))
                .wrap(headers::defaults(secure))
                .wrap(Compress::default())
                .configure(routes::limits)
                .configure(|config| routes::configure(config, table()))
        })
        // Bad Wi-Fi: a tablet may take its time to say what it wants.
        .client_request_timeout(std::time::Duration::from_secs(30))
        .shutdown_timeout(5);
        let listening = match tls {
            Some(tls) => server.listen_rustls_0_23(listener, tls),
            None => server.listen(listener),
        };
        let running = listening.map_err(Error::broken)?.run();
        ready(&house, running.handle());
        let sweeper = tokio::spawn(sweep(house));
        let done = running.await.map_err(Error::broken);
        sweeper.abort();
        done
    }
}

/// Once an hour: forgets what is over, warns of points that lapse soon, and lets idle ones lapse.
async fn sweep(house: House) {
    loop {
        let now = house.clock.now();
        let swept = house
            .db
            .write(move |tx| {
                people::sweep(tx, now)?;
                crate::passport::pass::sweep(tx, now)?;
                counter::answers::sweep(tx, now)
            })
            .await;
        if let Err(e) = swept {
            tracing::error!(error = %e, "the hourly sweep failed");
        }
        if let Err(e) = lapse(&house, now).await {
            tracing::error!(error = %e, "lapsing idle points failed");
        }
        tokio::time::sleep(std::time::Duration::from_millis(time::HOUR.unsigned_abs())).await;
    }
}

/// In short writes, so that taps go on.
async fn lapse(house: &House, now: Millis) -> Result<()> {
    for brand in house.db.read(crate::brand::all).await? {
        if let Err(e) = crate::resident::warning::warn(house, &brand, now).await {
            tracing::error!(error = %e, "warning of points that lapse failed");
        }
        let mut after = Some(crate::words::PassportId(0));
        while let Some(from) = after {
            let brand = brand.clone();
            after = house.db.write(move |tx| crate::passport::lapse_some(tx, &brand, from, now)).await?;
        }
    }
    Ok(())
}
