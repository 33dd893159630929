//! How an act says no. A refusal carries a stable code, where it belongs on the form and what its sentence needs;
//! the sentence itself is in the locales (`refused-<code>`), so that a page and the API say the same words.

/// A "no" that the caller can do something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, as in CONTRACT.md.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Name of the form field it is about; empty where it is about the whole.
    pub field: &'static str,
    /// What the sentence needs, already written as people read it (`14:00`, `2`).
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    pub fn new(status: u16, code: &'static str) -> Refusal {
        Refusal { code, status, field: "", args: Vec::new() }
    }

    pub fn field(mut self, field: &'static str) -> Refusal {
        self.field = field;
        self
    }

    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Refusal {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What can go wrong in an act.
#[derive(Debug)]
pub enum Error {
    /// Said to the caller as it is.
    Refused(Refusal),
    /// The database said no: retried where that helps, else an internal error.
    Db(diesel::result::Error),
    /// Too much waits for the writer; 503.
    Busy,
    /// A mistake of ours; logged with an id, never shown.
    Broken(String),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn refused(status: u16, code: &'static str) -> Error {
        Refusal::new(status, code).into()
    }

    /// What is not there and what is not yours look the same.
    pub fn not_found() -> Error {
        Error::refused(404, "not_found")
    }

    pub fn broken(what: impl ToString) -> Error {
        Error::Broken(what.to_string())
    }

    /// The refusal's code, for tests and for pages that treat one of them in their own way.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Error::Refused(r) => Some(r.code),
            _ => None,
        }
    }
}

impl From<Refusal> for Error {
    fn from(r: Refusal) -> Self {
        Error::Refused(r)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(e: diesel::result::Error) -> Self {
        match e {
            diesel::result::Error::NotFound => Error::not_found(),
            e => Error::Db(e),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Refused(r) => write!(f, "refused: {}", r.code),
            Error::Db(e) => write!(f, "database: {e}"),
            Error::Busy => f.write_str("too many writes are waiting"),
            Error::Broken(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}
