// What all pictures share.

// Draws into an element what an address of the interface has answered; answers with what takes it away again.
export type Island<Answer> = (picture: HTMLElement, source: URL, answer: Answer, more: DOMStringMap) => Promise<() => void>;

// Nothing is to be drawn: there is nothing, or no way to draw.
export class Nothing extends Error {}

export async function json<T>(source: URL): Promise<T> {
  const answer = await fetch(source, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Nothing(`${source.pathname} answers ${answer.status}`);
  return answer.json() as Promise<T>;
}

// A colour of the stylesheet, so that light and dark are decided in one place.
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function element<K extends keyof HTMLElementTagNameMap>(name: K, kind: string, ...inner: (string | Node)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...inner);
  return made;
}

export function link(href: string, words: string): HTMLAnchorElement {
  const made = element("a", "", words);
  made.href = href;
  return made;
}

// An address with its query; what is empty is left out.
export function address(path: string, pairs: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(pairs).filter(([, value]) => value !== ""));
  return query.size > 0 ? `${path}?${query}` : path;
}

// The terms of a query, quotation marks kept together.
const terms = (q: string) => q.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];

// A query without its terms of some fields, with others in their place.
export function instead(q: string, fields: string[], ...added: string[]): string {
  const kept = terms(q).filter((term) => !fields.some((field) => term.startsWith(`${field}:`)));
  return [...kept, ...added].join(" ");
}

export const quoted = (words: string) => `"${words.replaceAll('"', " ")}"`;

export const number = (n: number) => n.toLocaleString("en").replaceAll(",", "\u202f");

// A signed mean with a true minus.
export const signed = (n: number) => `${n < 0 ? "−" : "+"}${Math.abs(n).toFixed(1)}`;
