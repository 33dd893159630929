//! A tablet without a browser: its own key, and the chain of what it keeps.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use noren::brand::Brand;
use noren::device::{self, Device};
use noren::web::House;
use noren::words::{ShopId, codes};
use serde_json::{Value, json};

use super::street::{Street, key};

pub struct Tablet {
    pub device: Device,
    pub token: String,
    pair: EcdsaKeyPair,
    brand: String,
    pub seq: i64,
    pub prev: String,
}

impl Tablet {
    pub fn enrol(street: &Street, shop: usize) -> Tablet {
        Tablet::of(&street.house, &street.brand, street.shops[shop].id)
    }

    pub fn of(house: &House, brand: &Brand, shop: ShopId) -> Tablet {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key pair");
        let public = codes::base64url(pair.public_key().as_ref());
        let (id, now) = (brand.id, house.clock.now());
        let enrol = move |tx: &mut noren::db::Tx| {
            let offered = device::offer(tx, id, shop, "Till tablet", None, now)?;
            device::enrol(tx, &offered.code, &public, now)
        };
        let enrolled = house.db.write_now(enrol).expect("enrolled");
        let (device, token) = (enrolled.device, enrolled.token);
        Tablet { device, token, pair, brand: brand.code.clone(), seq: 0, prev: String::new() }
    }

    /// One entry more. `what`: card or undo, amount, key and whatever else is to be said otherwise.
    pub fn keep(&mut self, at: i64, what: Value) -> String {
        self.seq += 1;
        let mut payload = json!({
            "v": 1, "aud": "noren-queue", "brand": self.brand, "seq": self.seq, "prev": self.prev, "key": key(),
            "at": at, "boot": "boot", "mono": at, "staff": "",
        });
        for (name, value) in what.as_object().expect("fields") {
            payload[name] = value.clone();
        }
        let jws = self.sign(&payload);
        self.prev = codes::base64url(&codes::sha256_bytes(&jws));
        jws
    }

    pub fn sign(&self, payload: &Value) -> String {
        let header = json!({"alg": "ES256", "kid": self.device.id.to_string()});
        let part = |value: &Value| codes::base64url(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&header), part(payload));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).expect("signed");
        format!("{signed}.{}", codes::base64url(signature.as_ref()))
    }
}
