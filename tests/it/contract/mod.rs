//! Every row of CONTRACT's API table, as it is written there, on both engines.

mod reads;
mod redemptions;
mod reversals;
mod slips;
mod taps;

use serde_json::Value;

/// The fields of an object, sorted: an answer holds these and no others.
#[track_caller]
fn fields(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> =
        value.as_object().unwrap_or_else(|| panic!("no object: {value}")).keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// An id is a string that is not empty.
#[track_caller]
fn id(value: &Value) -> String {
    let id = value.as_str().unwrap_or_else(|| panic!("ids are strings, not {value}"));
    assert!(!id.is_empty());
    id.to_owned()
}
