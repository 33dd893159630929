//! What every test shares: databases of both engines, the real App on port 0, a client, a street.

pub mod chain;
pub mod cluster;
pub mod http;
pub mod place;
pub mod program;
pub mod street;
pub mod tablet;

/// Each named function, which takes a [`place::Place`], as one test on SQLite and one on PostgreSQL.
macro_rules! on_both_engines {
    ($($name:ident)*) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                super::$name(crate::support::place::Place::sqlite());
            }

            #[test]
            fn postgres() {
                super::$name(crate::support::place::Place::postgres());
            }
        }
    )*};
}
pub(crate) use on_both_engines;
