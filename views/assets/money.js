// Amounts in minor units: as people type them, and as they are written.

export const comma = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

// What was typed, read as the server reads it (`typed_amount`): null where there is none, undefined where it is none.
export function minor(typed, decimals) {
  const plain = typed.normalize("NFKC").replace(/[\s,¥円€$£]/g, "");
  if (plain === "") return null;
  const [, whole, part = ""] = /^(\d*)(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || whole + part === "" || part.length > decimals) return undefined;
  const n = Number(whole + part.padEnd(decimals, "0"));
  return Number.isSafeInteger(n) ? n : undefined;
}

// By the page's template: `¥{}`, `{}円`.
export function money(n, decimals, template) {
  const unit = 10 ** decimals;
  return template.replace("{}", comma(Math.floor(n / unit)) + (decimals > 0 ? "." + String(n % unit).padStart(decimals, "0") : ""));
}
