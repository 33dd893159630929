//! The few statements that differ between the engines, or that diesel's MultiConnection does not know (batch insert,
//! ON CONFLICT, FOR UPDATE), written once and compiled for each.
//!
//! One row by its key is read with `get_result`, not `first`: SQLite plans again whenever the value of `LIMIT ?` is
//! bound, which costs a tap about as much as all else it does. `first` is for the first of many.

/// Runs one diesel expression on whichever engine this is: `on_engine!(tx, c => query.execute(c))`.
macro_rules! on_engine {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::db::Conn::Pg($c) => $body,
            $crate::db::Conn::Sqlite($c) => $body,
        }
    };
}

/// The first row, locked until the transaction ends. SQLite has one writer, which is lock enough.
macro_rules! first_locked {
    ($tx:expr, $query:expr, $row:ty) => {
        match $tx {
            $crate::db::Conn::Pg(c) => $query.for_update().get_result::<$row>(c),
            $crate::db::Conn::Sqlite(c) => $query.get_result::<$row>(c),
        }
    };
}

pub(crate) use {first_locked, on_engine};
