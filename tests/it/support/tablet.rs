//! A tablet at a counter, as the browser of one behaves: a key of its own, and the cookie it was given for it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use noren::db::Tx;
use noren::device;
use noren::people::{self, For, Newcomer, Role, pin};
use noren::words::{DeviceId, MembershipId, codes::base64url};

use super::http::{Answer, Client};
use super::street::{PASSWORD, PIN, Street, email};

pub struct Tablet {
    pub browser: Client,
    pub id: DeviceId,
}

pub fn new_key() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key")
}

pub fn signed(key: &EcdsaKeyPair, text: &str) -> String {
    base64url(key.sign(&SystemRandom::new(), text.as_bytes()).expect("signed").as_ref())
}

/// The form as the page's script sends it.
pub fn enrol(browser: &Client, code: &str, key: &EcdsaKeyPair) -> Answer {
    let (public, proof) = (base64url(key.public_key().as_ref()), signed(key, &format!("noren-enrol {code}")));
    browser.form("/enrol", &[("code", code), ("public_key", &public), ("proof", &proof)])
}

impl Tablet {
    pub fn unlock(&self, who: MembershipId, pin: &str) -> Answer {
        self.browser.form("/counter/unlock", &[("who", &who.to_string()), ("pin", pin)])
    }
}

impl Street {
    /// A code for a tablet of this shop.
    pub fn code(&self, shop: usize) -> String {
        let (brand, shop, now) = (self.brand.id, self.shops[shop].id, self.house.clock.now());
        let offer = self.house.db.write_now(move |tx| device::offer(tx, brand, shop, "Left", None, now));
        offer.expect("a code").code
    }

    /// A tablet at this shop's counter.
    pub fn tablet(&self, shop: usize) -> Tablet {
        let (browser, key) = (Client::new(&self.base), new_key());
        let answer = enrol(&browser, &self.code(shop), &key);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let (brand, shop) = (self.brand.id, self.shops[shop].id);
        let all = self.house.db.read_now(|tx| device::all_of(tx, brand, shop)).expect("read");
        Tablet { browser, id: all[0].id }
    }

    /// Somebody who works at this shop and has a PIN.
    pub fn staff(&self, name: &str, role: Role, shop: usize) -> MembershipId {
        let newcomer = Newcomer {
            email: email(name),
            name: name.into(),
            name_en: String::new(),
            password_hash: self.house.keys.hash(PASSWORD).expect("hashed"),
        };
        let (brand, shop, now) = (self.brand.id, self.shops[shop].id, self.house.clock.now());
        let hash = self.house.keys.hash(PIN).expect("hashed");
        let join = move |tx: &mut Tx| {
            let person = people::join(tx, &newcomer, now)?;
            let member = people::admit(tx, brand, person.id, role, For::Shop(shop), now)?;
            pin::set(tx, brand, member, &hash, now)?;
            Ok(member)
        };
        self.house.db.write_now(join).expect("somebody who works here")
    }

    /// Signs somebody in by password, in this browser.
    pub fn sign_in(&self, browser: &Client, name: &str) {
        let answer = browser.form("/sign-in", &[("email", &email(name)), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{name} could not sign in: {}", answer.body);
    }
}
