// Countries of Natural Earth: coarse at first, finer once one looks closer.
import type { GeoJSONSource, GeoJSONSourceSpecification, Map as Chart } from "maplibre-gl";
import { feature } from "topojson-client";
import type { FeatureCollection } from "geojson";
import type { Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import { json } from "./island";
import { whole } from "./rings";

// The zoom from which the coarse outlines look wrong.
const CLOSE = 3.2;

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
