// A store to look at: the reports of `stories/happenings`, and one that somebody wrote to break the page.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPT = `<script>document.title = "broken"</script><img src=x onerror="document.title = 'broken'">`;
export const HOSTILE = {
  doc_id: "hostile",
  title: `${SCRIPT} rejects \u202edetcejer\u2066 "proposal"`,
  published: "2026-03-05",
  url: `javascript:document.title="broken"`,
  text: `MOSCOW, March 5 - Russia rejected ${SCRIPT} a proposal of the United States on Thursday.\n\nTurkey's foreign minister said "${SCRIPT} we will ${"very".repeat(60)} protest" in Ankara.\n`,
};

// The reports of one file: a head of `name: value` lines, an empty line, the text.
function reports(text) {
  return text.split(/^## (?=\d\d-\d\d$)/m).slice(1).map((part) => {
    const [id, ...rest] = part.split("\n");
    const [head, ...paragraphs] = rest.join("\n").trim().split("\n\n");
    const told = Object.fromEntries(head.split("\n").map((line) => line.split(/: (.*)/s)));
    return { doc_id: id.trim(), published: told.published, url: told.origin, text: paragraphs.join("\n\n") };
  });
}

export function store(dateline, root, folder) {
  const stories = join(root, "stories/happenings");
  const files = readdirSync(stories).filter((name) => /^\d/.test(name)).sort();
  const all = [...files.flatMap((name) => reports(readFileSync(join(stories, name), "utf8"))), HOSTILE];
  const [rows, path] = [join(folder, "rows.jsonl"), join(folder, "page.dateline")];
  writeFileSync(rows, all.map((report) => JSON.stringify(report)).join("\n") + "\n");
  execFileSync(dateline, ["read", rows, "--store", path, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
  return path;
}
