// Says what another program adds to the store while one looks, with links to it. Without a script one loads the page again.
import { element, link, number } from "./island";

type Happening = { number: number; title: string | null; day: string; reports: number };
type News = { articles: number; last: number; happenings: Happening[] };

// Most happenings that are named.
const NAMED = 5;

export function live(place: HTMLElement): void {
  const source = new EventSource(place.dataset["live"] ?? "");
  let articles = 0;
  const told = new Map<number, Happening>();
  source.addEventListener("news", ({ data }) => {
    const news = JSON.parse(data) as News;
    articles += news.articles;
    for (const one of news.happenings) {
      told.delete(one.number);
      told.set(one.number, one);
    }
    const all = [...told.values()].reverse();
    const words = `${number(articles)} new ${articles === 1 ? "article" : "articles"}${all.length > 0 ? `, of ${number(all.length)} ${all.length === 1 ? "happening" : "happenings"}` : ""}. `;
    const lines = all.slice(0, NAMED).map((one) => element("li", "", element("bdi", "", link(`/happenings/${one.number}`, one.title ?? `Happening ${one.number}`)), ` · ${one.day} · ${number(one.reports)} reports`));
    place.replaceChildren(words, link(location.href, "Show them"), ...(lines.length > 0 ? [element("ul", "", ...lines)] : []));
  });
  addEventListener("pagehide", () => source.close());
}
