// What this phone keeps to show the card without a signal: whose it is, and a key pair that cannot be read out. No name, no
// points.

import { encode, part } from "./base64url.js";

const wait = (request) => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = () => no(request.error);
  request.onblocked = () => no(new Error("blocked"));
});

async function store(mode, act) {
  const request = indexedDB.open("noren-passport", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("phone");
  const db = await wait(request);
  try {
    return await wait(act(db.transaction("phone", mode).objectStore("phone")));
  } finally {
    db.close();
  }
}

export const kept = () => store("readonly", (s) => s.get("me")).catch(() => undefined);
export const keep = (me) => store("readwrite", (s) => s.put(me, "me"));
export const forget = () => store("readwrite", (s) => s.delete("me")).catch(() => undefined);

// A new key pair, and its public half as it is registered.
export async function makeKey() {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  return { pair, open: encode(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

// A pass as the server makes them, by this phone's own key and the server's time as far as it is known.
export async function makePass(me) {
  const now = Math.floor((Date.now() + me.offset) / 1000);
  const says = { iss: "noren", aud: "noren-pass", nbf: now, exp: now + 60, sub: me.passport, brand: me.brand, jti: encode(crypto.getRandomValues(new Uint8Array(12))) };
  const text = `${part({ alg: "EdDSA", kid: `phone-${me.id}` })}.${part(says)}`;
  const signature = await crypto.subtle.sign({ name: "Ed25519" }, me.pair.privateKey, new TextEncoder().encode(text));
  return { pass: `${text}.${encode(signature)}`, until: (now + 60) * 1000, now: now * 1000 };
}
