// Words over a map: of a place its name, of several how many events. As many as find room, the busiest first.
import type { Map as Chart, Point } from "maplibre-gl";
import { element, number } from "./island";

const MOST = 80;

// Radii of circles in pixels: the least of one place and of several, to which the root of the events is added.
export const LEAST = { one: 4, many: 9 };
export const LARGEST = 28;

type Box = { left: number; top: number; right: number; bottom: number };
const meet = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

export function labels(chart: Chart): void {
  const layer = element("div", "labels");
  layer.setAttribute("aria-hidden", "true");
  chart.getCanvasContainer().append(layer);
  const clear = () => layer.replaceChildren();
  const lay = () => {
    clear();
    const seen = new Map<number, { at: Point; words: string; events: number; inside: boolean }>();
    for (const { geometry, properties } of chart.queryRenderedFeatures({ layers: ["spots"] })) {
      if (geometry.type !== "Point") continue;
      const at = chart.project(geometry.coordinates as [number, number]);
      const inside = properties["cluster_id"] !== undefined;
      const events = Number(properties["events"]);
      seen.set(properties["cluster_id"] ?? -properties["geonames"], { at, events, inside, words: inside ? number(events) : String(properties["place"]) });
    }
    const taken: Box[] = [];
    const wide = chart.getContainer().clientWidth;
    for (const { at, words, events, inside } of [...seen.values()].sort((one, other) => other.events - one.events)) {
      if (taken.length >= MOST) break;
      const width = words.length * 6.6 + 8;
      const off = inside ? -width / 2 : Math.min(LARGEST, LEAST.one + Math.sqrt(events)) + 4;
      const box = { left: at.x + off, right: at.x + off + width, top: at.y - 9, bottom: at.y + 9 };
      if (box.right > wide || taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      const label = element("bdi", inside ? "inside" : "", words);
      label.style.left = `${at.x + (inside ? 0 : off)}px`;
      label.style.top = `${at.y}px`;
      layer.append(label);
    }
  };
  chart.on("movestart", clear);
  chart.on("idle", lay);
}
