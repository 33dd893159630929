//! A throwaway PostgreSQL 15: one cluster per test process, on a port of loopback, in a folder of its own.
//!
//! A shell stands between us and the server. It waits on a pipe that only this process holds, so however this process
//! ends (panic, kill -9), the shell sees the pipe close, stops the server and removes the folder.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};

pub struct Cluster {
    port: u16,
    _guardian: Child,
}

/// The cluster's own superuser; it listens on loopback only and trusts whoever is there.
const USER: &str = "noren";
const BIN: &str = "/usr/lib/postgresql/15/bin";

const GUARDIAN: &str = r#"
set -eu
home=$(mktemp -d /tmp/noren-pg.XXXXXX)
as=""
if [ "$(id -u)" -eq 0 ]; then # initdb refuses root
    chown postgres "$home"
    as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
cd "$home"
$as "$BIN/initdb" -D "$home/data" -U "$PGUSER" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 || { cat "$home/log"; exit 1; }
$as "$BIN/postgres" -D "$home/data" -p "$PORT" -k "$home" -c listen_addresses=127.0.0.1 -c fsync=off \
    -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB >>"$home/log" 2>&1 &
server=$!
trap 'kill -QUIT $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$home"' EXIT
for _ in $(seq 150); do
    if "$BIN/pg_isready" -q -h 127.0.0.1 -p "$PORT" -d postgres; then
        echo ready
        read -r _ || true
        exit 0
    fi
    kill -0 $server 2>/dev/null || break
    sleep 0.1
done
cat "$home/log"
exit 1
"#;

impl Cluster {
    pub fn get() -> &'static Cluster {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(Cluster::start)
    }

    fn start() -> Cluster {
        let initdb = format!("{BIN}/initdb");
        assert!(
            std::path::Path::new(&initdb).exists(),
            "{initdb} is missing: apt-get install postgresql-15 (tests/run does)"
        );
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("its number").port();
        drop(free);
        // It outlives this process on purpose, to clean up after it however it ends.
        #[allow(clippy::zombie_processes)]
        let mut guardian = Command::new("sh")
            .args(["-c", GUARDIAN])
            .env("BIN", BIN)
            .env("PGUSER", USER)
            .env("PORT", port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh starts");
        let mut said = Vec::new();
        for line in BufReader::new(guardian.stdout.take().expect("piped")).lines() {
            let line = line.expect("utf-8");
            if line == "ready" {
                return Cluster { port, _guardian: guardian };
            }
            said.push(line);
        }
        panic!("PostgreSQL did not start:\n{}", said.join("\n"));
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// A new, empty database; its URL.
    pub fn database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("street_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut conn = PgConnection::establish(&self.url("postgres")).expect("connects");
        sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).expect("creates");
        self.url(&name)
    }
}
