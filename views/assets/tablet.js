// The tablet's own store in its browser: who it is, its key, and what it keeps while there is no network. The private half
// of the key never leaves the browser's keystore; nothing here knows a customer.

import { encode } from "./base64url.js";

const NAME = "noren-counter";
const VERSION = 1;
const KEY = { name: "ECDSA", namedCurve: "P-256" };

// Can this browser be a tablet at all? An insecure origin has no WebCrypto.
export const able = () => Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);

// `device` (under "me": {id, shop, key, public}), `taps` (by "seq"), `meta`.
export function open() {
  return new Promise((yes, no) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("device");
      db.createObjectStore("taps", { keyPath: "seq" });
      db.createObjectStore("meta");
    };
    asked.onsuccess = () => {
      // Another tab with a newer program must not wait for this one.
      asked.result.onversionchange = () => asked.result.close();
      yes(asked.result);
    };
    asked.onerror = () => no(asked.error);
  });
}

// The end of a transaction, and the answer to a request of one.
export const settled = (tx) =>
  new Promise((yes, no) => {
    tx.oncomplete = () => yes();
    tx.onabort = () => no(tx.error ?? new DOMException("aborted", "AbortError"));
  });

export const answer = (asked) =>
  new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });

async function get(key) {
  const db = await open();
  try {
    return await answer(db.transaction("device").objectStore("device").get(key));
  } finally {
    db.close();
  }
}

async function change(act) {
  const db = await open();
  try {
    const tx = db.transaction(["device", "meta"], "readwrite");
    act(tx.objectStore("device"));
    await settled(tx);
  } finally {
    db.close();
  }
}

// Who this tablet is: {id, shop, key, public}; nothing where it was never enrolled.
export const me = () => get("me");

// Makes the key pair and keeps it, before anybody hears of it: {key, public}. The private half cannot be read out, not even
// by this page; the public half is the uncompressed point, base64url.
export async function makeKey() {
  const pair = await crypto.subtle.generateKey(KEY, false, ["sign", "verify"]);
  const made = { key: pair.privateKey, public: encode(await crypto.subtle.exportKey("raw", pair.publicKey)) };
  await change((store) => store.put(made, "new"));
  return made;
}

// The key that was made for this enrolment becomes this tablet's own; an older one goes. True where it is (or was) done.
export async function become(id, shop, publicKey) {
  const [made, held] = await Promise.all([get("new"), me()]);
  if (held?.id === id && held.public === publicKey) return true;
  if (made?.public !== publicKey) return false;
  await change((store) => {
    store.put({ id, shop, key: made.key, public: made.public }, "me");
    store.delete("new");
    // Another tablet, another chain.
    const meta = store.transaction.objectStore("meta");
    for (const of of ["head", "here"]) meta.delete(of);
  });
  return true;
}

// ECDSA with SHA-256 over a text: r and s, 64 bytes, base64url.
export async function sign(key, text) {
  return encode(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, new TextEncoder().encode(text)));
}
