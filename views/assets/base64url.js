// Base64url without padding, as keys, signatures and tokens are written.

export const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
export const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

// A value as one part of a token, and back.
export const part = (value) => encode(new TextEncoder().encode(JSON.stringify(value)));
export const read = (text) => JSON.parse(new TextDecoder().decode(decode(text)));

// What a token says; nothing where it is none. Whether it is true, others know.
export function says(token) {
  try {
    return read(token.split(".")[1]);
  } catch {
    return null;
  }
}
