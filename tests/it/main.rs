//! The one integration binary: the real program on both engines, and the walls of the house.

mod ledger;
mod schema;
mod support;
mod tidy;
