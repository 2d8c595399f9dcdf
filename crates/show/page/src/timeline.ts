// Events over time, as many as there are, with the mean of their Goldstein values. A span that is selected becomes the
// query of the page.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "./timeline.css";
import { points, ROOM, type Happening } from "./points";
import { address, colour, element, instead, json, link, Nothing, number, signed, type Island } from "./island";

type Point = { time: string | null; events: number; goldstein: number };
type Scale = "day" | "month" | "year";

const LETTERS: Record<Scale, number> = { day: 10, month: 7, year: 4 };
const SECONDS: Record<Scale, number> = { day: 86_400, month: 30.4 * 86_400, year: 365.2 * 86_400 };

const seconds = (time: string) => Date.UTC(Number(time.slice(0, 4)), Number(time.slice(5, 7) || 1) - 1, Number(time.slice(8, 10) || 1)) / 1000;
const told = (second: number, by: Scale) => new Date(second * 1000).toISOString().slice(0, LETTERS[by]);

export const draw: Island<{ rows: Point[] }> = async (picture, source, { rows }, more) => {
  const known = rows.filter((row): row is Point & { time: string } => !!row.time);
  const by = (source.searchParams.get("by") || "month") as Scale;
  if (known.length < 2) throw new Nothing("fewer than two times");
  const q = source.searchParams.get("q") ?? "";
  const page = (q: string, by: string) => address("/timeline", { q, by });

  const { happenings } = more;

  // Of more times than can be told apart the line is the mean of several.
  const over = Math.ceil(known.length / 400);
  const mean = known.map((row) => row.goldstein / Math.max(row.events, 1));
  const split = (kept: (mean: number) => boolean) => known.map((row, at) => (kept(mean[at] ?? 0) ? row.events : null));
  const data: uPlot.AlignedData = [known.map((row) => seconds(row.time)), split((m) => m >= 0), split((m) => m < 0), smooth(known, over)];

  const status = element("p", "hint");
  const pointed = matchMedia("(hover: hover)").matches;
  const resting = () => {
    status.replaceChildren(`Line: the mean of the Goldstein values${over > 1 ? ` of ${over} times` : ""}, scale at the right.${happenings ? " Points: happenings, the higher the more reports." : ""}${pointed ? " Drag to choose a span" : ""}`);
    if (/(^| )(since|until|on):/.test(q)) status.append(pointed ? "; double click for " : " Back to ", link(page(instead(q, ["since", "until", "on"]), by), "all times"), ".");
    else if (pointed) status.append(".");
  };
  let under = (): Happening | undefined => undefined;
  const saying = (at: number | null | undefined) => {
    const one = under();
    if (one) return status.replaceChildren(element("bdi", "", one.title ?? `Happening ${one.number}`), ` · ${one.day} · ${number(one.reports)} reports. A click opens it.`);
    const row = at == null ? undefined : known[at];
    if (!row || at == null) return resting();
    status.textContent = `${row.time}: ${number(row.events)} events, Goldstein ${signed(mean[at] ?? 0)}`;
  };

  // A span goes into the query, and a short one is counted by less.
  const choose = (from: number, to: number) => {
    const last = data[0].length - 1;
    const first = Math.max(0, data[0].findIndex((time) => time >= from - SECONDS[by] / 2));
    const after = data[0].findIndex((time) => time > to + SECONDS[by] / 2);
    const since = told(data[0][first] ?? from, by);
    const until = told(data[0][after < 0 ? last : Math.max(first, after - 1)] ?? to, by);
    const units = (seconds(until) - seconds(since)) / SECONDS[by];
    const finer = units > 4 ? by : by === "year" ? "month" : "day";
    location.assign(page(instead(q, ["since", "until", "on"], `since:${since}`, `until:${until}`), finer));
  };

  const high = () => Math.min(280, Math.max(190, picture.clientWidth * 0.3));
  const [ink, line] = [colour("soft"), colour("line")];
  const bars = (fill: string): uPlot.Series => ({
    fill, stroke: fill, width: 0, points: { show: false },
    paths: known.length > 3000 ? uPlot.paths.linear!() : barsOf(),
  });
  const axis = (more: uPlot.Axis): uPlot.Axis => ({
    stroke: ink, font: "12px system-ui, sans-serif", grid: { stroke: line, width: 1 }, ticks: { show: false }, ...more,
  });
  const chart = new uPlot(
    {
      width: picture.clientWidth,
      height: high(),
      tzDate: (second) => uPlot.tzDate(new Date(second * 1000), "UTC"),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 4 }, bind: { dblclick: () => () => reset() } },
      scales: {
        x: { time: true, range: (_, min, max) => [min - SECONDS[by], max + SECONDS[by]] },
        y: { range: (_, __, max) => [0, Math.max(1, max * 1.08) / (happenings ? 1 - ROOM : 1)] },
        mean: { range: [-10, 10] },
      },
      axes: [
        axis({ size: 30, grid: { show: false }, space: 74, values: (_, ticks, __, ___, step) => ticks.map((tick) => dated(tick, step)) }),
        axis({ size: 46, values: (_, ticks) => ticks.map((n) => (Number.isInteger(n) ? number(n) : "")) }),
        axis({ scale: "mean", side: 1, size: 40, grid: { show: false }, splits: [-10, -5, 0, 5, 10], values: (_, ticks) => ticks.map((n) => (n < 0 ? `−${-n}` : n > 0 ? `+${n}` : "0")) }),
      ],
      series: [{}, bars(colour("coop")), bars(colour("conf")), { scale: "mean", stroke: colour("ink"), width: 1.3, points: { show: false }, gaps: breaks(SECONDS[by] * 4) }],
      hooks: {
        setCursor: [(self) => saying(self.cursor.idx)],
        setSelect: [(self) => {
          const { left, width } = self.select;
          if (width > 0) choose(self.posToVal(left, "x"), self.posToVal(left + width, "x"));
        }],
      },
    },
    data,
    picture,
  );
  // What several articles tell of comes after the bars are there.
  if (happenings) {
    const { rows: told } = await json<{ rows: Happening[] }>(new URL(happenings, location.href)).catch(() => ({ rows: [] }));
    const at = points(chart, told);
    under = () => at(chart.cursor.left ?? -99, chart.cursor.top ?? -99);
    chart.over.addEventListener("click", () => {
      const one = under();
      if (one && chart.select.width === 0) location.assign(`/happenings/${one.number}`);
    });
  }
  const reset = () => {
    location.assign(page(instead(q, ["since", "until", "on"]), by));
    return null;
  };
  const [first, last] = [known[0]?.time, known.at(-1)?.time];
  chart.root.setAttribute("role", "img");
  chart.root.setAttribute("aria-label", `Events from ${first} to ${last} with the mean of their Goldstein values; the table below has the numbers`);
  resting();
  picture.append(status);
  const watch = new ResizeObserver(() => chart.setSize({ width: picture.clientWidth, height: high() }));
  watch.observe(picture);
  return () => {
    watch.disconnect();
    chart.destroy();
  };
};

// Means of the Goldstein values, each of a time with those around it.
function smooth(rows: Point[], over: number): number[] {
  const sums = [{ events: 0, goldstein: 0 }];
  for (const { events, goldstein } of rows) {
    const last = sums[sums.length - 1] ?? { events: 0, goldstein: 0 };
    sums.push({ events: last.events + events, goldstein: last.goldstein + goldstein });
  }
  return rows.map((_, at) => {
    const from = sums[Math.max(0, at - Math.floor((over - 1) / 2))];
    const to = sums[Math.min(rows.length, at + 1 + Math.floor(over / 2))];
    return from && to ? (to.goldstein - from.goldstein) / Math.max(to.events - from.events, 1) : 0;
  });
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// A tick of the axis, no finer than the steps between ticks.
function dated(second: number, step: number): string {
  const day = new Date(second * 1000);
  const [year, month] = [day.getUTCFullYear(), MONTHS[day.getUTCMonth()]];
  if (step >= 360 * 86_400) return String(year);
  return step >= 28 * 86_400 ? `${month} ${year}` : `${day.getUTCDate()} ${month}`;
}

// No line is drawn over long times without events.
const breaks = (longest: number): uPlot.Series.GapsRefiner => (self: uPlot, _: number, first: number, last: number) => {
  const times = self.data[0];
  const gaps: [number, number][] = [];
  for (let at = first + 1; at <= last; at++) {
    const [one, other] = [times[at - 1] ?? 0, times[at] ?? 0];
    if (other - one > longest) gaps.push([Math.round(self.valToPos(one, "x", true)), Math.round(self.valToPos(other, "x", true))]);
  }
  return gaps;
};

const barsOf = () => uPlot.paths.bars!({ size: [0.8, 26], align: 0 });
