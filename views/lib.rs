//! All that a person sees.

pub mod chart;
