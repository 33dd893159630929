// The tablet's own memory: who it is (`device`, key "me"), what it keeps (`taps`), and a few things it should know (`meta`).
// No names, no notes, no tastes lie here.

export function open() {
  return new Promise((yes, no) => {
    const ask = indexedDB.open("noren-counter", 1);
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore("device");
      ask.result.createObjectStore("taps", { keyPath: "seq" });
      ask.result.createObjectStore("meta");
    };
    ask.onsuccess = () => {
      // Another tab of a newer program wants to change it: we let go.
      ask.result.onversionchange = () => ask.result.close();
      yes(ask.result);
    };
    ask.onerror = () => no(ask.error);
  });
}
