//! The command line, as CONTRACT.md has it. Errors go to stderr, one line that says what to do; exit code 1 (2 for a
//! wrong command line).

mod demo;
mod serving;
mod tools;

use crate::config::{Config, Smtp, Tls};
use crate::db::Engine;
use crate::words::{Error, Result};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// One curtain for many shops.
#[derive(Parser)]
#[command(name = "noren", version, about)]
struct Cli {
    /// sqlite:PATH or postgres://…
    #[arg(long, env = "NOREN_DATABASE", default_value = "sqlite:data/noren.db", global = true, hide_env_values = true)]
    database: Engine,
    /// A file of NAME=value lines, for what is not said here or in the environment.
    #[arg(long, env = "NOREN_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// The file with the master secret; made at first need.
    #[arg(long, env = "NOREN_SECRET_FILE", global = true)]
    secret_file: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the demo street once and serves it
    Demo {
        #[command(flatten)]
        serving: Serving,
        /// Makes it anew; only a database that is marked as a demo
        #[arg(long)]
        fresh: bool,
        /// Prints one line of JSON as soon as it answers requests
        #[arg(long)]
        json: bool,
    },
    /// Serves; migrates first
    Serve(Serving),
    /// Makes a new brand and a one-time link for its first coordinator
    Init(Init),
    /// Takes in a file
    Import(Import),
    /// Proves the books
    Verify {
        /// Only this brand
        #[arg(long)]
        brand: Option<String>,
    },
    /// Closes a month of the books: seals it, and works out what each shop owes or gets
    CloseMonth {
        /// 2026-10
        month: String,
        /// The brand's code
        #[arg(long)]
        brand: String,
    },
    /// A consistent copy, under load
    Backup { file: PathBuf },
    /// Puts a copy in the database's place
    Restore {
        file: PathBuf,
        /// Replace what is there
        #[arg(long)]
        force: bool,
    },
    /// Makes another signing key; older ones still verify
    RotateKeys,
    /// Prints the OpenAPI document
    Openapi,
}

#[derive(Args)]
struct Serving {
    /// Port 0 picks one
    #[arg(long, env = "NOREN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// What links and QR codes carry
    #[arg(long, env = "NOREN_PUBLIC_URL")]
    public_url: Option<String>,
    /// Believe a proxy's X-Forwarded headers
    #[arg(long, env = "NOREN_TRUST_PROXY")]
    trust_proxy: bool,
    #[arg(long, env = "NOREN_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    #[arg(long, env = "NOREN_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Mail goes out here; without it every link is shown to whoever may hand it on
    #[arg(long, env = "NOREN_SMTP_HOST", requires = "public_url")]
    smtp_host: Option<String>,
    #[arg(long, env = "NOREN_SMTP_PORT", default_value_t = 587)]
    smtp_port: u16,
    #[arg(long, env = "NOREN_SMTP_USER", default_value = "")]
    smtp_user: String,
    #[arg(long, env = "NOREN_SMTP_PASSWORD", default_value = "", hide_env_values = true)]
    smtp_password: String,
    #[arg(long, env = "NOREN_SMTP_FROM", default_value = "noren@localhost")]
    smtp_from: String,
}

#[derive(Args)]
struct Init {
    #[arg(long)]
    brand: String,
    /// E-mail of the first coordinator
    #[arg(long)]
    coordinator: String,
    /// Made from the name where none is given
    #[arg(long)]
    code: Option<String>,
    /// The name in English
    #[arg(long, default_value = "")]
    name_en: String,
    #[arg(long, default_value = "JPY")]
    currency: String,
    #[arg(long, default_value = "Asia/Tokyo")]
    timezone: String,
    #[arg(long, default_value = "ja")]
    locale: String,
    /// What the printed link begins with
    #[arg(long, env = "NOREN_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    public_url: String,
}

#[derive(Args)]
struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// CSV with a heading row, or GeoJSON points
    Shops(From),
    /// CSV: member, shop, at, amount?
    Visits(From),
    /// GeoJSON polygons with a name
    Boundary(From),
}

#[derive(Args)]
struct From {
    file: PathBuf,
    /// The brand's code
    #[arg(long)]
    brand: String,
    /// Their headings for ours: `name=title,address=city+street`
    #[arg(long)]
    columns: Option<String>,
    /// Reads and checks, writes nothing
    #[arg(long)]
    dry_run: bool,
    /// Where rows that cannot be taken go, with line number and reason
    #[arg(long)]
    rejects: Option<PathBuf>,
    /// Whose data this is; shown where it is shown
    #[arg(long)]
    credit: Option<String>,
}

impl Cli {
    fn secret_file(&self) -> PathBuf {
        self.secret_file.clone().unwrap_or_else(|| self.database.beside("secret"))
    }

    fn config(&self, serving: &Serving) -> Config {
        let mut config = Config::new(self.database.clone());
        config.secret_file = self.secret_file();
        config.listen.clone_from(&serving.listen);
        config.public_url.clone_from(&serving.public_url);
        config.trust_proxy = serving.trust_proxy;
        config.tls = serving.tls_cert.clone().zip(serving.tls_key.clone()).map(|(cert, key)| Tls { cert, key });
        config.smtp = serving.smtp_host.clone().map(|host| Smtp {
            host,
            port: serving.smtp_port,
            user: serving.smtp_user.clone(),
            password: serving.smtp_password.clone(),
            from: serving.smtp_from.clone(),
        });
        config
    }
}

/// Reads the config file's `NAME=value` lines into the arguments: `listen=0.0.0.0:80` as `--listen 0.0.0.0:80` would
/// say it, but weaker than the command line and the environment.
fn with_config_file(mut args: Vec<String>) -> std::result::Result<Vec<String>, String> {
    let said = args.iter().position(|a| a == "--config").and_then(|i| args.get(i + 1).cloned());
    let inline = args.iter().find_map(|a| a.strip_prefix("--config=").map(str::to_owned));
    let Some(file) = said.or(inline).or_else(|| std::env::var("NOREN_CONFIG").ok()) else { return Ok(args) };
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{file}: {e}"))?;
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (name, value) = line.split_once('=').ok_or_else(|| format!("{file}: '{line}' is not NAME=value"))?;
        let name = name.trim().to_lowercase().replace('_', "-");
        let flag = format!("--{}", name.strip_prefix("noren-").unwrap_or(&name));
        let in_env = std::env::var_os(format!("NOREN_{}", flag[2..].to_uppercase().replace('-', "_"))).is_some();
        if !in_env && !args.iter().any(|a| *a == flag || a.starts_with(&format!("{flag}="))) {
            args.push(format!("{flag}={}", value.trim()));
        }
    }
    Ok(args)
}

pub fn main() -> ExitCode {
    let args = match with_config_file(std::env::args().collect()) {
        Ok(args) => args,
        Err(e) => return failed(&e),
    };
    let cli = Cli::parse_from(args);
    logs();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Refused(refusal)) => failed(&said(&refusal)),
        Err(e) => failed(&e.to_string()),
    }
}

/// A refusal in English, as everything on stderr.
fn said(refusal: &crate::words::Refusal) -> String {
    let sentence = crate::web::fault::sentence(noren_views::Lang::En, "JPY", refusal);
    if refusal.field.is_empty() { sentence } else { format!("{}: {sentence}", refusal.field) }
}

#[allow(clippy::print_stderr)]
fn failed(why: &str) -> ExitCode {
    eprintln!("noren: {}", why.lines().collect::<Vec<_>>().join(" "));
    ExitCode::FAILURE
}

/// To stderr; `RUST_LOG` says more. Routes and ids, no addresses, names or secrets.
fn logs() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,noren=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn run(cli: &Cli) -> Result<()> {
    match &cli.command {
        Command::Demo { serving, fresh, json } => demo::run(cli.config(serving), *fresh, *json),
        Command::Serve(serving) => serving::run(cli.config(serving)),
        Command::Init(init) => tools::init(&cli.database, init),
        Command::Import(import) => tools::import(&cli.database, &import.what),
        Command::Verify { brand } => tools::verify(&cli.database, brand.as_deref()),
        Command::CloseMonth { month, brand } => tools::close_month(&cli.database, month, brand),
        Command::Backup { file } => tools::backup(&cli.database, file),
        Command::Restore { file, force } => tools::restore(&cli.database, &cli.secret_file(), file, *force),
        Command::RotateKeys => tools::rotate_keys(&cli.database),
        Command::Openapi => tools::openapi(),
    }
}
