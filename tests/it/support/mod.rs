//! What every test shares: databases of both engines, the real App on port 0, a client, a street.

pub mod cluster;
pub mod http;
