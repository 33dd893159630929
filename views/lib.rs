//! All that a person sees: pages, crests, seals, curtains, words. Knows no database and no web server.
//! A page is a struct with plain data and a `layout::Page`; `layout::render(&frame, &page)` makes the document.

pub mod assets;
pub mod card;
pub mod cards;
pub mod chart;
pub mod counter;
pub mod crest;
pub mod curtain;
pub mod dashboard;
pub mod errors;
pub mod layout;
pub mod passport;
pub mod paths;
pub mod people;
pub mod scope;
pub mod seal;
pub mod sealed;
pub mod sponsor;
pub mod shop;
pub mod statement;
pub mod street;
pub mod ui;
mod way;
pub mod words;

pub use crest::{Crest, Trade};
pub use layout::{Band, Frame, Page, Street, Theme, render};
pub use words::{Arg, Lang};
