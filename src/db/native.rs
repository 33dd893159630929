//! The few statements that differ between the engines, or that diesel's MultiConnection does not know (batch insert,
//! ON CONFLICT, FOR UPDATE), written once and compiled for each.
//!
//! One row by its key is read with `get_result`, not `first`: SQLite plans again whenever the value of `LIMIT ?` is
//! bound, which costs a tap about as much as all else it does. `first` is for the first of many.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::query_builder::AstPass;
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;

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

/// One row by its key, that nobody changes until this transaction ends; others may read it so too.
macro_rules! first_shared {
    ($tx:expr, $query:expr, $row:ty) => {
        match $tx {
            $crate::db::Conn::Pg(c) => $query.for_share().get_result::<$row>(c),
            $crate::db::Conn::Sqlite(c) => $query.get_result::<$row>(c),
        }
    };
}

/// Rows that nobody else changes, or holds shared, until this transaction ends.
macro_rules! all_locked {
    ($tx:expr, $query:expr, $row:ty) => {
        match $tx {
            $crate::db::Conn::Pg(c) => $query.for_no_key_update().load::<$row>(c),
            $crate::db::Conn::Sqlite(c) => $query.load::<$row>(c),
        }
    };
}

/// Waits for every write of transfers that is under way, and keeps others out until this transaction ends. SQLite has one
/// writer, which is lock enough.
pub fn lock_transfers(tx: &mut super::Tx) -> crate::words::Result<()> {
    if let super::Conn::Pg(c) = tx {
        c.batch_execute("LOCK TABLE transfers IN SHARE ROW EXCLUSIVE MODE")?;
    }
    Ok(())
}

/// The SQL type a field of a [`statement!`] is bound as.
pub(crate) trait Bound {
    type Sql;
}

macro_rules! bound {
    ($($rust:ty => $sql:ty),*) => {$(
        impl Bound for $rust { type Sql = $sql; }
        impl Bound for Option<$rust> { type Sql = diesel::sql_types::Nullable<$sql>; }
    )*};
}

bound!(i64 => diesel::sql_types::BigInt, bool => diesel::sql_types::Bool, String => diesel::sql_types::Text);

/// Declares a statement of fixed text with binds, for the hot path: diesel prepares every UPDATE and every ON CONFLICT
/// anew each time and writes the text of an INSERT with optional columns; this one is prepared once.
/// `statement!(Touch { id: i64 } "UPDATE … WHERE id = " id)`; run it with `on_engine!(tx, c => s.execute(c))`.
macro_rules! statement {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty),* } $($piece:tt)*) => {
        $(#[$doc])*
        struct $name { $($field: $ty),* }

        impl diesel::query_builder::QueryId for $name {
            type QueryId = $name;
            const HAS_STATIC_QUERY_ID: bool = true;
        }

        impl<DB> diesel::query_builder::QueryFragment<DB> for $name
        where
            DB: diesel::backend::Backend
                + diesel::sql_types::HasSqlType<diesel::sql_types::BigInt>
                + diesel::sql_types::HasSqlType<diesel::sql_types::Bool>
                + diesel::sql_types::HasSqlType<diesel::sql_types::Text>,
            $($ty: diesel::serialize::ToSql<<$ty as $crate::db::Bound>::Sql, DB>,)*
        {
            fn walk_ast<'b>(
                &'b self,
                mut out: diesel::query_builder::AstPass<'_, 'b, DB>,
            ) -> diesel::QueryResult<()> {
                let Self { $($field),* } = self;
                $($crate::db::statement!(@piece out, $piece);)*
                Ok(())
            }
        }

        impl<Conn> diesel::RunQueryDsl<Conn> for $name {}
    };
    (@piece $out:ident, $text:literal) => { $out.push_sql($text) };
    (@piece $out:ident, $field:ident) => { $crate::db::bind(&mut $out, $field)? };
}

/// Binds one field of a [`statement!`].
pub(crate) fn bind<'b, DB, T>(out: &mut AstPass<'_, 'b, DB>, field: &'b T) -> diesel::QueryResult<()>
where
    DB: Backend + HasSqlType<T::Sql>,
    T: Bound + ToSql<T::Sql, DB>,
{
    out.push_bind_param::<T::Sql, T>(field)
}

pub(crate) use statement;
pub(crate) use {all_locked, first_locked, first_shared, on_engine};
