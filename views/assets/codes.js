// What was shown, as far as a tablet can tell without a network: a number by its check character, a card's address by its form,
// a pass or a slip's code by the house's public keys.

import { decode, read, says as tokenSays } from "./base64url.js";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const N = ALPHABET.length;

// Luhn mod 30: every single wrong sign and nearly every swap of neighbours is noticed.
function check(signs) {
  let sum = 0;
  [...signs].reverse().forEach((sign, i) => {
    const value = ALPHABET.indexOf(sign) * (i % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / N) + (value % N);
  });
  return ALPHABET[(N - (sum % N)) % N];
}

const plain = (typed) => typed.normalize("NFKC").replace(/[\s\-‐−–ー]/g, "").toUpperCase();

function parse(typed, length) {
  const code = plain(typed);
  if (code.length !== length || [...code].some((sign) => !ALPHABET.includes(sign))) return null;
  return check(code.slice(0, -1)) === code.at(-1) ? code : null;
}

export const printed = (code) => (code.length > 4 ? code.slice(0, 4) + "-" + code.slice(4) : code);

const TOKEN = /^ey[\w-]+\.[\w-]+\.[\w-]+$/;
const CARD = /^[0-9a-z]{26}$/i;
const number = (typed) => parse(typed, 6) ?? parse(typed, 8);

// Is it a code by its form alone, whosever: a token of the house, a card's address, a number? All else may be a name.
export function formed(typed) {
  const all = typed.trim();
  if (TOKEN.test(all)) return /^noren-(pass|slip)$/.test(tokenSays(all)?.aud);
  return CARD.test(all.replace(/^https?:\/\/[^\s?#]+\/c\//i, "")) || Boolean(number(all));
}

// Reads what was typed or scanned. `place`: { origins, brand, shop, keys, now }. Answers { card, shown, pass, welcome, note } or
// { wrong: the name of a sentence }.
export async function shown(typed, place) {
  const all = typed.trim();
  if (all === "") return { wrong: "" };
  if (TOKEN.test(all)) return token(all, place);
  const address = /^https?:\/\//i.test(all);
  if (address && !place.origins.some((origin) => all.toLowerCase().startsWith(origin.toLowerCase() + "/"))) {
    return { wrong: /\/c\/[0-9a-z]{26}/i.test(all) ? "other-street" : "foreign" };
  }
  const tail = (all.includes("/c/") ? all.slice(all.lastIndexOf("/c/") + 3) : all).split(/[?#/]/)[0];
  if (CARD.test(tail)) return { card: tail.toLowerCase(), shown: null };
  if (address) return { wrong: "foreign" };
  const code = number(tail);
  if (code) return { card: printed(code), shown: printed(code) };
  if (/\d/.test(plain(tail)) || [6, 8].includes(plain(tail).length) && [...plain(tail)].every((s) => ALPHABET.includes(s))) return { wrong: plain(tail).length > 10 ? "foreign" : "wrong" };
  return { wrong: "names" };
}

async function token(jwt, place) {
  const [head, body, tail] = jwt.split(".");
  let header, says, signature;
  try { header = read(head); says = read(body); signature = decode(tail); } catch { return { wrong: "foreign" }; }
  const slip = says.aud === "noren-slip";
  if (!slip && says.aud !== "noren-pass") return { wrong: "foreign" };
  if (says.brand !== place.brand) return { wrong: "other-street" };
  // A phone without a signal signs by its own key, which the server alone knows.
  const phone = !slip && String(header.kid).startsWith("phone-");
  if (!phone) {
    const key = place.keys?.keys?.find((k) => k.kid === header.kid);
    if (!key || header.alg !== "EdDSA" || !(await genuine(key, head + "." + body, signature))) return { wrong: "pass-false" };
  }
  const seconds = place.now / 1000;
  const card = jwt, who = parse(String(says.sub), 8);
  if (!who) return { wrong: "pass-false" };
  if (slip) {
    const note = says.to !== place.shop ? "slip-elsewhere" : says.exp <= seconds ? "slip-over" : null;
    return { card, shown: printed(who), welcome: note ? 0 : Number(says.welcome) || 0, note };
  }
  if (says.exp <= seconds - 120 || says.nbf > seconds + 120) return { wrong: "pass-old" };
  return { card, shown: printed(who), pass: phone ? "phone" : "pass" };
}

async function genuine(jwk, signed, signature) {
  const message = new TextEncoder().encode(signed);
  try {
    const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch (error) {
    // Older tablets' WebCrypto knows no Ed25519.
    if (error.name !== "NotSupportedError" && error.name !== "SyntaxError") throw error;
    const { verifyAsync } = await import("./vendor/noble-ed25519/index.js");
    return verifyAsync(signature, message, decode(jwk.x));
  }
}
