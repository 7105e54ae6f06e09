/// <reference lib="dom" />

/** Makes an element with what is in it: text stays text, whatever is written in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: { readonly [name: string]: string },
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** The element of an id, which the page has. */
export function known<E extends Element>(id: string): E {
  return document.getElementById(id) as unknown as E;
}
