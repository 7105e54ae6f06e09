import { Port, PortSet } from '../../traffic';
import { listening } from '../edge';
import { type Admission, byCaller, type Caller } from './admission';
import { type IdentityObject, type IdentityProps, podLabels } from './identity-object';
import { tcpOf } from './on-the-wire';
import { portNumbers } from './port-numbers';

const GROUP = 'policy.linkerd.io';
const SERVER = { apiVersion: `${GROUP}/v1beta3`, kind: 'Server' };
const POLICY = `${GROUP}/v1alpha1`;

/**
 * The ports on which Linkerd looks for no HTTP unless told to: a Server takes that back, and a server that speaks first
 * would wait for ten seconds.
 *
 * @see https://linkerd.io/2/features/protocol-detection/
 */
const OPAQUE_PORTS = [25, 587, 3306, 4444, 5432, 6379, 9300, 11211];

/** Pods without an identity have no address that is known: who among them comes this far, the network policy says. */
const EVERYWHERE = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];

/**
 * Who may connect to a workload in a mesh of Linkerd: a Server for each port of its pods, which lets nobody in, and beside
 * it who may. What is named in one policy must all hold, so that identities and addresses have a policy each.
 *
 * @see https://linkerd.io/2/reference/authorization-policy/
 */
export function linkerdObjects({ name, workload, admissions }: IdentityProps): IdentityObject[] {
  const ports = PortSet.of(
    ...tcpOf(listening(workload)).ports,
    ...admissions.flatMap((admission) => admission.ports.ports),
  );
  const podSelector = { matchLabels: podLabels(workload) };
  return portNumbers(ports).flatMap((port) => {
    const server = `${name}-${port}`;
    const callers = callersOn(port, admissions);
    const isOpen = callers.some(({ kind }) => kind === 'everyone' || kind === 'stranger');
    const opaque = OPAQUE_PORTS.includes(port) ? { proxyProtocol: 'opaque' } : {};
    return [
      { ...SERVER, name: server, spec: { podSelector, port, ...opaque } },
      ...authorized(server, server, 'MeshTLSAuthentication', 'identityRefs', callers.flatMap(identities)),
      ...authorized(
        server,
        `${server}-network`,
        'NetworkAuthentication',
        'networks',
        isOpen ? EVERYWHERE : callers.flatMap(network),
      ),
    ];
  });
}

function callersOn(port: number, admissions: Admission[]): Caller[] {
  return byCaller(admissions)
    .filter(({ ports }) => ports.contains(Port.tcp(port)))
    .map(({ caller }) => caller);
}

function authorized(server: string, name: string, kind: string, field: string, who: any[]): IdentityObject[] {
  if (who.length === 0) return [];
  const targetRef = { group: GROUP, kind: SERVER.kind, name: server };
  const requiredAuthenticationRefs = [{ group: GROUP, kind, name }];
  return [
    { apiVersion: POLICY, kind, name, spec: { [field]: who } },
    { apiVersion: POLICY, kind: 'AuthorizationPolicy', name, spec: { targetRef, requiredAuthenticationRefs } },
  ];
}

/** By their accounts, from which Linkerd makes the names of identities; without a name, all of a namespace are meant. */
function identities(caller: Caller): any[] {
  const kind = 'ServiceAccount';
  if (caller.kind === 'account') return [{ kind, name: caller.account, namespace: caller.namespace }];
  return caller.kind === 'namespace' ? [{ kind, namespace: caller.namespace }] : [];
}

function network(caller: Caller): any[] {
  if (caller.kind !== 'range') return [];
  const { cidr, except } = caller.range;
  return [{ cidr: `${cidr}`, ...(except.length > 0 ? { except: except.map(String) } : {}) }];
}
