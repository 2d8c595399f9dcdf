// Draws pictures where a page has room for one. What a picture shows stands in the page already, as a table: where a
// script cannot run or draw, nothing is missing.
import { json, type Island } from "./island";
import { live } from "./live";
import "./islands.css";

const ISLANDS: Record<string, () => Promise<{ draw: Island<never> }>> = {
  timeline: () => import("./timeline"),
  map: () => import("./map"),
  network: () => import("./network"),
};

const dark = matchMedia("(prefers-color-scheme: dark)");

async function land(figure: HTMLElement): Promise<void> {
  const { island: name = "", source = "" } = figure.dataset;
  const load = ISLANDS[name];
  if (!load) return;
  const from = new URL(source, location.href);
  const picture = document.createElement("div");
  picture.className = `picture ${name}`;
  figure.prepend(picture);
  let end = () => {};
  try {
    // What is drawn and what draws it come side by side.
    const [answer, { draw }] = await Promise.all([json<never>(from), load()]);
    const paint = async () => {
      end();
      picture.replaceChildren();
      end = await draw(picture, from, answer, figure.dataset);
    };
    await paint();
    figure.dataset.drawn = name;
    performance.mark("drawn");
    dark.addEventListener("change", () => void paint());
  } catch (why) {
    picture.remove();
    console.info(`dateline: no ${name} is drawn, the table has it all:`, why);
  }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-live]")) live(place);
for (const figure of document.querySelectorAll<HTMLElement>("figure[data-island]")) void land(figure);
