//! Makes a database or brings it up to date: migrations, the rule that transfers are never edited, a node number.

use super::conn::{Conn, Engine, Use};
use super::schema::counters;
use crate::words::{Error, Result, set_node};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// What is at a database's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// No file (SQLite).
    Nothing,
    /// A database without our tables.
    Empty,
    /// A street.
    Noren,
}

/// Looks without touching.
pub fn look(engine: &Engine) -> Result<Found> {
    if let Engine::Sqlite(path) = engine
        && !path.exists()
    {
        return Ok(Found::Nothing);
    }
    let mut conn = engine.connect(Use::Look)?;
    let made = super::native::on_engine!(&mut conn, c => diesel::sql_query("SELECT id FROM brands LIMIT 1").execute(c));
    Ok(if made.is_ok() { Found::Noren } else { Found::Empty })
}

/// Makes the database if need be and brings it up to date; gives this process its node number.
pub fn prepare(engine: &Engine) -> Result<()> {
    if let Engine::Sqlite(path) = engine {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
        if let Some(parent) = parent {
            std::fs::create_dir_all(parent).map_err(|e| Error::broken(format!("{}: {e}", parent.display())))?;
        }
    }
    let mut conn = engine.connect(Use::Write)?;
    let migrated = match &mut conn {
        Conn::Pg(c) => {
            // Several processes may start at once; one migrates.
            c.batch_execute("SELECT pg_advisory_lock(7317)")?;
            let done = c.run_pending_migrations(MIGRATIONS).map(drop);
            c.batch_execute("SELECT pg_advisory_unlock(7317)")?;
            done
        }
        Conn::Sqlite(c) => c.run_pending_migrations(MIGRATIONS).map(drop),
    };
    migrated.map_err(|e| Error::broken(format!("the database could not be brought up to date: {e}")))?;
    append_only(&mut conn)?;
    set_node(next_node(&mut conn)?);
    Ok(())
}

/// Removes everything. Who may is the caller's to know.
pub fn wipe(engine: &Engine) -> Result<()> {
    match engine {
        Engine::Sqlite(path) => {
            for tail in ["", "-wal", "-shm"] {
                let mut name = path.clone().into_os_string();
                name.push(tail);
                match std::fs::remove_file(&name) {
                    Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::broken(format!("{}: {e}", path.display())));
                    }
                    _ => {}
                }
            }
            Ok(())
        }
        Engine::Postgres(_) => {
            let mut conn = engine.connect(Use::Write)?;
            Ok(conn.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")?)
        }
    }
}

/// Transfers are never edited, and none is posted into a month that is over: the database itself refuses. On PostgreSQL a
/// post that met a month's close is tried again, and then goes into the open one.
fn append_only(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => c.batch_execute(
            "CREATE TRIGGER IF NOT EXISTS transfers_kept BEFORE DELETE ON transfers \
             BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END; \
             CREATE TRIGGER IF NOT EXISTS transfers_unchanged BEFORE UPDATE ON transfers \
             BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END; \
             CREATE TRIGGER IF NOT EXISTS transfers_in_time BEFORE INSERT ON transfers \
             WHEN NEW.posted_at < (SELECT MAX(until_at) FROM months WHERE brand_id = NEW.brand_id) \
             BEGIN SELECT RAISE(ABORT, 'this month is closed'); END;",
        )?,
        Conn::Pg(c) => c.batch_execute(
            "DO $$ BEGIN \
               IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'transfers_kept' \
                              AND tgrelid = 'transfers'::regclass) THEN \
                 CREATE OR REPLACE FUNCTION noren_append_only() RETURNS trigger LANGUAGE plpgsql AS \
                   'BEGIN RAISE EXCEPTION ''transfers are append-only''; END'; \
                 CREATE TRIGGER transfers_kept BEFORE UPDATE OR DELETE ON transfers \
                   FOR EACH ROW EXECUTE FUNCTION noren_append_only(); \
               END IF; \
               IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'transfers_in_time' \
                              AND tgrelid = 'transfers'::regclass) THEN \
                 CREATE OR REPLACE FUNCTION noren_in_time() RETURNS trigger LANGUAGE plpgsql AS \
                   'BEGIN IF NEW.posted_at < (SELECT MAX(until_at) FROM months WHERE brand_id = NEW.brand_id) \
                    THEN RAISE EXCEPTION ''this month is closed'' USING ERRCODE = ''serialization_failure''; END IF; \
                    RETURN NEW; END'; \
                 CREATE TRIGGER transfers_in_time BEFORE INSERT ON transfers \
                   FOR EACH ROW EXECUTE FUNCTION noren_in_time(); \
               END IF; END $$",
        )?,
    }
    Ok(())
}

fn next_node(conn: &mut Conn) -> Result<i64> {
    let node = conn.transaction::<_, diesel::result::Error, _>(|tx| {
        use counters::dsl as c;
        let taken = diesel::update(c::counters.find("node")).set(c::value.eq(c::value + 1)).execute(tx)?;
        if taken == 0 {
            diesel::insert_into(c::counters).values((c::name.eq("node"), c::value.eq(1))).execute(tx)?;
        }
        c::counters.find("node").select(c::value).first::<i64>(tx)
    })?;
    Ok(node)
}
