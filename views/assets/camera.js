// The tablet's own camera: reads cards, phones and slips, and announces each as a `code`. All goes on without it.

import { says as tokenSays } from "./base64url.js";

const eye = document.querySelector(".eye");
if (eye) look(eye);

function look(eye) {
  const SAME = 3000; // a code counts once until it was out of sight this long
  const video = eye.querySelector("video");
  const says = document.querySelector(".eye-says");
  const small = eye.classList.contains("small");
  const rest = says.textContent;
  const buttons = Object.fromEntries([...document.querySelectorAll("[data-eye]")].map((b) => [b.dataset.eye, b]));
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  let stream, opening, reader, torch = false, sound, shown = 0;

  // --- What this tablet remembers
  const kept = (name) => { try { return localStorage.getItem("noren-" + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("noren-" + name, value); } catch { /* as it was, then */ } };
  const wanted = () => kept("camera") === "on";

  // --- One sentence at a time, and each stays long enough to be read
  let saidAt = -Infinity;
  function say(name, at_once) {
    const text = name ? eye.dataset[name] : rest;
    if (says.textContent === text || (!at_once && performance.now() - saidAt < 3000)) return;
    says.textContent = text;
    saidAt = performance.now();
  }

  function show() {
    const live = Boolean(stream);
    eye.classList.toggle("live", live);
    video.hidden = !live;
    if (small) eye.hidden = !live;
    const may = { on: !live, off: live, torch: live && canLight(), other: live && cameras > 1 };
    for (const [name, b] of Object.entries(buttons)) b.hidden = !may[name];
  }

  // --- Open and close
  let cameras = 1;
  const track = () => stream?.getVideoTracks()[0];
  const canLight = () => Boolean(track()?.getCapabilities?.().torch);

  async function open() {
    if (stream || opening) return;
    if (!isSecureContext || !navigator.mediaDevices?.getUserMedia) return fail("insecure");
    opening = true;
    if (!small) say("starts", true);
    performance.mark("camera-asked");
    try {
      const [given] = await Promise.all([camera(), load()]);
      if (document.hidden) return given.getTracks().forEach((t) => t.stop());
      stream = given;
      track().addEventListener("ended", () => { close(); fail("busy"); });
      video.classList.toggle("mirror", track().getSettings().facingMode === "user");
      video.srcObject = stream;
      show();
      await video.play();
      say(small ? "" : "ready", true);
      for (const name of seen.keys()) seen.set(name, performance.now());
      next();
      cameras = (await navigator.mediaDevices.enumerateDevices()).filter((d) => d.kind === "videoinput").length;
      show();
    } catch (e) {
      close();
      fail({ NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy" }[e.name] ?? "broken");
    } finally {
      opening = false;
    }
  }

  async function camera() {
    const size = { width: { ideal: 1280 } };
    const id = kept("camera-id");
    if (id) {
      try { return await navigator.mediaDevices.getUserMedia({ video: { ...size, deviceId: { exact: id } } }); }
      catch (e) { if (e.name !== "OverconstrainedError") throw e; keep("camera-id", ""); }
    }
    return navigator.mediaDevices.getUserMedia({ video: { ...size, facingMode: "environment" } });
  }

  function close() {
    for (const t of stream?.getTracks() ?? []) t.stop();
    stream = video.srcObject = null;
    torch = false;
    show();
  }

  // Said where the camera is asked for; elsewhere the page is as it is without one.
  function fail(why) {
    show();
    if (!small) say(why, true);
  }

  // --- Who reads: the browser itself, or the reader that lies here
  function load() {
    return (reader ??= make().catch((e) => { reader = undefined; throw e; }));
  }

  async function make() {
    const formats = ["qr_code"];
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return new BarcodeDetector({ formats });
    await new Promise((yes, no) => {
      const script = document.createElement("script");
      Object.assign(script, { src: eye.dataset.reader, onload: yes, onerror: () => no(new Error("no reader")) });
      document.head.append(script);
    });
    const { BarcodeDetector: Ours, prepareZXingModule } = window.BarcodeDetectionAPI;
    await prepareZXingModule({ overrides: { locateFile: () => eye.dataset.wasm }, fireImmediately: true });
    return new Ours({ formats });
  }

  // --- Frame by frame: the middle, where cards are held, and every third time the whole
  let turn = 0;
  function next() {
    if (!stream) return;
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(frame);
    else requestAnimationFrame(frame);
  }

  async function frame() {
    const [w, h] = [video.videoWidth, video.videoHeight];
    if (!stream || !w) return next();
    const whole = ++turn % 3 === 0;
    const [sw, sh] = whole ? [w, h] : [Math.min(w, h), Math.min(w, h)];
    const scale = Math.min(1, (whole ? 1280 : 960) / Math.max(sw, sh));
    [canvas.width, canvas.height] = [Math.round(sw * scale), Math.round(sh * scale)];
    paper.drawImage(video, (w - sw) / 2, (h - sh) / 2, sw, sh, 0, 0, canvas.width, canvas.height);
    const picture = paper.getImageData(0, 0, canvas.width, canvas.height);
    try {
      const found = await (await load()).detect(picture);
      if (turn === 1) performance.mark("camera-looks");
      read(found.map((code) => code.rawValue).filter(Boolean));
      if (!whole) hint(picture, found.length > 0);
    } catch {
      close();
      return fail("broken");
    }
    next();
  }

  // --- What was read; also on the page before, where the card may still lie
  const spends = Boolean(document.querySelector("#redeem"));
  const seen = new Map(sessionStorage.getItem("noren-seen")?.split("\n").map((who) => [who, performance.now()]));

  let told;

  // A phone's code changes while it is held: it is the same passport's.
  function whose(text) {
    const said = tokenSays(text);
    return said ? [said.aud, said.sub, said.slip ?? ""].join(" ") : text;
  }

  function read(texts) {
    const now = performance.now();
    let fresh;
    for (const text of texts) {
      // Where points are spent each code of a phone is one by itself, also if it was just shown to be known.
      const names = [text, whose(text)];
      if (!seen.has(names[spends ? 0 : 1])) fresh ??= text;
      for (const name of names) seen.set(name, now);
    }
    for (const [name, at] of seen) if (now - at > SAME) seen.delete(name);
    const all = [...seen.keys()].join("\n");
    if (all !== told) sessionStorage.setItem("noren-seen", (told = all));
    if (!fresh) return;
    shown = now;
    performance.mark("code");
    navigator.vibrate?.(40);
    knock();
    dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text: fresh, by: "camera" } }));
  }

  // --- Aim: too dark; something held but not read; what was read a moment ago
  let usual, darkSince = 0, heldSince = 0, againSince = 0;
  function hint({ data, width, height }, found) {
    const now = performance.now();
    const spots = [];
    for (let y = 1; y < 8; y++) for (let x = 1; x < 8; x++) {
      const i = 4 * (Math.floor((y * height) / 8) * width + Math.floor((x * width) / 8));
      spots.push((data[i] * 3 + data[i + 1] * 6 + data[i + 2]) / 10);
    }
    usual ??= spots;
    const apart = spots.reduce((sum, s, i) => sum + Math.abs(s - usual[i]), 0) / spots.length;
    const held = apart > 14;
    usual = usual.map((u, i) => u + (spots[i] - u) * (held ? 0.002 : 0.05));
    const dark = spots.reduce((sum, s) => sum + s, 0) / spots.length < 32;
    darkSince = dark ? darkSince || now : 0;
    heldSince = held && !found ? heldSince || now : 0;
    againSince = found ? againSince || now : 0;
    const long = (since, ms) => since && now - since > ms;
    if (long(againSince, 2500) && now - shown > 2500) say("again");
    else if (long(darkSince, 2000)) say(canLight() && !torch ? "light" : "dark");
    else if (long(heldSince, 9000)) say("unread");
    else if (long(heldSince, 3500)) say("near");
    else if (!found && !held) say(small ? "" : "ready");
  }

  // --- One soft knock, where this tablet wants it
  function knock() {
    if (kept("sound") !== "on" || !window.AudioContext) return;
    sound ??= new AudioContext();
    const wood = sound.createOscillator(), hand = sound.createGain(), t = sound.currentTime;
    wood.frequency.setValueAtTime(320, t);
    wood.frequency.exponentialRampToValueAtTime(110, t + 0.06);
    hand.gain.setValueAtTime(0.4, t);
    hand.gain.exponentialRampToValueAtTime(0.001, t + 0.09);
    wood.connect(hand).connect(sound.destination);
    wood.start(t);
    wood.stop(t + 0.1);
  }

  // --- What hands do
  const acts = {
    on() { keep("camera", "on"); open(); },
    off() { keep("camera", "off"); close(); say("", true); },
    async torch() {
      try { await track().applyConstraints({ advanced: [{ torch: !torch }] }); torch = !torch; } catch { torch = false; }
      buttons.torch.setAttribute("aria-pressed", String(torch));
    },
    async other() {
      const all = (await navigator.mediaDevices.enumerateDevices()).filter((d) => d.kind === "videoinput");
      const at = all.findIndex((d) => d.deviceId === track()?.getSettings().deviceId);
      keep("camera-id", all[(at + 1) % all.length]?.deviceId ?? "");
      close();
      open();
    },
  };
  for (const [name, b] of Object.entries(buttons)) b.addEventListener("click", acts[name]);
  document.querySelector("[data-switch=sound]")?.addEventListener("click", knock);
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else if (wanted()) open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (e) => { if (e.persisted && wanted()) open(); });

  show();
  if (wanted() && !document.hidden) open();
}
