//! The street as anyone sees it: its curtain and shops, a shop's own page, what a found card says. Reads only.

pub mod pages;
