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

/// Declares a statement of fixed text with binds, for the hot path: diesel prepares every UPDATE anew each time, this one
/// once. `statement!(Touch { id: i64 } "UPDATE … WHERE id = " id)`; run it with `on_engine!(tx, c => s.execute(c))`.
macro_rules! statement {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* } $($piece:tt)*) => {
        $(#[$doc])*
        struct $name { $($field: i64),* }

        impl diesel::query_builder::QueryId for $name {
            type QueryId = $name;
            const HAS_STATIC_QUERY_ID: bool = true;
        }

        impl<DB> diesel::query_builder::QueryFragment<DB> for $name
        where
            DB: diesel::backend::Backend,
            i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
        {
            fn walk_ast<'b>(
                &'b self,
                mut out: diesel::query_builder::AstPass<'_, 'b, DB>,
            ) -> diesel::QueryResult<()> {
                $($crate::db::statement!(@piece self, out, $piece);)*
                Ok(())
            }
        }

        impl<Conn> diesel::RunQueryDsl<Conn> for $name {}
    };
    (@piece $self:ident, $out:ident, $text:literal) => { $out.push_sql($text) };
    (@piece $self:ident, $out:ident, $field:ident) => {
        $out.push_bind_param::<diesel::sql_types::BigInt, i64>(&$self.$field)?
    };
}

pub(crate) use statement;
pub(crate) use {first_locked, on_engine};
