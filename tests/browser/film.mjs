// Films for a fake camera: nothing at first, then codes as a hand holds them, a little turned, small, in grain.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = mkdtempSync(join(tmpdir(), "noren-films-"));
process.once("exit", () => rmSync(home, { recursive: true, force: true }));

// A code drawn on a page, as rows of booleans: what a person would hold before the camera.
export async function codeOn(one) {
  const { side, d } = await one.page.locator("svg.qr").first().evaluate((svg) => ({ side: svg.viewBox.baseVal.width - 8, d: svg.querySelector("path").getAttribute("d") }));
  const rows = Array.from({ length: side }, () => new Array(side).fill(false));
  for (const [, x, y, run] of d.matchAll(/M(\d+) (\d+)h(\d+)/g)) rows[Number(y)].fill(true, Number(x), Number(x) + Number(run));
  return rows;
}

// One frame's brightness. `size`: the code's side as a part of the frame's height; `angle` in degrees; `grain` 0 to 80.
export function frame({ width, height }, { code, size = 0.5, angle = 0, grain = 8, light = 1, seed = 1 } = {}) {
  const luma = new Uint8Array(width * height);
  let dice = seed * 2654435761 >>> 0;
  const roll = () => ((dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const quiet = 4;
  const unit = code ? (size * height) / code.length : 1;
  const at = (x, y) => {
    const table = 120 + (40 * y) / height;
    if (!code) return table;
    const [dx, dy] = [x - width / 2, y - height / 2];
    const [u, v] = [(dx * cos + dy * sin) / unit + code.length / 2, (dy * cos - dx * sin) / unit + code.length / 2];
    if (u < -quiet || v < -quiet || u >= code.length + quiet || v >= code.length + quiet) return table;
    return code[Math.floor(v)]?.[Math.floor(u)] ? 42 : 222;
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const clear = (at(x + 0.25, y + 0.25) + at(x + 0.75, y + 0.25) + at(x + 0.25, y + 0.75) + at(x + 0.75, y + 0.75)) / 4;
    luma[y * width + x] = Math.max(0, Math.min(255, clear * light + (roll() - 0.5) * 2 * grain));
  }
  return luma;
}

// A .y4m of scenes, each `{ seconds, code, … }` as for `frame`; it is played again from its beginning when it ends.
export function film(name, scenes, { width = 640, height = 480, fps = 10 } = {}) {
  const path = join(home, `${name}.y4m`);
  const file = openSync(path, "w");
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
  const grey = new Uint8Array((width * height) / 2).fill(128);
  scenes.forEach((scene, n) => {
    const shots = [1, 2].map((seed) => frame({ width, height }, { ...scene, seed: seed + 2 * n }));
    for (let i = 0; i < scene.seconds * fps; i++) for (const part of [Buffer.from("FRAME\n"), shots[i % 2], grey]) writeSync(file, part);
  });
  closeSync(file);
  return path;
}
