// The server of a store, and a relay before it that lays files over its answers.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

export function serve(dateline, store) {
  const child = spawn(dateline, ["serve", store, "--listen", "127.0.0.1:0", "--rate", "0", "--quiet", "--write"], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((done, failed) => {
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const at = /(http:\/\/[^\s/]+)\//.exec(said);
      if (at) done({ address: at[1], end: () => child.kill() });
    });
    child.on("exit", () => failed(new Error(`the server ended: ${said}`)));
  });
}

const KINDS = { js: "text/javascript", mjs: "text/javascript", css: "text/css", json: "application/json" };

// What the server names in the head of a page, were the folder built in.
function head(dist) {
  const style = readdirSync(dist).find((name) => /^islands.*css$/.test(name));
  return `<script type="module" src="/page/islands.js"></script><link rel="stylesheet" href="/page/${style}">`;
}

// Answers as the server does, but `/page/` from a folder, so that scripts are tried without building the program, and
// some paths with what is made for a test. Headers are the server's own.
export async function relay(address, dist, made = {}) {
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, address);
      const whole = made[pathname];
      const file = /^\/page\/([\w.-]+)$/.exec(pathname)?.[1];
      const answer = await fetch(address + (whole || file ? "/favicon.svg" : request.url), { headers: { accept: request.headers.accept ?? "*/*" } });
      const headers = Object.fromEntries(answer.headers);
      for (const name of ["content-encoding", "content-length", "transfer-encoding", "connection", "etag"]) delete headers[name];
      let body = Buffer.from(await answer.arrayBuffer());
      if (whole) [body, headers["content-type"]] = [whole, "application/json"];
      if (file) [body, headers["content-type"]] = [readFileSync(join(dist, file)), KINDS[file.split(".").pop()] ?? "application/octet-stream"];
      if (headers["content-type"]?.startsWith("text/html") && !body.includes("/page/islands.js"))
        body = Buffer.from(body.toString().replace("</head>", `${head(dist)}</head>`));
      response.writeHead(answer.status, headers).end(body);
    } catch (why) {
      response.writeHead(502).end(String(why));
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}
