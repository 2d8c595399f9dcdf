import { readFileSync } from "node:fs";
import { feature } from "topojson-client";
import type { FeatureCollection, Position } from "geojson";
import { whole } from "./src/rings";
import type { Topology } from "topojson-specification";
import { defineConfig, type Plugin } from "vite";

// GeoNames ids of what is wider than a town, out of the tables that places are made of.
function wide(): Plugin {
  const ids = (name: string) => {
    const [head = [], ...rows] = readFileSync(new URL(`../../../data/${name}`, import.meta.url), "utf8").trim().split("\n").map((line) => line.split("\t"));
    return rows.map((row) => Number(row[head.indexOf("geonames")])).filter((id) => id > 0);
  };
  return {
    name: "wide",
    resolveId: (id) => (id === "virtual:wide" ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== "\0virtual:wide") return undefined;
      const [countries, regions] = [ids("country_points.tsv"), ids("admin1_points.tsv")];
      return `export const COUNTRIES = ${JSON.stringify(countries)}; export const REGIONS = ${JSON.stringify(regions)};`;
    },
  };
}

// Outlines for the map that the server draws: a square of 10,000 units in Mercator's projection, grey in light and dark.
function world(): Plugin {
  const place = ([lon = 0, lat = 0]: Position) => {
    const y = Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360));
    return [Math.round(((lon + 180) / 360) * 10_000), Math.round((0.5 - y / (2 * Math.PI)) * 10_000)] as const;
  };
  // Steps from point to point.
  const path = (ring: Position[]) => {
    let [x, y] = [0, 0];
    return ring.map(place).map(([east, south], at) => {
      const step = at > 0 ? `l${east - x} ${south - y}` : `M${east} ${south}`;
      [x, y] = [east, south];
      return step === "l0 0" ? "" : step;
    }).join("").replaceAll(" -", "-");
  };
  return {
    name: "world",
    generateBundle() {
      const topology = JSON.parse(readFileSync(new URL("node_modules/world-atlas/countries-110m.json", import.meta.url), "utf8")) as Topology;
      const { features } = whole(feature(topology, topology.objects["countries"]!) as FeatureCollection);
      const shapes = features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : []));
      const d = shapes.flat().map(path).join("");
      const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10000 10000"><path fill="gray" fill-opacity=".13" fill-rule="evenodd" stroke="gray" stroke-opacity=".5" stroke-width="4" d="${d}"/></svg>`;
      this.emitFile({ type: "asset", name: "world.svg", source });
    },
  };
}

// The server knows one folder of files, `/page/`, and loads from it what is named `islands`; the rest is loaded by that.
export default defineConfig({
  base: "/page/",
  publicDir: false,
  plugins: [wide(), world()],
  build: {
    target: "es2022",
    assetsDir: "",
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { islands: "src/islands.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
