import { SIGN } from './measures';
import type { Box } from './picture';
import { xmlText } from './xml';

/** A warning sign with what it says. */
export function markOf(mark: string, x: number, y: number): string {
  return (
    `<g class="mark"><path class="sign" d="M${x + 5.5} ${y - 8.5}l5.5 9.5h-11zM${x + 5.5} ${y - 5}v3M${x + 5.5} ${y - 0.8}v.1"/>` +
    `<text x="${x + SIGN}" y="${y}">${xmlText(mark)}</text></g>`
  );
}

/** What brings in points to the right, what is outside is round, and a namespace is a stack. */
export function shapeOf({ kind }: Pick<Box, 'kind'>, width: number, height: number): string {
  switch (kind) {
    case 'entry':
      return `<path class="shape" d="M6 0H${width - 10}L${width} ${height / 2}L${width - 10} ${height}H6Q0 ${height} 0 ${height - 6}V6Q0 0 6 0Z"/>`;
    case 'caller':
    case 'outside':
      return `<rect class="shape" width="${width}" height="${height}" rx="${height / 2}"/>`;
    case 'namespace':
      return (
        `<rect class="back" x="5" y="-5" width="${width}" height="${height}" rx="8"/>` +
        `<rect class="shape" width="${width}" height="${height}" rx="8"/>`
      );
    default:
      return `<rect class="shape" width="${width}" height="${height}" rx="6"/>`;
  }
}
