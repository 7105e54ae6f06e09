/// <reference lib="dom" />
import type { PageData } from './data';
import { known } from './elements';
import { boxPanel, indexPanel, linkPanel } from './panel';
import { hasPort } from './ports';
import { View } from './view';

const data: PageData = JSON.parse(known<HTMLScriptElement>('data').textContent ?? '');
const svg = known<Element>('canvas').querySelector('svg') as SVGSVGElement;
const panel = known<HTMLElement>('panel');
const status = known<HTMLElement>('status');
const search = known<HTMLInputElement>('search');
const namespace = known<HTMLSelectElement>('namespace');
const port = known<HTMLInputElement>('port');
const onlyChanges = document.getElementById('changes') as HTMLInputElement | null;

const boxes = new Map(
  [...svg.querySelectorAll<SVGGElement>('[data-box]')].map((each) => [each.dataset.box ?? '', each]),
);
const links = [...svg.querySelectorAll<SVGGElement>('[data-link]')];
const [, , width, height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
const view = new View(svg, width, height);

/** What is chosen: a box, a link, or nothing. */
let chosen: string | undefined;

function filtered(): { readonly boxes: ReadonlySet<string>; readonly links: ReadonlySet<string> } {
  const isAsked = (ports: { readonly [protocol: string]: string }) => hasPort(ports, port.value) ?? true;
  const narrows = port.value.trim() !== '' || onlyChanges?.checked === true;
  const words = search.value.trim().toLowerCase();
  const inPlace = new Set(
    data.boxes
      .filter(
        (box) => namespace.value === '' || box.namespace === namespace.value || box.name === `${namespace.value}/*`,
      )
      .map(({ id }) => id),
  );
  const left = data.links.filter(
    ({ from, to, ports, change }) =>
      (inPlace.has(from) || inPlace.has(to)) && isAsked(ports) && (!onlyChanges?.checked || change !== undefined),
  );
  const ends = new Set(left.flatMap(({ from, to }) => [from, to]));
  const found = data.boxes.filter(({ id, name, detail }) => {
    if (words && !`${name} ${detail}`.toLowerCase().includes(words)) return false;
    return narrows ? ends.has(id) : inPlace.has(id) || ends.has(id);
  });
  return { boxes: new Set(found.map(({ id }) => id)), links: new Set(left.map(({ id }) => id)) };
}

function isPort(text: string): boolean {
  return hasPort({}, text) !== undefined;
}

function refresh(): void {
  const shown = filtered();
  const chosenLink = data.links.find(({ id }) => id === chosen);
  const near = chosen === undefined ? undefined : neighbours(chosen);
  for (const [id, element] of boxes) {
    element.classList.toggle('off', !shown.boxes.has(id));
    element.classList.toggle('dim', near !== undefined && !near.has(id));
    element.classList.toggle('chosen', id === chosen);
    element.setAttribute('aria-pressed', String(id === chosen));
  }
  for (const element of links) {
    const link = data.links.find(({ id }) => id === element.dataset.link);
    const isNear = link && (link.id === chosen || link.from === chosen || link.to === chosen);
    element.classList.toggle('off', !shown.links.has(element.dataset.link ?? ''));
    element.classList.toggle('dim', chosen !== undefined && !isNear);
    element.classList.toggle('on', chosen !== undefined && isNear === true);
  }
  port.setAttribute('aria-invalid', String(!isPort(port.value)));
  const box = data.boxes.find(({ id }) => id === chosen);
  const found = data.boxes.filter(({ id }) => shown.boxes.has(id));
  if (box) panel.replaceChildren(...boxPanel(data, box, { box: choose, link: choose }));
  else if (chosenLink) panel.replaceChildren(...linkPanel(data, chosenLink, { box: choose, link: choose }));
  else panel.replaceChildren(...indexPanel(data, found, { box: choose, link: choose }));
  status.textContent = isPort(port.value)
    ? `${found.length} of ${data.boxes.length} boxes and ${shown.links.size} of ${data.links.length} connections shown`
    : 'A port is a number, or a protocol and a number: 8080, udp/53';
}

/** A chosen box or link with all boxes at the other ends. */
function neighbours(id: string): ReadonlySet<string> {
  const touching = data.links.filter((link) => link.id === id || link.from === id || link.to === id);
  return new Set([id, ...touching.flatMap(({ from, to }) => [from, to])]);
}

function choose(id: string | undefined): void {
  chosen = id === chosen ? undefined : id;
  const element = chosen === undefined ? undefined : boxes.get(chosen);
  if (element) {
    enter(element);
    view.reveal(element);
  }
  refresh();
  panel.scrollTop = 0;
}

/** One box is in the order of the tab key: the one that was last visited. */
function enter(element: SVGGElement): void {
  for (const each of boxes.values()) each.setAttribute('tabindex', each === element ? '0' : '-1');
}

/** The nearest box in the direction of an arrow key; straight ahead counts more than aside. */
function next(from: SVGGElement, key: string): SVGGElement | undefined {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  const middle = (element: SVGGElement) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const start = middle(from);
  const distances = [...boxes.values()]
    .filter((each) => each !== from && !each.classList.contains('off'))
    .map((each) => {
      const { x, y } = middle(each);
      const ahead = (x - start.x) * dx + (y - start.y) * dy;
      const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
      return { each, ahead, cost: ahead + 2 * aside };
    })
    .filter(({ ahead }) => ahead > 1)
    .sort((a, b) => a.cost - b.cost);
  return distances[0]?.each;
}

svg.setAttribute('role', 'group');
for (const [id, element] of boxes) {
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', element.querySelector('title')?.textContent ?? '');
  element.setAttribute('tabindex', '-1');
  element.addEventListener('click', () => choose(id));
  element.addEventListener('focus', () => enter(element));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(id);
    }
    const other = event.key.startsWith('Arrow') ? next(element, event.key) : undefined;
    if (!other) return;
    event.preventDefault();
    enter(other);
    other.focus();
    view.reveal(other);
  });
}
const [first] = boxes.values();
if (first) enter(first);
for (const element of links) element.addEventListener('click', () => choose(element.dataset.link));
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && chosen !== undefined) choose(undefined);
});
for (const input of [search, namespace, port, onlyChanges]) {
  input?.addEventListener('input', () => {
    chosen = undefined;
    refresh();
  });
}
search.addEventListener('keydown', ({ key }) => {
  const [found] = key === 'Enter' ? filtered().boxes : [];
  if (found !== undefined) choose(found);
});
known<HTMLButtonElement>('larger').addEventListener('click', () => view.zoom(1.3));
known<HTMLButtonElement>('smaller').addEventListener('click', () => view.zoom(1 / 1.3));
known<HTMLButtonElement>('fit').addEventListener('click', () => view.fit());
refresh();
