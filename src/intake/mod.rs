//! Files in: shops, visits and boundaries that others made, as CONTRACT's "Files" says. Reads a row at a time, writes
//! short batches so that taps go on; a row that cannot be taken is in the rejects, with its line and why; the same file
//! again changes nothing, so an import that was stopped is simply started again.

mod boundary;
mod columns;
mod features;
mod occurrences;
pub mod rules;
mod run;
mod shops;
mod source;
mod store;
mod table;
mod visits;

pub use boundary::boundary;
pub use run::{Options, Report};
pub use shops::shops;
pub use visits::visits;

#[cfg(test)]
mod tests;
