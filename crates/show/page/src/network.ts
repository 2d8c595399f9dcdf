// Who acts on whom as a drawing: an edge is as wide as there are events, and as green or red as their mean.
import Graph from "graphology";
import forces from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import "./network.css";
import { address, colour, element, Nothing, number, signed, type Island } from "./island";

type Pair = { source: string; target: string; events: number; goldstein: number };

// Pairs that are drawn, on a wide page and on a phone: of more a picture shows nothing.
const DRAWN = { wide: 150, narrow: 60 };
const ROUNDS = 400;

export const draw: Island<{ rows: Pair[] }> = async (picture, source, { rows }) => {
  const pairs = rows.filter((row) => row.source !== row.target);
  if (pairs.length === 0) throw new Nothing("no pair");
  const q = source.searchParams.get("q") ?? "";
  const most = picture.clientWidth < 600 ? DRAWN.narrow : DRAWN.wide;
  const graph = graphOf(pairs.slice(0, most));
  const room = element("div", "room");
  const status = element("p", "hint");
  picture.append(room, status);
  place(graph, Math.min(2, Math.max(1, room.clientWidth / room.clientHeight)));
  room.setAttribute("role", "img");
  room.setAttribute("aria-label", `Network of ${graph.order} actors; the table below has the pairs`);
  const some = pairs.length > most ? `The busiest ${most} of ${rows.length === 1000 ? "1000 and more" : number(pairs.length)} pairs. ` : "";
  const resting = () => { status.textContent = `${some}Width: events. Colour: the mean of their Goldstein values. A line leads to the pair, a circle to what the actor does and suffers.`; };

  const sigma = new Sigma(graph, room, {
    enableEdgeEvents: true,
    defaultEdgeType: "arrow",
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelColor: { color: colour("ink") },
    labelRenderedSizeThreshold: 3,
    labelDensity: 1.2,
    minEdgeThickness: 1.2,
    zIndex: true,
    stagePadding: 48,
    defaultDrawNodeHover: hover,
  });
  // The wheel and one finger scroll the page; a key held with it, or two fingers, look closer.
  room.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, true);
  for (const name of ["touchstart", "touchmove", "touchend"] as const)
    room.addEventListener(name, (event) => { if (event.touches.length < 2) event.stopPropagation(); }, true);

  sigma.on("clickEdge", ({ edge }) => {
    const [from, to] = graph.extremities(edge);
    location.assign(address("/timeline", { q: `${q} source:${from} target:${to}`.trim() }));
  });
  sigma.on("clickNode", ({ node }) => location.assign(address("/search", { q: `${q} actor:${node}`.trim() })));
  sigma.on("enterEdge", ({ edge }) => {
    const [from, to] = graph.extremities(edge);
    const { events, mean } = graph.getEdgeAttributes(edge);
    status.textContent = `${from} → ${to}: ${number(events)} events, Goldstein ${signed(mean)}`;
    room.classList.add("over");
  });
  sigma.on("enterNode", ({ node }) => {
    const { events } = graph.getNodeAttributes(node);
    status.textContent = `${node}: ${number(events)} events with ${graph.neighbors(node).length} others`;
    room.classList.add("over");
    near(sigma, graph, node);
  });
  const leave = () => {
    room.classList.remove("over");
    near(sigma, graph, null);
    resting();
  };
  sigma.on("leaveEdge", leave);
  sigma.on("leaveNode", leave);
  resting();
  return () => sigma.kill();
};

function graphOf(pairs: Pair[]): Graph {
  const graph = new Graph({ type: "directed", multi: false });
  const most = Math.max(...pairs.map((pair) => pair.events));
  for (const { source, target, events, goldstein } of pairs) {
    for (const node of [source, target]) {
      const before = graph.hasNode(node) ? graph.getNodeAttribute(node, "events") : 0;
      graph.mergeNode(node, { label: node, events: before + events, color: colour("soft") });
    }
    const mean = goldstein / Math.max(events, 1);
    graph.addDirectedEdge(source, target, {
      events, mean, weight: 1 + Math.log2(events),
      size: 1 + 6 * Math.sqrt(events / most),
      color: colour(mean >= 0 ? "coop" : "conf"),
      zIndex: events,
    });
  }
  graph.updateEachNodeAttributes((_, all) => ({ ...all, size: 3 + Math.min(12, 1.6 * Math.sqrt(all["events"])) }));
  return graph;
}

// Every run lays the same picture: from a spiral, the busiest inmost, the same number of rounds.
function place(graph: Graph, wide: number): void {
  const busiest = graph.nodes().sort((one, other) => graph.getNodeAttribute(other, "events") - graph.getNodeAttribute(one, "events") || (one < other ? -1 : 1));
  busiest.forEach((node, at) => {
    const [angle, far] = [at * 2.399963, Math.sqrt(at + 1) * 10];
    graph.mergeNodeAttributes(node, { x: Math.cos(angle) * far, y: Math.sin(angle) * far });
  });
  const settings = { ...forces.inferSettings(graph), adjustSizes: false, gravity: 0.6, scalingRatio: 30, slowDown: 6, edgeWeightInfluence: 0.3, barnesHutOptimize: false, strongGravityMode: true };
  forces.assign(graph, { iterations: ROUNDS, settings });
  graph.updateEachNodeAttributes((_, all) => ({ ...all, x: all["x"] * wide }));
}

// Leaves in sight what one actor has to do with.
function near(sigma: Sigma, graph: Graph, node: string | null): void {
  sigma.setSetting("edgeReducer", node === null ? null : (edge, all) => ({ ...all, hidden: !graph.hasExtremity(edge, node) }));
}

// The label under the pointer, on the paper's colour.
function hover(context: CanvasRenderingContext2D, data: { label?: string | null; x: number; y: number; size: number }): void {
  if (!data.label) return;
  context.font = "600 12px system-ui, sans-serif";
  const wide = context.measureText(data.label).width;
  context.fillStyle = colour("paper");
  context.fillRect(data.x + data.size + 1, data.y - 9, wide + 6, 18);
  context.fillStyle = colour("ink");
  context.fillText(data.label, data.x + data.size + 3, data.y + 4);
}
