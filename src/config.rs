//! What the program is told from outside: options and environment, parsed once.

use crate::db::Engine;
use std::path::PathBuf;

/// Where mail goes out.
#[derive(Debug, Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub user: String,
    pub password: String,
    pub from: String,
}

/// TLS served directly.
#[derive(Debug, Clone)]
pub struct Tls {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// How to serve.
#[derive(Debug, Clone)]
pub struct Config {
    pub engine: Engine,
    /// The file with the master secret; made at first need, apart from the database.
    pub secret_file: PathBuf,
    pub listen: String,
    /// What links and QR codes carry; from the request where none is given.
    pub public_url: Option<String>,
    /// Believe a proxy's X-Forwarded headers.
    pub trust_proxy: bool,
    pub tls: Option<Tls>,
    pub smtp: Option<Smtp>,
}

impl Config {
    /// The defaults for a database: its secret lies beside it (SQLite) or in `data/` (PostgreSQL).
    pub fn new(engine: Engine) -> Config {
        let secret_file = engine.beside("secret");
        Config {
            engine,
            secret_file,
            listen: "127.0.0.1:8080".into(),
            public_url: None,
            trust_proxy: false,
            tls: None,
            smtp: None,
        }
    }
}
