//! The one integration binary: the real program on both engines, and the walls of the house.

mod books;
mod care;
mod cli;
mod contract;
mod desk;
mod import;
mod insight;
mod kill;
mod knowing;
mod ledger;
mod moving;
mod panics;
mod passes;
mod permissions;
mod proposals;
mod races;
mod residents;
mod rights;
mod schema;
mod streets;
mod support;
mod tidy;
