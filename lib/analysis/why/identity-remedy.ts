import { Protocol } from '../../traffic';
import type { CompiledPolicy } from '../evaluate/compiled-policy';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { nameOf, whereIs } from '../network/place';
import type { ServiceFacts } from '../network/services';
import { labelsOnlyOf } from './own-labels';
import { indented, selectorLines } from './yaml-lines';

/** Who isn't let in by a mesh, and by which of its policies. */
export interface Stranger {
  readonly own: Member;
  /** Undefined for addresses. */
  readonly caller?: Member;
  readonly callerName: string;
  readonly asked: PortSetId;
  /** The policies that let in only whom they name. */
  readonly governing: readonly CompiledPolicy[];
  /** Those that deny, as texts with their places, where it is them. */
  readonly denials: readonly string[];
  /** The Service for which a waypoint asks, where it is not the pods that do. */
  readonly service?: ServiceFacts;
}

/** What a mesh would have to say of a caller, as a sentence, with the YAML to add where there is any. */
export function identityRemedy(model: Model, stranger: Stranger): string {
  const { callerName, governing, denials } = stranger;
  const principal = principalOf(model, stranger.caller);
  if (principal === undefined) {
    const who = governing.length > 0 ? [...new Set(governing.map(({ object }) => nameOf(object)))] : denials;
    return `have ${callerName} join the mesh, since ${who.join(', ')} asks who it is`;
  }
  if (governing.length === 0) return `let ${denials[0] ?? 'the policy that decides'} not deny it`;
  const rule = ruleLines(model, principal, stranger.asked);
  const own = governing.find((policy) =>
    stranger.service ? isFor(model, policy, stranger.service) : areAlone(model, policy.subject, stranger.own),
  );
  if (own) {
    const place = whereIs({ object: own.object, path: ['spec', 'rules'] });
    return [`add to spec.rules of ${nameOf(own.object)} (${place}):`, ...indented(rule, 2)].join('\n');
  }
  return newPolicy(model, stranger, rule);
}

function newPolicy({ population, network }: Model, { own, service }: Stranger, rule: readonly string[]): string {
  const namespace = service?.object.namespace ?? own.namespace ?? '';
  const all = [...network.identityPolicies, ...network.waypointPolicies];
  const taken = all.filter(({ object }) => object.namespace === namespace);
  const wanted = `${(service ?? own.workload)?.object.name ?? 'pods'}-callers`;
  const meant = service
    ? ['targetRefs:', '  - group: ""', '    kind: Service', `    name: ${service.object.name}`]
    : selectorLines('selector', labelsOnlyOf(own, population));
  const governed = service ? nameOf(service.object) : own.name;
  let name = wanted;
  for (let i = 2; taken.some(({ object }) => object.name === name); i++) name = `${wanted}-${i}`;
  return [
    `add a policy, since those that govern the callers of ${governed} govern ${service ? 'others' : 'other pods'} as well:`,
    ...indented(
      [
        'apiVersion: security.istio.io/v1',
        'kind: AuthorizationPolicy',
        'metadata:',
        `  name: ${name}`,
        `  namespace: ${namespace}`,
        'spec:',
        ...indented(meant, 2),
        '  action: ALLOW',
        '  rules:',
        ...indented(rule, 4),
      ],
      2,
    ),
  ].join('\n');
}

/** Whether a policy of a waypoint is for one Service alone. */
function isFor({ network }: Model, { object }: CompiledPolicy, service: ServiceFacts): boolean {
  const targets = network.waypointPolicies.find((each) => each.object === object)?.targets ?? [];
  return targets.length === 1 && targets.every(({ kind, name }) => kind === 'Service' && name === service.object.name);
}

/** As whom the mesh knows a caller; undefined where it doesn't, or where nobody says. */
function principalOf({ reach }: Model, caller: Member | undefined): string | undefined {
  const known = caller?.classes.map((id) => reach.table.classes[id]) ?? [];
  const names = new Set(
    known.map(({ namespace, identity }) =>
      namespace === undefined || !identity?.account || identity.modes.includes('none')
        ? undefined
        : `cluster.local/ns/${namespace}/sa/${identity.account}`,
    ),
  );
  const [name] = names;
  return names.size === 1 ? name : undefined;
}

function areAlone({ population }: Model, { certain, doubtful }: CompiledPolicy['subject'], own: Member): boolean {
  return (
    own.classes.every((id) => certain.includes(id)) &&
    [...certain, ...doubtful].every((id) => population.withClass(id).every((each) => each === own))
  );
}

/** Istio knows no ranges of ports. */
function ruleLines({ reach: { ports } }: Model, principal: string, asked: PortSetId): string[] {
  const { TCP: text = '' } = ports.texts(asked);
  const isEvery = ports.contains(asked, ports.range(Protocol.TCP));
  const numbers = isEvery || text === '' ? [] : text.split(',').flatMap(numbersIn);
  return [
    '- from:',
    '    - source:',
    `        principals: ["${principal}"]`,
    ...(numbers.length > 0
      ? ['  to:', '    - operation:', `        ports: [${numbers.map((port) => `"${port}"`).join(', ')}]`]
      : []),
  ];
}

function numbersIn(run: string): number[] {
  const [first = 0, last = first] = run.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
