import { Protocol } from '../../traffic';
import { appendTo } from '../append-to';
import type { PeerAuthenticationFacts, TlsMode } from '../network/mesh';
import type { FieldPath, ObjectRef } from '../network/place';
import type { PolicyPort, RuleFacts } from '../network/policies';
import { selects } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';
import type { PodClass } from './pod-class';
import type { Selection } from './selections';

/** What pods demand of those who connect, as rules that deny. */
export interface TlsDemand {
  readonly object: ObjectRef;
  readonly subject: Selection;
  readonly rules: readonly RuleFacts[];
}

/**
 * Which pods take connections only from callers who show who they are.
 *
 * The narrowest object counts: for the pods, then for their namespace, then for the mesh. Of several as narrow as each
 * other the oldest does, which no manifest tells.
 *
 * @see https://istio.io/latest/docs/concepts/security/#authentication-policies
 */
export function tlsDemands(table: ClassTable, objects: readonly PeerAuthenticationFacts[]): TlsDemand[] {
  if (objects.length === 0) return [];
  const scopes = new Scopes(objects);
  const found = new Map<string, { object: ObjectRef; rules: RuleFacts[]; certain: ClassId[]; doubtful: ClassId[] }>();
  table.classes.forEach((pod, id) => {
    if (!pod.identity || pod.identity.modes.every((mode) => mode === 'none' || mode === 'linkerd')) return;
    const choices = scopes.choicesFor(pod);
    for (const choice of choices) {
      for (const { object, path, mode, ports } of demandsOf(choice)) {
        const rules = rulesFor(path, mode, ports, pod);
        if (rules.length === 0) continue;
        const key = JSON.stringify([objects.findIndex((each) => each.object === object), rules]);
        const known = found.get(key) ?? { object, rules, certain: [], doubtful: [] };
        found.set(key, known);
        (choices.length === 1 ? known.certain : known.doubtful).push(id);
      }
    }
  });
  return [...found.values()].map(({ object, rules, certain, doubtful }) => ({
    object,
    rules,
    subject: { certain, doubtful },
  }));
}

/** Objects from the narrowest to the widest, of which those may be missing that nobody wrote. */
type Choice = readonly PeerAuthenticationFacts[];

class Scopes {
  private readonly wide: readonly PeerAuthenticationFacts[];
  private readonly byNamespace = new Map<string, PeerAuthenticationFacts[]>();

  public constructor(objects: readonly PeerAuthenticationFacts[]) {
    this.wide = objects.filter(({ scope }) => scope === 'mesh');
    for (const each of objects) if (each.scope !== 'mesh') appendTo(this.byNamespace, each.object.namespace, each);
  }

  /** What may count for some pods; one choice where that is certain. */
  public choicesFor({ namespace, labels, unknownLabels }: PodClass): Choice[] {
    const near = this.byNamespace.get(namespace ?? '') ?? [];
    const own = near
      .filter(({ scope }) => scope === 'pods')
      .map((each) => ({ each, isSelected: selects(each.pods, labels, unknownLabels) }))
      .filter(({ isSelected }) => isSelected !== false);
    const isOwnCertain = own.some(({ isSelected }) => isSelected);
    const narrow: Choice[] = [...own.map(({ each }) => [each]), ...(isOwnCertain ? [] : [[]])];
    const middle = oneOf(near.filter(({ scope }) => scope === 'namespace'));
    const wide = oneOf(this.wide);
    return narrow.flatMap((a) => middle.flatMap((b) => wide.map((c) => [...a, ...b, ...c])));
  }
}

function oneOf(objects: readonly PeerAuthenticationFacts[]): Choice[] {
  return objects.length === 0 ? [[]] : objects.map((each) => [each]);
}

interface Demand {
  readonly object: ObjectRef;
  readonly path: FieldPath;
  readonly mode: TlsMode;
  readonly ports: readonly PolicyPort[];
}

function demandsOf(choice: Choice): Demand[] {
  const [narrowest] = choice;
  const special = narrowest?.ports ?? [];
  const base = choice.find(({ mode }) => mode !== undefined);
  return [
    ...special.map(({ port, mode, path }) => ({ object: narrowest.object, path, mode, ports: [run(port, port)] })),
    ...(base?.mode
      ? [
          {
            object: base.object,
            path: ['spec', 'mtls'],
            mode: base.mode,
            ports: runsWithout(special.map((each) => each.port)),
          },
        ]
      : []),
  ];
}

function run(first: number, last: number): PolicyPort {
  return { protocol: Protocol.TCP, first, last };
}

/** All ports but some. */
function runsWithout(numbers: readonly number[]): PolicyPort[] {
  const runs: PolicyPort[] = [];
  let start = 1;
  for (const port of [...numbers].sort((a, b) => a - b)) {
    if (port > start) runs.push(run(start, port - 1));
    start = port + 1;
  }
  if (start <= 65535) runs.push(run(start, 65535));
  return runs;
}

function rulesFor(path: FieldPath, mode: TlsMode, ports: readonly PolicyPort[], pod: PodClass): RuleFacts[] {
  const callers = (isNegated: boolean) =>
    [{ kind: 'callers', tests: [{ of: 'principal', values: ['*'], isNegated }] }] as const;
  if (mode === 'strict') return [{ path, action: 'Deny', peers: callers(true), ports }];
  // Sidecars show nothing then, and so nobody knows what becomes of those whose names are asked for.
  if (mode !== 'disabled' || !pod.identity?.modes.includes('sidecar')) return [];
  const unclear = { path, peers: callers(false), ports, inPart: 'connections without mutual TLS' };
  return [
    { ...unclear, action: 'Deny' },
    { ...unclear, action: 'Allow' },
  ];
}
