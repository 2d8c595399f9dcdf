// Happenings as points above the bars of a timeline: the more reports tell of one, the larger and the higher it stands.
import type uPlot from "uplot";
import { colour } from "./island";

export type Happening = { number: number; day: string; quad: number | null; reports: number; title: string | null };

// The share of the picture above the bars that is theirs.
export const ROOM = 0.28;
// How far from a point, in pixels of the page, one still points at it.
const NEAR = 9;

type Placed = { x: number; y: number; radius: number; one: Happening };

// Draws them from now on; answers with what finds the one at a place of the page.
export function points(chart: uPlot, all: Happening[]): (left: number, top: number) => Happening | undefined {
  const most = Math.log(Math.max(3, ...all.map((one) => one.reports)));
  let placed: Placed[] = [];
  const draw = (self: uPlot) => {
    const { left, top, width, height } = self.bbox;
    const scale = devicePixelRatio;
    const { ctx } = self;
    placed = [];
    ctx.save();
    ctx.globalAlpha = 0.7;
    for (const one of all) {
      const x = self.valToPos(Date.parse(one.day) / 1000, "x", true);
      if (x < left || x > left + width) continue;
      const share = Math.log(Math.max(2, one.reports)) / most;
      const y = top + height * ROOM * (0.95 - 0.8 * share);
      const radius = (1.5 + 3.5 * share) * scale;
      ctx.fillStyle = colour(one.quad === null ? "soft" : one.quad < 3 ? "coop" : "conf");
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fill();
      placed.push({ x: (x - left) / scale, y: (y - top) / scale, radius: radius / scale, one });
    }
    ctx.restore();
  };
  (chart.hooks.draw ??= []).push(draw);
  chart.redraw(false);
  return (left, top) => {
    const far = ({ x, y, radius }: Placed) => Math.hypot(x - left, y - top) - radius;
    const near = placed.filter((point) => far(point) < NEAR).sort((one, other) => far(one) - far(other));
    return near[0]?.one;
  };
}
