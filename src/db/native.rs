//! The few statements that differ between the engines, or that diesel's MultiConnection does not know (batch insert,
//! ON CONFLICT, FOR UPDATE), written once and compiled for each.

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
            $crate::db::Conn::Pg(c) => $query.for_update().first::<$row>(c),
            $crate::db::Conn::Sqlite(c) => $query.first::<$row>(c),
        }
    };
}

pub(crate) use {first_locked, on_engine};
