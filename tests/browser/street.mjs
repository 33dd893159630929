// The real program with its demo street, on an embedded database in a folder of its own.
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { OUT } from "./browser.mjs";

// `port` and `home`: for a story that ends the server and starts it again on the same database.
export async function openStreet({ port = 0, home = mkdtempSync(join(tmpdir(), "noren-stories-")), fresh = true } = {}) {
  const program = process.env.NOREN_BIN;
  if (!program) throw new Error("NOREN_BIN is not set; tests/run browser sets it");
  const args = ["--database", `sqlite:${join(home, "street.db")}`, "demo", "--json", "--listen", `127.0.0.1:${port}`, ...(fresh ? ["--fresh"] : [])];
  const server = spawn(program, args, { cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  server.stderr.pipe(createWriteStream(join(OUT, "noren.log")));
  const kill = () => server.kill("SIGKILL");
  const end = () => {
    kill();
    rmSync(home, { recursive: true, force: true });
  };
  process.once("exit", end);
  const line = await new Promise((yes, no) => {
    createInterface(server.stdout).once("line", yes);
    server.once("exit", (code) => no(new Error(`noren demo ended with ${code}; see ${OUT}/noren.log`)));
    server.once("error", no);
    setTimeout(no, 300_000, new Error("noren demo said nothing for five minutes")).unref();
  });
  const street = JSON.parse(line);
  return { ...street, database: join(home, "street.db"), home, kill, close: end };
}

// The JSON API, as a shop's till calls it: for what a story needs to have happened before.
export async function api(street, shop, method, path, body) {
  const headers = { authorization: `Bearer ${shop.api_key}` };
  if (body) Object.assign(headers, { "content-type": "application/json", "idempotency-key": crypto.randomUUID() });
  const answer = await fetch(street.base_url + "/api/v1" + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
