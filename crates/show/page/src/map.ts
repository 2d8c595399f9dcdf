// Places on a map, those that lie together as one. Outlines are Natural Earth's, points come from the server: no tiles, no
// letters to be loaded; words are laid over the map as HTML.
import { LngLatBounds, Map as Chart, NavigationControl, Point, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type MapGeoJSONFeature, type StyleSpecification } from "maplibre-gl";
import type { FeatureCollection, Point as GeoPoint } from "geojson";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { address, colour, element, link, Nothing, number, quoted, signed, still, type Island } from "./island";
import { labels, LARGEST, LEAST } from "./labels";
import { land, outlines } from "./outlines";
import { COUNTRIES, REGIONS } from "virtual:wide";

export type Spot = { geonames: number; place: string; country: string | null; events: number; goldstein: number };
type Scene = Spot & { happenings: number; cooperative: number; conflictive: number };

// Happenings are counted as events are, and tinted by what prevails.
const told = ({ happenings, cooperative, conflictive, ...more }: Scene): Spot => ({ ...more, events: happenings, goldstein: cooperative - conflictive });

type Spots = FeatureCollection<GeoPoint, Spot>;

// Most places that a list beside the map names, and that one query asks for.
const LISTED = 40;

setWorkerUrl(workerUrl);

const events: ExpressionSpecification = ["get", "events"];
// A point that stands for a whole country or region is drawn hollow: nobody said that it happened just there.
const wide: ExpressionSpecification = ["in", ["get", "geonames"], ["literal", [...COUNTRIES, ...REGIONS]]];

// All layers at once, so that the points are on their way before the first picture is drawn.
function style(answer: Spots): StyleSpecification {
  const tint: ExpressionSpecification = ["case", [">=", ["get", "goldstein"], 0], colour("coop"), colour("conf")];
  const least: ExpressionSpecification = ["case", ["has", "point_count"], LEAST.many, LEAST.one];
  return {
    version: 8,
    sources: {
      land: land(),
      spots: {
        type: "geojson",
        data: answer,
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: 6,
        clusterProperties: { events: ["+", events], goldstein: ["+", ["get", "goldstein"]] },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("paper") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("shade") } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("line") } },
      {
        id: "spots", type: "circle", source: "spots",
        paint: {
          "circle-radius": ["min", LARGEST, ["+", least, ["sqrt", events]]],
          "circle-color": tint,
          "circle-opacity": ["case", ["has", "point_count"], 0.55, wide, 0.06, 0.8],
          "circle-stroke-color": tint,
          "circle-stroke-width": ["case", wide, 2, 1],
        },
      },
    ],
  };
}

export const draw: Island<Spots> = async (picture, source, given, { of }) => {
  if (given.features.length === 0) throw new Nothing("no place");
  const happened = of === "happenings";
  const answer: Spots = happened ? { ...given, features: given.features.map((one) => ({ ...one, properties: told(one.properties as Scene) })) } : given;
  const q = source.searchParams.get("q") ?? "";
  const room = element("div", "room");
  const list = element("div", "found");
  list.setAttribute("aria-live", "polite");
  picture.append(room, list);

  const chart = new Chart({
    container: room,
    style: style(answer),
    bounds: around(answer),
    fitBoundsOptions: { padding: 30, maxZoom: 6 },
    maxZoom: 11,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    boxZoom: false,
    cooperativeGestures: true,
    renderWorldCopies: false,
    fadeDuration: still() ? 0 : 200,
    locale: { "Map.Title": "Map of the places; the table below has the numbers" },
  });
  chart.touchZoomRotate.disableRotation();
  chart.keyboard.disableRotation();
  chart.addControl(new NavigationControl({ showCompass: false }), "top-right");
  chart.on("error", ({ error }) => console.info("dateline: of the map:", error.message));
  chart.once("style.load", () => outlines(chart));
  await new Promise<void>((done) => chart.on("sourcedata", ({ sourceId, isSourceLoaded }) => { if (sourceId === "spots" && isSourceLoaded) done(); }));
  labels(chart);
  const spots = chart.getSource("spots") as GeoJSONSource;

  // The places that features stand for, the busiest first.
  const behind = async (features: MapGeoJSONFeature[]): Promise<Spot[]> => {
    const all = await Promise.all(features.map(async (feature) => {
      const { cluster_id, point_count } = feature.properties;
      if (cluster_id === undefined) return [feature.properties as Spot];
      return (await spots.getClusterLeaves(cluster_id, point_count, 0)).map((leaf) => leaf.properties as Spot);
    }));
    const once = new Map(all.flat().map((spot) => [spot.geonames, spot]));
    return [...once.values()].sort((one, other) => other.events - one.events);
  };
  const resting = () => list.replaceChildren(element("p", "hint", `Size: ${happened ? "happenings. Colour: whether cooperation or conflict prevails." : "events. Colour: the mean of their Goldstein values."} Hollow: a country or region as a whole. Click for places; shift and drag, or `, boxButton(), ", for those in a box."));
  const boxButton = () => {
    const button = element("button", "plain", "draw a box");
    button.type = "button";
    button.addEventListener("click", () => void boxing(chart, room, true, chosen));
    return button;
  };
  const show = async (features: MapGeoJSONFeature[]) => {
    const found = await behind(features);
    if (found.length > 0) list.replaceChildren(...listed(found, q, happened));
    else resting();
  };
  const chosen = (box: [Point, Point]) => void show(chart.queryRenderedFeatures(box, { layers: ["spots"] }));
  const touched = (point: Point): [Point, Point] => [point.sub(new Point(6, 6)), point.add(new Point(6, 6))];
  chart.on("click", (event) => chosen(touched(event.point)));
  chart.on("mousemove", (event) => {
    const over = chart.queryRenderedFeatures(touched(event.point), { layers: ["spots"] });
    chart.getCanvas().classList.toggle("over", over.length > 0);
  });
  const press = (event: MouseEvent) => {
    if (event.shiftKey && event.button === 0) void boxing(chart, room, false, chosen, event);
  };
  chart.getCanvas().addEventListener("mousedown", press, true);
  resting();
  return () => chart.remove();
};

// The box around all of them, a little wider.
function around({ features }: Spots): LngLatBounds {
  let [west, south, east, north] = [180, 85, -180, -85];
  for (const { geometry: { coordinates: [lon = 0, lat = 0] } } of features) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return new LngLatBounds([west - 2, Math.max(-85, south - 2)], [east + 2, Math.min(85, north + 2)]);
}

// Places with links to what happened there, and to all of it as one search.
function listed(found: Spot[], q: string, happened: boolean): Node[] {
  const what = happened ? "happenings" : "events";
  const search = (spots: Spot[]) => address(happened ? "/happenings" : "/search", { q: `${q} place:${spots.map((spot) => quoted(spot.place)).join(",")}`.trim() });
  const some = found.slice(0, LISTED);
  const lines = some.slice(0, 8).map((spot) => {
    const words = element("bdi", "", link(search([spot]), spot.place));
    const kind = COUNTRIES.includes(spot.geonames) ? ", the country as a whole" : REGIONS.includes(spot.geonames) ? ", the region as a whole" : "";
    return element("li", "", words, ` ${spot.country ?? ""}${kind} · ${number(spot.events)} ${what}${happened ? "" : `, Goldstein ${signed(spot.goldstein / spot.events)}`}`);
  });
  const total = found.reduce((sum, spot) => sum + spot.events, 0);
  const all = link(search(some), found.length > LISTED ? `the busiest ${LISTED}` : "all of them");
  const head = found.length === 1 ? [] : [element("p", "", `${number(found.length)} places, ${number(total)} ${what}: `, all)];
  return [...head, element("ul", "plain", ...lines)];
}

// Lets a box be drawn over the map: by a press that has begun, or by the next one.
async function boxing(chart: Chart, room: HTMLElement, armed: boolean, done: (box: [Point, Point]) => void, begun?: MouseEvent): Promise<void> {
  chart.dragPan.disable();
  const canvas = chart.getCanvas();
  if (armed) canvas.classList.add("boxing");
  const next = <K extends keyof HTMLElementEventMap>(of: HTMLElement | Window, name: K) =>
    new Promise<HTMLElementEventMap[K]>((told) => of.addEventListener(name, told as EventListener, { once: true }));
  const at = (event: MouseEvent) => {
    const { left, top } = canvas.getBoundingClientRect();
    return new Point(event.clientX - left, event.clientY - top);
  };
  const press = begun ?? (await next(canvas, "pointerdown"));
  const from = at(press);
  const box = element("div", "box");
  room.append(box);
  const move = (event: PointerEvent) => {
    const to = at(event);
    Object.assign(box.style, {
      left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`,
      width: `${Math.abs(to.x - from.x)}px`, height: `${Math.abs(to.y - from.y)}px`,
    });
  };
  window.addEventListener("pointermove", move);
  const to = at(await next(window, "pointerup"));
  window.removeEventListener("pointermove", move);
  box.remove();
  canvas.classList.remove("boxing");
  chart.dragPan.enable();
  const corner = (pick: (...n: number[]) => number) => new Point(pick(from.x, to.x), pick(from.y, to.y));
  done([corner(Math.min), corner(Math.max)]);
}
