// Outlines on a flat map.
import type { FeatureCollection, Position } from "geojson";

// Rings that cross the 180th meridian go on beyond it, and the one around the pole runs along it: the map is flat.
export function whole(land: FeatureCollection): FeatureCollection {
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
