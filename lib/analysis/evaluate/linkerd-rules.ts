import { Protocol } from '../../traffic';
import { appendTo } from '../append-to';
import {
  accountTest,
  type LinkerdAuthenticationFacts,
  type LinkerdAuthorizationFacts,
  type LinkerdReference,
} from '../network/mesh';
import type { Network } from '../network/network';
import { type FieldPath, nameOf, type ObjectRef } from '../network/place';
import type { CallerTest, PolicyPeer, PolicyPort, RuleFacts } from '../network/policies';
import type { Selector } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';
import type { InboundDefault } from './pod-class';
import type { Selection } from './selections';

/** What a Server says of its port, with what authorizations say of it. */
export interface ServerRules {
  readonly object: ObjectRef;
  readonly pods: Selector;
  readonly rules: readonly RuleFacts[];
}

/** What Linkerd does on the ports of some pods that no Server guards. */
export interface InboundRules {
  readonly object: ObjectRef;
  readonly subject: Selection;
  readonly rules: readonly RuleFacts[];
}

/**
 * Servers as rules: whom authorizations let in, and what becomes of all others.
 *
 * @see https://linkerd.io/2/reference/authorization-policy/
 */
export function serverRules(network: Network): ServerRules[] {
  const authentications = new Map(network.linkerdAuthentications.map((each) => [nameOf(each.object), each]));
  const ofServer = new Map<string, LinkerdAuthorizationFacts[]>();
  for (const each of network.linkerdAuthorizations) {
    appendTo(ofServer, `${each.object.namespace}/${each.server ?? ''}`, each);
  }
  return network.linkerdServers.map(({ object, pods, port, access }) => {
    const named = ofServer.get(`${object.namespace}/${object.name}`) ?? [];
    const own = [...named, ...(ofServer.get(`${object.namespace}/`) ?? [])];
    const ports = [port];
    const allowing = own.map((each) => allowRule(each, authentications, ports));
    return { object, pods, rules: [...allowing, ...accessRules(access, ['spec'], ports)] };
  });
}

function allowRule(
  { object, required }: LinkerdAuthorizationFacts,
  authentications: ReadonlyMap<string, LinkerdAuthenticationFacts>,
  ports: readonly PolicyPort[],
): RuleFacts {
  const rule = { path: ['spec'], name: object.name, action: 'Allow' as const, ports };
  const found = required.map((reference) => callersOf(reference, authentications));
  if (required.length === 0 || found.includes(undefined)) {
    const what = required.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ') || 'nothing';
    const doubt = `whom ${nameOf(object)} lets in is not known: it asks for ${what}`;
    return { ...rule, peers: 'everyone', doubt };
  }
  const passing = (found as (readonly (readonly CallerTest[])[])[]).reduce<readonly (readonly CallerTest[])[]>(
    (all, each) => all.flatMap((tests) => each.map((more) => [...tests, ...more])),
    [[]],
  );
  const peers: PolicyPeer[] = passing.map((tests) => ({ kind: 'callers', tests }));
  return { ...rule, peers: passing.some((tests) => tests.length === 0) ? 'everyone' : peers };
}

/** Undefined where the object wasn't read, or isn't understood. */
function callersOf(
  { kind, namespace, name }: LinkerdReference,
  authentications: ReadonlyMap<string, LinkerdAuthenticationFacts>,
): readonly (readonly CallerTest[])[] | undefined {
  if (kind === 'ServiceAccount') return [[accountTest(namespace, name)]];
  return authentications.get(`${kind} ${namespace}/${name}`)?.callers;
}

const MEMBERS: readonly PolicyPeer[] = [
  { kind: 'callers', tests: [{ of: 'principal', values: ['*'], isNegated: false }] },
];

/** What Linkerd's word for a policy means. */
function accessRules(word: string | undefined, path: FieldPath, ports: readonly PolicyPort[]): RuleFacts[] {
  const everyone = { path, peers: 'everyone', ports } as const;
  const members = { ...everyone, peers: MEMBERS };
  const deny = { ...everyone, action: 'Deny' } as const;
  const inCluster = {
    action: 'Allow',
    doubt: 'which addresses Linkerd takes for those of the cluster is not known',
  } as const;
  switch (word) {
    case 'deny':
      return [deny];
    case 'all-unauthenticated':
    case 'audit':
      return [{ ...everyone, action: 'Allow' }];
    case 'all-authenticated':
      return [{ ...members, action: 'Allow' }, deny];
    case 'cluster-unauthenticated':
      return [{ ...everyone, ...inCluster }, deny];
    case 'cluster-authenticated':
      return [{ ...members, ...inCluster }, deny];
    default: {
      const doubt =
        word === undefined
          ? 'what Linkerd does on ports without a Server is not known (config.linkerd.io/default-inbound-policy says it)'
          : `the policy ${word} of Linkerd is not analysed`;
      return [
        { ...everyone, action: 'Allow', doubt },
        { ...deny, doubt },
      ];
    }
  }
}

const EVERY_PORT: readonly PolicyPort[] = [{ protocol: Protocol.TCP, first: 1, last: 65535 }];

/** What holds on ports that no Server has. */
export function inboundRules(table: ClassTable): InboundRules[] {
  const found = new Map<string, { inbound: InboundDefault; certain: ClassId[]; doubtful: ClassId[] }>();
  table.classes.forEach(({ identity }, id) => {
    const inbound = identity?.inbound;
    if (!inbound) return;
    const key = JSON.stringify([nameOf(inbound.object), inbound.path, inbound.policy]);
    const known = found.get(key) ?? { inbound, certain: [], doubtful: [] };
    found.set(key, known);
    const isSure = identity.modes.every((mode) => mode === 'none' || mode === 'linkerd');
    (isSure ? known.certain : known.doubtful).push(id);
  });
  return [...found.values()].map(({ inbound: { object, path, policy }, certain, doubtful }) => ({
    object,
    subject: { certain, doubtful },
    rules: accessRules(policy, path, EVERY_PORT),
  }));
}
