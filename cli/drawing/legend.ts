import { ChangeKind } from '../../lib/analysis';
import { type Size, SMALL, textWidth } from './measures';
import type { Box, Picture } from './picture';
import { shapeOf } from './shapes';
import { xmlText } from './xml';

/** Explains what the picture has, and nothing that it hasn't. */
export interface Legend extends Size {
  readonly text: string;
}

/** An entry: a sample of so much width, and what it means. */
interface Item {
  readonly sample: string;
  readonly sampleWidth: number;
  readonly words: string;
}

const WIDEST = 760;
const LINE = 22;

export function legend(picture: Picture): Legend {
  const items = itemsOf(picture);
  let [x, y] = [0, 14];
  let width = 0;
  const texts = items.map(({ sample, sampleWidth, words }) => {
    const space = sampleWidth + 8 + textWidth(words, SMALL.size) + 22;
    if (x > 0 && x + space > WIDEST) [x, y] = [0, y + LINE];
    const text = `<g transform="translate(${x} ${y})">${sample}<text class="faint" x="${sampleWidth + 8}" y="4">${xmlText(words)}</text></g>`;
    x += space;
    width = Math.max(width, x);
    return text;
  });
  return { text: texts.join('\n'), width, height: items.length > 0 ? y + LINE - 14 : 0 };
}

function itemsOf({ boxes, links, implied }: Picture): Item[] {
  const has = (...kinds: Box['kind'][]) => boxes.some(({ kind }) => kinds.includes(kind));
  const isChanged = (kind: ChangeKind) => links.some(({ change }) => change === kind);
  return [
    ...(has('entry') ? [shape('entry', 'way in')] : []),
    ...(has('workload') ? [shape('workload', 'workload')] : []),
    ...(has('namespace') ? [shape('namespace', 'a whole namespace')] : []),
    ...(has('caller', 'outside') ? [shape('outside', 'outside the cluster')] : []),
    ...(links.some(({ change, isCertain }) => !change && isCertain) ? [stroke('', 'may connect')] : []),
    ...(links.some(({ isCertain }) => !isCertain) ? [stroke(' unclear', 'unknown from the manifests')] : []),
    ...(isChanged(ChangeKind.OPENED) ? [stroke(' opened', '+ opened')] : []),
    ...(isChanged(ChangeKind.CLOSED) ? [stroke(' closed', '\u2212 closed')] : []),
    ...(isChanged(ChangeKind.CHANGED) ? [stroke(' changed', 'changed')] : []),
    ...(boxes.some(({ marks }) => marks.length > 0)
      ? [
          {
            sample: `<g class="box workload open"><rect class="shape" y="-7" width="22" height="14" rx="3"/></g>`,
            sampleWidth: 22,
            words: 'no policy protects it',
          },
        ]
      : []),
    ...(implied > 0
      ? [{ sample: '', sampleWidth: -8, words: 'Between what is marked as open, connections are not drawn.' }]
      : []),
  ];
}

function shape(kind: Box['kind'], words: string): Item {
  const sample = `<g class="box ${kind}" transform="translate(0 -7)">${shapeOf({ kind }, 22, 14)}</g>`;
  return { sample, sampleWidth: 22, words };
}

function stroke(kind: string, words: string): Item {
  return {
    sample: `<g class="link${kind}"><path d="M0 0H26"/><path class="head" d="M34 0L26 -4V4Z"/></g>`,
    sampleWidth: 34,
    words,
  };
}
