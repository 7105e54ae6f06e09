import { templateOf } from '../objects';
import { Report } from '../report';

const PREFIX = 'cdk8s-networking/';
const REASON = '-reason';
/** Of the connections with a reason, those that are with everyone, or among all of a namespace. */
const WIDE = /^anywhere ->|-> anywhere |^the same namespace /;

/** A line for each thing that is looser than usual in some manifests, with the reason that stands there. */
export function acknowledgementsIn(manifests: any[]): string {
  const lines = manifests.flatMap(itemsOf).flatMap((manifest) => {
    const { namespace, name } = manifest.metadata ?? {};
    const title = `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    return [manifest.metadata, templateOf(manifest)?.metadata]
      .flatMap((metadata) => Object.entries<string>(metadata?.annotations ?? {}))
      .flatMap(([key, text]) => saidBy(key, text))
      .map((text) => Report._plain(`${title}  ${text}`));
  });
  return lines.length === 0 ? 'Nothing is looser than usual.\n' : `${[...new Set(lines)].sort().join('\n')}\n`;
}

/** The items of a List; of anything else, itself. */
function itemsOf(manifest: any): any[] {
  const isList = /List$/.test(manifest?.kind) && Array.isArray(manifest.items);
  return isList ? manifest.items.filter(Boolean).flatMap(itemsOf) : [manifest];
}

function saidBy(key: string, text: string): string[] {
  if (!key.startsWith(PREFIX)) return [];
  const what = key.slice(PREFIX.length);
  if (what === 'acknowledged') return text.split('\n').filter((line) => line.trim() !== '');
  if (what === 'reasons') return text.split('\n').filter((line) => WIDE.test(line));
  return what.endsWith(REASON) ? [`${what.slice(0, -REASON.length)}: ${text.replace(/\s+/g, ' ').trim()}`] : [];
}
