// Countries of Natural Earth: coarse at first, finer once one looks closer.
import type { GeoJSONSource, Map as Chart } from "maplibre-gl";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import { colour, json } from "./island";

// The zoom from which the coarse outlines look wrong.
const CLOSE = 3.2;

export function outlines(chart: Chart): void {
  chart.addSource("land", { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.4 });
  chart.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": colour("shade") } });
  chart.addLayer({ id: "borders", type: "line", source: "land", paint: { "line-color": colour("line"), "line-width": 1 } });
  let drawn = "";
  const lay = async () => {
    const wanted = chart.getZoom() < CLOSE ? coarse : fine;
    if (drawn === fine || drawn === wanted) return;
    drawn = wanted;
    const topology = await json<Topology>(new URL(wanted, location.href));
    const countries = topology.objects["countries"];
    if (countries && drawn === wanted) chart.getSource<GeoJSONSource>("land")?.setData(feature(topology, countries));
  };
  chart.on("zoomend", () => void lay());
  void lay();
}
