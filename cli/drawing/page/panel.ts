/// <reference lib="dom" />
import type { PageBox, PageData, PageLink, PagePart } from './data';
import { make } from './elements';

/** What the panel beside the drawing can lead to. */
export interface Choices {
  box(id: string): void;
  link(id: string): void;
}

/** Tells of a box: who reaches it, whom it reaches, and why. */
export function boxPanel(data: PageData, { id, name, detail, marks }: PageBox, choices: Choices): Node[] {
  const into = data.links.filter((link) => link.to === id && link.from !== id);
  const out = data.links.filter((link) => link.from === id && link.to !== id);
  const own = data.links.filter((link) => link.from === id && link.to === id);
  const nameOf = namesIn(data);
  return [
    make('h2', {}, name),
    make('p', { class: 'detail' }, detail),
    ...marks.map((mark) => make('p', { class: 'mark' }, `\u26a0 ${mark}: no policy restricts it`)),
    ...section(
      `Reached by ${into.length}`,
      into,
      ({ from }) => nameOf(from),
      choices,
      ({ from }) => from,
    ),
    ...section(
      `Reaches ${out.length}`,
      out,
      ({ to }) => nameOf(to),
      choices,
      ({ to }) => to,
    ),
    ...(own.length > 0
      ? section(
          'Among itself',
          own,
          ({ to }) => nameOf(to),
          choices,
          ({ to }) => to,
        )
      : []),
  ];
}

/** Tells of a link: its ends, and why. */
export function linkPanel(data: PageData, link: PageLink, choices: Choices): Node[] {
  const nameOf = namesIn(data);
  const end = (id: string) => nameButton(nameOf(id), () => choices.box(id));
  return [
    make('h2', {}, end(link.from), ' \u2192 ', end(link.to)),
    make('p', { class: 'ports' }, signOf(link), link.label.join(' \u00b7 ')),
    ...partsOf(link),
  ];
}

/** Tells of all boxes that are looked for. */
export function indexPanel(data: PageData, boxes: readonly PageBox[], choices: Choices): Node[] {
  const items = boxes.map(({ id, name, detail, marks }) =>
    make(
      'li',
      {},
      nameButton(name, () => choices.box(id)),
      make('span', { class: 'detail' }, ` ${detail}${marks.length > 0 ? `, \u26a0 ${marks.join(', ')}` : ''}`),
    ),
  );
  const others = data.otherChanges.map((text) => make('li', {}, text));
  const changed = data.links.filter(({ change }) => change !== undefined);
  return [
    ...(data.isComparison ? changesSection(data, changed, choices) : []),
    make('h2', {}, boxes.length === data.boxes.length ? 'Everything that is drawn' : `${boxes.length} found`),
    make(
      'p',
      { class: 'detail' },
      'Choose one, here or in the drawing, to see who reaches it, whom it reaches, and why.',
    ),
    make('ul', {}, ...items),
    ...(others.length > 0 ? [make('h3', {}, 'Other changes'), make('ul', {}, ...others)] : []),
  ];
}

function changesSection(data: PageData, changed: readonly PageLink[], choices: Choices): Node[] {
  const nameOf = namesIn(data);
  const items = changed.map((link) =>
    make(
      'li',
      { class: link.change ?? '' },
      nameButton(`${nameOf(link.from)} \u2192 ${nameOf(link.to)}`, () => choices.link(link.id)),
      make('span', { class: 'ports' }, ' ', signOf(link), link.label.join(' \u00b7 ')),
    ),
  );
  const list =
    items.length > 0 ? make('ul', { class: 'changes' }, ...items) : make('p', { class: 'detail' }, 'Nothing.');
  return [make('h2', {}, 'What changed'), list];
}

function namesIn({ boxes }: PageData): (id: string) => string {
  const names = new Map(boxes.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '';
}

function section(
  title: string,
  links: readonly PageLink[],
  nameOf: (link: PageLink) => string,
  choices: Choices,
  idOf: (link: PageLink) => string,
): Node[] {
  const items = links.map((link) =>
    make(
      'li',
      link.change === undefined ? {} : { class: link.change },
      nameButton(nameOf(link), () => choices.box(idOf(link))),
      make('span', { class: 'ports' }, ' ', signOf(link), link.label.join(' \u00b7 ')),
      make('details', {}, make('summary', {}, 'why'), ...partsOf(link)),
    ),
  );
  return [
    make('h3', {}, title),
    items.length > 0 ? make('ul', {}, ...items) : make('p', { class: 'detail' }, 'Nobody.'),
  ];
}

function nameButton(name: string, choose: () => void): HTMLElement {
  const button = make('button', { type: 'button', class: 'name' }, name);
  button.addEventListener('click', choose);
  return button;
}

/** What became of a link, and whether it is certain, in words. */
function signOf({ change, isCertain }: PageLink): string {
  return `${change === undefined ? '' : `${change}: `}${isCertain ? '' : 'unknown: '}`;
}

function partsOf({ parts, more }: PageLink): Node[] {
  const lists = parts.map((part) => partOf(part, parts.length > 1 || more > 0));
  return more > 0 ? [...lists, make('p', { class: 'detail' }, `and ${more} more connections`)] : lists;
}

function partOf({ text, reasons }: PagePart, isNamed: boolean): HTMLElement {
  const items = reasons.map(({ text: reason, by }) =>
    make('li', {}, reason, ...by.map((rule) => make('div', { class: 'rule' }, rule))),
  );
  return make(
    'div',
    {},
    ...(isNamed ? [make('p', { class: 'part' }, text)] : []),
    make('ul', { class: 'why' }, ...items),
  );
}
