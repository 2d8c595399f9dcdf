import { readFileSync } from "node:fs";
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

// The server knows one folder of files, `/page/`, and loads from it what is named `islands`; the rest is loaded by that.
export default defineConfig({
  base: "/page/",
  publicDir: false,
  plugins: [wide()],
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
