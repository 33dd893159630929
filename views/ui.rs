//! The small parts pages are made of. Each knows its look and its words, and nothing of what it is used for.

mod act;
mod field;
mod icon;
mod name;
mod qr;
mod show;

pub use act::{Act, Look, act, button, hidden, link_button, post};
pub use field::{Field, Kind};
pub use icon::{Icon, icon};
pub use name::{name, name_size, strong_in};
pub(crate) use qr::modules;
pub use qr::{dense_qr, qr};
pub use show::{
    Column, State, Switch, empty, figure, lead, notice, panel, row_shop, state, stitch, suppressed, switch, table,
};
