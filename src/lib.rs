//! Noren: one curtain for many shops. The street map, from the ground up: each module leans only on those above it
//! (`tests/it/tidy.rs` keeps it so).

pub mod words;
pub mod db;
pub mod config;
pub mod keys;
pub mod web;
pub mod brand;
pub mod shop;
pub mod device;
pub mod people;
pub mod district;
pub mod ledger;
pub mod books;
pub mod bank;
pub mod passport;
pub mod slip;
pub mod case;
pub mod knowing;
pub mod care;
pub mod proposal;
pub mod suggest;
pub mod counter;
pub mod queue;
pub mod watch;
pub mod street;
pub mod resident;
pub mod rights;
pub mod insight;
pub mod desk;
pub mod intake;
pub mod audit;
pub mod demo;
pub mod openapi;
pub mod routes;
pub mod app;
pub mod cli;
