//! Every row of CONTRACT's API table, as it is written there, on both engines.

mod reads;
mod redemptions;
mod reversals;
mod slips;
mod taps;

use serde_json::Value;

/// An object holds these fields. (More may come: the API grows; what stands in the contract stays.)
#[track_caller]
fn holds(value: &Value, names: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let missing: Vec<_> = names.iter().filter(|name| !object.contains_key(**name)).collect();
    assert!(missing.is_empty(), "{missing:?} not in {value}");
}

/// An id is a string that is not empty.
#[track_caller]
fn id(value: &Value) -> String {
    let id = value.as_str().unwrap_or_else(|| panic!("ids are strings, not {value}"));
    assert!(!id.is_empty());
    id.to_owned()
}
