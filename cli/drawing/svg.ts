import { ChangeKind } from '../../lib/analysis';
import { layout } from './layout';
import { legend } from './legend';
import { clipped, labelLines, NAME, PADDING, SMALL, sizeOfLabel, textWidth, wordsOf } from './measures';
import type { Link, Picture } from './picture';
import type { Frame, PlacedBox, PlacedLink } from './placed';
import { markOf, shapeOf } from './shapes';
import { arrowHead, smoothWay } from './strokes';
import { colours, DRAWING_STYLE } from './style';
import { summaryOf } from './summary';
import { xmlText } from './xml';

const MARGIN = 28;

/** What stands above the network: its title, or nothing where a page has it. */
export type Heading = 'title' | 'none';

const TOP: { readonly [heading in Heading]: number } = { title: 72, none: 12 };

/** A drawing that stands by itself, with its own colours for light and dark. */
export function svg(picture: Picture): string {
  return `${drawing(picture, `<style>\n${colours('.drawing')}${DRAWING_STYLE}</style>\n`, 'title')}\n`;
}

/**
 * The element of a drawing.
 *
 * @param style - what stands in it before all else
 */
export function drawing(picture: Picture, style: string, heading: Heading): string {
  const placed = layout(picture);
  const summary = summaryOf(picture);
  const key = legend(picture);
  const width =
    Math.max(placed.width, key.width, textWidth(picture.title, 16) + 20, textWidth(summary, SMALL.size)) + 2 * MARGIN;
  const top = TOP[heading];
  const height = placed.height + top + key.height + 2 * MARGIN;
  const shift = Math.round((width - 2 * MARGIN - placed.width) / 2);
  return `\
<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${xmlText(picture.title)}</title>
<desc id="desc">${xmlText(summary)}</desc>
${style}<rect class="paper" width="${width}" height="${height}"/>
${heading === 'title' ? headingOf(picture.title, summary) : ''}<g class="network" transform="translate(${MARGIN + shift} ${top})">
${[
  ...placed.frames.map(frameOf),
  ...placed.links.map(wayOf),
  ...placed.links.map((each) => labelOf(each, placed.frames)),
  ...placed.boxes.map(boxOf),
].join('\n')}
</g>
<g class="legend" transform="translate(${MARGIN} ${top + placed.height + MARGIN})">
${key.text}
</g>
</svg>`;
}

function headingOf(title: string, summary: string): string {
  return `\
<text class="heading" x="${MARGIN}" y="${MARGIN + 14}">${xmlText(title)}</text>
<text class="faint" x="${MARGIN}" y="${MARGIN + 33}">${xmlText(summary)}</text>
`;
}

function frameOf({ namespace, left, top, width, height }: Frame): string {
  const title = xmlText(clipped(namespace, 12, width - 28));
  return `\
<g class="frame" data-namespace="${xmlText(namespace)}">
<title>${xmlText(`namespace ${namespace}`)}</title>
<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="10"/>
<text x="${left + 14}" y="${top + 21}">${title}</text>
</g>`;
}

function classOf({ isCertain, change }: Link): string {
  return ['link', ...(isCertain ? [] : ['unclear']), ...(change ? [change] : [])].join(' ');
}

/** A link in words: `shop/web -> shop/api  TCP 8080`. */
export function linkText({ from, to, label, isCertain, change }: Link): string {
  const what = change === undefined || change === ChangeKind.CHANGED ? '' : ` (${change})`;
  return `${from.name} -> ${to.name}  ${label.join('  ')}${what}${isCertain ? '' : ' (unknown)'}`;
}

function wayOf({ link, points }: PlacedLink): string {
  const way = smoothWay(points);
  return `\
<g class="${classOf(link)}" data-link="${link.id}">
<title>${xmlText(linkText(link))}</title>
<path d="${way}"/>
<path class="head" d="${arrowHead(points)}"/>
<path class="hit" d="${way}"/>
</g>`;
}

function labelOf({ link, label: { x, y } }: PlacedLink, frames: readonly Frame[]): string {
  const lines = labelLines(link);
  const { width, height } = sizeOfLabel(link);
  const texts = lines.map((line, i) => {
    const top = y - height / 2 + 13 + i * SMALL.line;
    return `<text${i > 0 && isVia(line) ? ' class="via"' : ''} x="${x}" y="${top}">${xmlText(line)}</text>`;
  });
  const back = `<rect x="${x - width / 2 + 3}" y="${y - height / 2 + 1}" width="${width - 6}" height="${height - 2}" rx="4"/>`;
  const isFramed = frames.some(
    ({ left, top, width: w, height: h }) => left <= x && x <= left + w && top <= y && y <= top + h,
  );
  return `<g class="${classOf(link)}${isFramed ? ' inside' : ''}" data-link="${link.id}" aria-hidden="true">${back}${texts.join('')}</g>`;
}

/** Whether a line tells of the way rather than of ports. */
function isVia(line: string): boolean {
  return !/^[+\u2212] /.test(line);
}

function boxOf({ box, x, y, width, height }: PlacedBox): string {
  const { label, detail, marks } = wordsOf(box);
  const base = PADDING.y + NAME.line;
  return [
    `<g class="box ${box.kind}${marks.length > 0 ? ' open' : ''}" data-box="${box.id}" transform="translate(${x - width / 2} ${y - height / 2})">`,
    `<title>${xmlText([box.name, box.detail, ...box.marks].join(', '))}</title>`,
    shapeOf(box, width, height),
    `<text class="name" x="${PADDING.x}" y="${base - 5}">${xmlText(label)}</text>`,
    `<text class="detail" x="${PADDING.x}" y="${base + SMALL.line - 4}">${xmlText(detail)}</text>`,
    ...marks.map((mark, i) => markOf(mark, PADDING.x, base + SMALL.line * (i + 2) - 4)),
    '</g>',
  ].join('\n');
}
