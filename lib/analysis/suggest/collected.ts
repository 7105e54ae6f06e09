import { Direction } from '../../traffic';
import { byText } from '../by-text';
import {
  Certainty,
  type SuggestedPeer,
  type SuggestedPort,
  type Suggestion,
  type SuggestionEvidence,
} from './suggest-report';

/** A suggestion with one piece of evidence. */
export type Hint = Omit<Suggestion, 'evidence'> & { readonly evidence: SuggestionEvidence };

/** Puts hints together: one suggestion for each workload, direction, peer and certainty, with the doubt that it has. */
export function collected(hints: readonly Hint[]): Suggestion[] {
  const groups = new Map<string, Hint[]>();
  for (const hint of hints) {
    const key = [endsOf(hint), hint.certainty, hint.doubt ?? ''].join('\n');
    const group = groups.get(key);
    if (group) group.push(hint);
    else groups.set(key, [hint]);
  }
  const suggestions = [...groups].map(([key, group]) => ({ key, suggestion: merged(group) }));
  const sure = new Map<string, Set<string>>();
  for (const { suggestion } of suggestions) {
    if (suggestion.certainty !== Certainty.SURE) continue;
    const ports = sure.get(endsOf(suggestion)) ?? new Set();
    for (const port of suggestion.ports) ports.add(portKey(port));
    sure.set(endsOf(suggestion), ports);
  }
  return suggestions
    .filter(({ suggestion }) => suggestion.certainty === Certainty.SURE || !isCovered(suggestion, sure))
    .sort((a, b) => byText(a.key, b.key))
    .map(({ suggestion }) => suggestion);
}

/** A guess of what is certain anyhow is none. */
function isCovered(suggestion: Suggestion, sure: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const ports = sure.get(endsOf(suggestion));
  return ports !== undefined && suggestion.ports.every((port) => ports.has(portKey(port)));
}

function endsOf({ workload, direction, peer }: Pick<Suggestion, 'workload' | 'direction' | 'peer'>): string {
  return [workload, direction, peerKey(peer)].join('\n');
}

function peerKey({ kind, name, namespace, labels, cidrs }: SuggestedPeer): string {
  return JSON.stringify([kind, name, namespace, labels, cidrs]);
}

function portKey({ protocol, port }: SuggestedPort): string {
  return `${protocol} ${port}`;
}

function merged(hints: readonly Hint[]): Suggestion {
  const { evidence: _, ports: __, ...first } = hints[0] as Hint;
  const ports = new Map(hints.flatMap((hint) => hint.ports).map((port) => [portKey(port), port]));
  const evidence = new Map(hints.map(({ evidence: each }) => [JSON.stringify(each), each]));
  return { ...first, ports: sortedPorts([...ports.values()]), evidence: [...evidence.values()] };
}

function sortedPorts(ports: readonly SuggestedPort[]): SuggestedPort[] {
  return [...ports].sort((a, b) => byText(a.protocol, b.protocol) || a.port - b.port);
}

/** The direction of what a workload opens. */
export const OPENS = Direction.EGRESS;
/** The direction of what a workload answers. */
export const ANSWERS = Direction.INGRESS;
