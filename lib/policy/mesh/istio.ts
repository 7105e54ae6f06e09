import type { IMesh } from '../../cluster';
import { PortSet } from '../../traffic';
import { type Admission, byCaller, type Caller } from './admission';
import { type IdentityObject, type IdentityProps, podLabels } from './identity-object';
import { isAllTcp, portNumbers } from './port-numbers';

const SECURITY = 'security.istio.io/v1';
export const AUTHORIZATION = { apiVersion: SECURITY, kind: 'AuthorizationPolicy' };
export const AUTHENTICATION = { apiVersion: SECURITY, kind: 'PeerAuthentication' };

/**
 * Who may connect to a workload in a mesh of Istio.
 *
 * A list of allowances without any lets nobody in. Where somebody without an identity is let in, the port takes plain
 * connections as well: rules that name identities match none of these.
 *
 * A range means callers outside of the mesh. Pods have addresses as well, and in an ambient mesh the network policy can't
 * keep one that it lets in on some port from the ports that are open to its address. By which addresses pods are let in
 * differs from one network plugin to the next; members of the mesh are let in by none.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function istioObjects({ name, workload, admissions, mesh }: IdentityProps): IdentityObject[] {
  const selector = { matchLabels: podLabels(workload) };
  const rules = ruleManifests(admissions, mesh);
  const plain = plainPorts(admissions);
  return [
    { ...AUTHORIZATION, name, spec: { selector, action: 'ALLOW', ...(rules.length > 0 ? { rules } : {}) } },
    ...(plain.isEmpty ? [] : [{ ...AUTHENTICATION, name, spec: { selector, ...plainManifest(plain) } }]),
  ];
}

/** Callers with equal ports share a rule; everyone is in one of their own, which names nobody. */
export function ruleManifests(admissions: Admission[], mesh: IMesh): any[] {
  const rules = new Map<string, { callers: Caller[]; ports: PortSet }>();
  for (const { caller, ports } of byCaller(admissions)) {
    const key = caller.kind === 'everyone' ? `${ports} everyone` : `${ports}`;
    const rule = rules.get(key) ?? { callers: [], ports };
    rules.set(key, rule);
    rule.callers.push(caller);
  }
  return [...rules.values()].sort(byFirstPort).map(({ callers, ports }) => {
    const from = sources(callers, mesh);
    return {
      ...(from.length > 0 ? { from } : {}),
      ...(isAllTcp(ports) ? {} : { to: [{ operation: { ports: portNumbers(ports).map(String) } }] }),
    };
  });
}

/** Who shows no identity. All that a source says must hold, so beside addresses it takes members of the mesh from these. */
const STRANGERS = { notPrincipals: ['*'] };

function sources(callers: Caller[], { trustDomain }: IMesh): any[] {
  const principals: string[] = [];
  const namespaces: string[] = [];
  const ipBlocks: string[] = [];
  const others: any[] = [];
  for (const caller of callers) {
    if (caller.kind === 'account') principals.push(`${trustDomain}/ns/${caller.namespace}/sa/${caller.account}`);
    if (caller.kind === 'namespace') namespaces.push(caller.namespace);
    if (caller.kind === 'stranger') others.push({ source: STRANGERS });
    if (caller.kind !== 'range') continue;
    const { cidr, except } = caller.range;
    if (except.length === 0) ipBlocks.push(`${cidr}`);
    else others.push({ source: { ipBlocks: [`${cidr}`], notIpBlocks: except.map(String), ...STRANGERS } });
  }
  return [
    ...(principals.length > 0 ? [{ source: { principals } }] : []),
    ...(namespaces.length > 0 ? [{ source: { namespaces } }] : []),
    ...(ipBlocks.length > 0 ? [{ source: { ipBlocks, ...STRANGERS } }] : []),
    ...others,
  ];
}

/** The ports on which somebody is let in who may have no identity. */
function plainPorts(admissions: Admission[]): PortSet {
  const plain = admissions.filter(({ caller: { kind } }) => kind !== 'account' && kind !== 'namespace');
  return PortSet.of(...plain.flatMap(({ ports }) => ports.ports));
}

function plainManifest(ports: PortSet): any {
  if (isAllTcp(ports)) return { mtls: { mode: 'PERMISSIVE' } };
  const levels = portNumbers(ports).map((port) => [`${port}`, { mode: 'PERMISSIVE' }]);
  return { mtls: { mode: 'STRICT' }, portLevelMtls: Object.fromEntries(levels) };
}

function byFirstPort(a: { ports: PortSet; callers: Caller[] }, b: { ports: PortSet; callers: Caller[] }): number {
  const [one, other] = [a, b].map(({ ports }) => ports.ports[0]?.first ?? 0) as [number, number];
  const [text, rest] = [a, b].map(({ ports, callers }) => `${ports} ${callers[0]?.key}`) as [string, string];
  return one - other || (text < rest ? -1 : 1);
}
