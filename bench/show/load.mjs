// Asks a server at a steady rate, whether or not it keeps up, and says how long answers took from the moment at which they
// should have been asked for.
//
//   node bench/show/load.mjs http://127.0.0.1:7878 front|search|api [requests a second] [seconds]
//
// `front` asks for the first page, `search` for the page of a search and `api` for the same as data, none of them twice:
// actors, types, words and days are put together anew each time.
import { Agent, get } from "node:http";

const [base, what = "search", rate = "200", seconds = "30"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const ACTORS = "USA RUS SYR CHN ISR IRN TUR FRA GBR UKR DEU IND".split(" ");
const TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(" ");
const WORDS = "government president minister court election talks troops police attack trade bank oil school storm vote border army prison fire ship".split(" ");

// Where the numbers of this run begin.
const run = Date.now() % 1e9;

// The same numbers as if by chance in every run.
let seed = 20_161_212;
const below = (most) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * most);
};
const one = (list) => list[below(list.length)];

// Six kinds of questions, each as often: words, a type, an actor, a pair, a pair and a type, words of a type.
function query(n) {
  const kinds = [
    () => one(WORDS),
    () => `type:${one(TYPES)}`,
    () => `source:${one(ACTORS)}`,
    () => `source:${one(ACTORS)} target:${one(ACTORS)}`,
    () => `source:${one(ACTORS)} target:${one(ACTORS)} type:${one(TYPES)}`,
    () => `${one(WORDS)} type:${one(TYPES)}`,
  ];
  // Spaces and tabs, which mean nothing, make each address one of its own, so that no answer is there already.
  const own = [...(run + n).toString(2)].map((digit) => " \t"[digit]).join("");
  return kinds[n % kinds.length]().concat(own);
}

const path = (n) => {
  if (what === "front") return "/";
  const q = encodeURIComponent(query(n));
  return what === "api" ? `/api/events?limit=30&q=${q}` : `/search?q=${q}`;
};

const took = [];
const wrong = new Map();
const ask = (n, due) =>
  new Promise((done) => {
    const end = (status, bytes) => {
      took.push({ ms: performance.now() - due, bytes });
      if (status !== 200) wrong.set(status, (wrong.get(status) ?? 0) + 1);
      done();
    };
    get(base + path(n), { agent, headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (piece) => (bytes += piece.length)).on("end", () => end(answer.statusCode, bytes));
    }).on("error", (why) => end(why.code ?? "error", 0));
  });

const total = Number(rate) * Number(seconds);
const begun = performance.now();
const all = [];
for (let n = 0; n < total; n++) {
  const due = begun + (n * 1000) / Number(rate);
  const wait = due - performance.now();
  if (wait > 1) await new Promise((done) => setTimeout(done, wait));
  all.push(ask(n, due));
}
await Promise.all(all);
const times = took.map((one) => one.ms).sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
const bytes = took.reduce((sum, one) => sum + one.bytes, 0) / took.length;
console.log(`${what}: ${total} requests at ${rate} a second in ${((performance.now() - begun) / 1000).toFixed(1)} s; ms p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}; ${Math.round(bytes)} bytes each; not 200: ${JSON.stringify(Object.fromEntries(wrong))}`);
