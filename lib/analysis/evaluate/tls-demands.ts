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
    for (const { object, path, mode, ports, isCertain } of demandsOf(scopes.choicesFor(pod))) {
      const rules = rulesFor(path, mode, ports, pod);
      if (rules.length === 0) continue;
      const key = JSON.stringify([objects.findIndex((each) => each.object === object), rules]);
      const known = found.get(key) ?? { object, rules, certain: [], doubtful: [] };
      found.set(key, known);
      (isCertain ? known.certain : known.doubtful).push(id);
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

interface Setting {
  readonly object: ObjectRef;
  readonly path: FieldPath;
  readonly mode: TlsMode;
}

interface Demand extends Setting {
  readonly ports: readonly PolicyPort[];
  /** Whether it holds whichever of the choices counts. */
  readonly isCertain: boolean;
}

/** What is demanded on each port of which a choice speaks, and on all others. */
function demandsOf(choices: readonly Choice[]): Demand[] {
  const special = [...new Set(choices.flatMap(([narrowest]) => (narrowest?.ports ?? []).map(({ port }) => port)))];
  return [
    ...special.flatMap((port) => demandsOn([run(port, port)], (choice) => settingOn(choice, port), choices)),
    ...demandsOn(runsWithout(special), baseOf, choices),
  ];
}

function demandsOn(
  ports: readonly PolicyPort[],
  settingOf: (choice: Choice) => Setting | undefined,
  choices: readonly Choice[],
): Demand[] {
  const settings = choices.map(settingOf);
  const isCertain = new Set(settings.map((setting) => setting?.mode ?? 'permissive')).size === 1;
  const counting = isCertain ? settings.slice(0, 1) : settings;
  const found = counting.filter((setting) => setting !== undefined);
  return [...new Map(found.map((each) => [each.object, each])).values()].map((each) => ({ ...each, ports, isCertain }));
}

function settingOn(choice: Choice, port: number): Setting | undefined {
  const [narrowest] = choice;
  const own = narrowest?.ports.find((each) => each.port === port);
  return own ? { object: narrowest.object, path: own.path, mode: own.mode } : baseOf(choice);
}

function baseOf(choice: Choice): Setting | undefined {
  const base = choice.find(({ mode }) => mode !== undefined);
  return base?.mode && { object: base.object, path: ['spec', 'mtls'], mode: base.mode };
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
