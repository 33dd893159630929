//! The real binary, as a person at a terminal runs it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::place::Place;

pub const NOREN: &str = env!("CARGO_BIN_EXE_noren");

pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    #[track_caller]
    pub fn well(self) -> Said {
        assert_eq!(self.code, Some(0), "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Failed, as the contract has it: one line on stderr, and this exit code.
    #[track_caller]
    pub fn badly(self, code: i32) -> Said {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        assert!(!self.err.trim().is_empty(), "said nothing on stderr");
        self
    }
}

fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = Command::new(NOREN);
    command.current_dir(place.folder()).args(["--database", &place.url]).args(args).stdin(Stdio::null());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NOREN_")) {
        command.env_remove(name);
    }
    command
}

pub fn run(place: &Place, args: &[&str]) -> Said {
    let done = command(place, args).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

/// A new brand in a new database; its code.
pub fn brand(place: &Place, timezone: &str) -> String {
    let args = [
        "init",
        "--brand",
        "Test Street",
        "--code",
        "test",
        "--coordinator",
        "kyoko@test.example",
        "--timezone",
        timezone,
    ];
    run(place, &args).well();
    "test".into()
}

/// The program, serving; killed when dropped.
pub struct Serving {
    pub base: String,
    child: Child,
}

impl Serving {
    pub fn start(place: &Place, args: &[&str]) -> Serving {
        Serving::started(command(place, args).stderr(Stdio::null()))
    }

    /// With everything it can be made to say in its log.
    pub fn talking(place: &Place, args: &[&str], log: &Path) -> Serving {
        let log = std::fs::File::create(log).expect("a log");
        Serving::started(command(place, args).env("RUST_LOG", "trace").stderr(log))
    }

    fn started(command: &mut Command) -> Serving {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut seen = String::new();
        let base = loop {
            let line = said.next().unwrap_or_else(|| panic!("ended before it served: {seen}")).expect("UTF-8");
            if let Some(base) = address(&line) {
                break base;
            }
            seen.push_str(&line);
        };
        std::thread::spawn(move || said.for_each(drop));
        Serving { base, child }
    }

    /// As `kill -9` does: no warning, no clean-up.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

/// `http://127.0.0.1:PORT` anywhere in a line.
fn address(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let address: String =
        line[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.')).collect();
    Some(address.trim_end_matches(['/', '.']).to_owned())
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
