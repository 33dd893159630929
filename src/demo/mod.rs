//! The demo street.

mod calendar;
mod chance;
mod habits;
mod plan;
mod residents;
mod seed;
mod stops;
mod walks;
