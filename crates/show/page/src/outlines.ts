// Countries of Natural Earth: coarse at first, finer once one looks closer.
import type { GeoJSONSource, GeoJSONSourceSpecification, Map as Chart } from "maplibre-gl";
import { feature } from "topojson-client";
import type { FeatureCollection, Position } from "geojson";
import type { Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import { json } from "./island";

// The zoom from which the coarse outlines look wrong.
const CLOSE = 3.2;

// Rings that cross the 180th meridian go on beyond it, and the one around the pole runs along it: the map is flat.
function whole(land: FeatureCollection): FeatureCollection {
  for (const { geometry } of land.features) {
    const shapes = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    for (const rings of shapes) for (const ring of rings) unroll(ring);
  }
  return land;
}

function unroll(ring: Position[]): void {
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  for (const point of ring) {
    const [east = 0] = point;
    turns -= Math.abs(east - before) > 180 ? Math.sign(east - before) : 0;
    before = east;
    point[0] = east + 360 * turns;
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (turns === 0 || !first || !last) return;
  const pole = (last[1] ?? 0) < 0 ? -90 : 90;
  ring.push([last[0] ?? 0, pole], [first[0] ?? 0, pole], [...first]);
}

// Empty until its countries have come.
export const land = (): GeoJSONSourceSpecification => ({ type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.4 });

export function outlines(chart: Chart): void {
  let drawn = "";
  const lay = async () => {
    const wanted = chart.getZoom() < CLOSE ? coarse : fine;
    if (drawn === fine || drawn === wanted) return;
    drawn = wanted;
    const topology = await json<Topology>(new URL(wanted, location.href));
    const countries = topology.objects["countries"];
    if (countries && drawn === wanted) chart.getSource<GeoJSONSource>("land")?.setData(whole(feature(topology, countries) as FeatureCollection));
  };
  chart.on("zoomend", () => void lay());
  void lay();
}
