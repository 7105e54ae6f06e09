import { type Carrier, carrierText, type Entrance, type Note } from './entrance';
import { defaultFacts, dnsPod, type Facts } from './facts';
import { gatewayCarrier, gatewayEntrances } from './gateway-entrances';
import { type IngressSpec, ingressCarrier, ingressEntrances } from './ingress-entrances';
import type { GatewaySpec } from './listeners';
import { groupOf, type Manifest, ofKind } from './manifests';
import { openings, waysOut } from './openings';
import { type End, type Judge, permits } from './permits';
import { policiesOf } from './policies';
import { probesOf } from './probes';
import { type Row, sorted } from './row';
import { behind, namesOf, podPort, type Service, serviceProblems, servicesOf } from './services';
import { type DeclaredPort, namespaceLabels, type Pod, type Workload, workloadsOf } from './workloads';

export interface Reachability {
  /** Who may reach whom, once each and sorted. */
  readonly rows: Row[];
  /** What does not work as written, and what is not judged here. */
  readonly problems: string[];
  /** The workloads that may not ask the cluster's DNS over both UDP and TCP. */
  readonly cannotResolve: string[];
  /** Every workload, as `namespace/name`. */
  readonly workloads: string[];
}

/** Somebody outside. Pods that carry traffic in are governed only where the manifests have policies of their namespace. */
const CLIENT: End = { address: '198.51.100.7' };

/** Who may reach whom, by the manifests alone and by what the facts say of the cluster around them. */
export function reachability(manifests: Manifest[], facts: Facts = defaultFacts): Reachability {
  const workloads = workloadsOf(manifests);
  const services = servicesOf(manifests);
  const judge = judgeOf(manifests, facts);
  const problems = [...unjudged(manifests), ...serviceProblems(services, workloads)];
  const note: Note = (problem) => problems.push(problem);
  const entrances = [
    ...ingressEntrances(manifests, facts, note),
    ...gatewayEntrances(manifests, facts, judge.labelsOf, note),
  ];
  const rows = [
    ...betweenWorkloads(workloads, services, judge),
    ...entrances.flatMap((entrance) => throughEntrance(entrance, workloads, services, judge, note)),
    ...openings(workloads, [...workloads, ...carrierPods(manifests, facts)], judge),
    ...waysOut(workloads, judge),
  ];
  for (const { id } of workloads.filter(({ onHostNetwork }) => onHostNetwork)) {
    note(`${id} is on the network of its node, where no policy governs it`);
  }
  return {
    rows: sorted(rows),
    problems: [...new Set(problems)].sort(),
    cannotResolve: workloads
      .filter(
        (workload) => !['UDP', 'TCP'].every((each) => permits(judge, workload, dnsPod(facts), facts.dns.port, each)),
      )
      .map(({ id }) => id)
      .sort(),
    workloads: workloads.map(({ id }) => id).sort(),
  };
}

/**
 * Whether one may open a connection to a port of the other, declared or not.
 *
 * An end is a workload (`shop/web`) or an address (`external:203.0.113.7`). From a workload to itself the other replicas
 * are meant; a bare Pod has none, and reaches itself always.
 */
export function allows(manifests: Manifest[], from: string, to: string, port: number, protocol = 'TCP'): boolean {
  const workloads = workloadsOf(manifests);
  const endOf = (text: string) => {
    if (text.startsWith('external:')) {
      return { address: text.slice('external:'.length) };
    }
    const found = workloads.find(({ id }) => id === text);
    if (!found) {
      throw new Error(`there is no workload ${text} among ${workloads.map(({ id }) => id).join(', ')}`);
    }
    return found;
  };
  const [source, destination] = [endOf(from), endOf(to)];
  const isItself = source === destination && !('address' in source) && !source.hasReplicas;
  return isItself || permits(judgeOf(manifests), source, destination, port, protocol);
}

function judgeOf(manifests: Manifest[], { namespaces = {} }: Facts = defaultFacts): Judge {
  const written = namespaceLabels(manifests);
  return { policies: policiesOf(manifests), labelsOf: (name) => ({ ...namespaces[name], ...written(name) }) };
}

function betweenWorkloads(workloads: Workload[], services: Service[], judge: Judge): Row[] {
  return workloads.flatMap((from) =>
    workloads
      .filter((to) => from !== to || from.hasReplicas)
      .flatMap((to) =>
        to.ports
          .filter((port) => permits(judge, from, to, port.number, port.protocol))
          .map((port) => ({
            from: from.id,
            to: to.id,
            port: String(port.number),
            protocol: port.protocol,
            via: namesOf(services, to, port),
          })),
      ),
  );
}

/** The rest of the way in: the Service, its port, the pods behind it, and the policies over those. */
function throughEntrance(
  entrance: Entrance,
  workloads: Workload[],
  services: Service[],
  judge: Judge,
  note: Note,
): Row[] {
  const { origin, url, carrier, namespace, service: name, protocol, listens } = entrance;
  if (listens !== undefined && !('blocks' in carrier) && !permits(judge, CLIENT, carrier, listens, protocol)) {
    note(`${origin}: policies keep clients from ${protocol} ${listens} of ${carrierText(carrier)}`);
    return [];
  }
  const service = services.find((each) => each.namespace === namespace && each.name === name);
  const port = service?.ports.find(
    (each) => (each.port === entrance.port || each.name === entrance.port) && each.protocol === protocol,
  );
  if (!service || !port) {
    note(`${origin}: there is no ${protocol} port ${entrance.port} of a Service ${namespace}/${name}`);
    return [];
  }
  return behind(service, workloads).flatMap((to): Row[] => {
    const target = podPort(port, to);
    if (!target) {
      return []; // serviceProblems has said so
    }
    if (!lets(judge, carrier, to, target)) {
      note(`${origin}: policies keep ${carrierText(carrier)} from ${protocol} ${target.number} of ${to.id}`);
      return [];
    }
    return [{ from: 'outside', to: to.id, port: String(target.number), protocol: target.protocol, via: url }];
  });
}

/** Of addresses all must be let in, since any of them may carry a request. */
function lets(judge: Judge, carrier: Carrier, to: Workload, { number, protocol }: DeclaredPort): boolean {
  const ends: End[] =
    'blocks' in carrier
      ? carrier.blocks.flatMap((block) => probesOf(block, judge.policies)).map((address) => ({ address }))
      : [carrier];
  return ends.every((from) => permits(judge, from, to, number, protocol));
}

/** The pods that carry traffic in for the Gateways and Ingresses that are given. */
function carrierPods(manifests: Manifest[], facts: Facts): Pod[] {
  const gateways = ofKind<GatewaySpec>(manifests, 'gateway.networking.k8s.io', 'Gateway');
  const ingresses = ofKind<IngressSpec>(manifests, 'networking.k8s.io', 'Ingress');
  const carriers = [
    ...gateways.map((gateway) => gatewayCarrier(gateway, facts)),
    ...ingresses.map((ingress) => ingressCarrier(ingress, facts)),
  ];
  return carriers.flatMap((carrier) => (carrier === undefined || 'blocks' in carrier ? [] : [carrier]));
}

/** Objects that change who reaches whom in ways that this reader does not know: better said than passed over. */
function unjudged(manifests: Manifest[]): string[] {
  const groups = /(^|\.)(cilium\.io|projectcalico\.org|policy\.networking\.k8s\.io)$/;
  return manifests
    .filter(
      (manifest) =>
        groups.test(groupOf(manifest)) ||
        (groupOf(manifest) === 'gateway.networking.k8s.io' && manifest.kind === 'ListenerSet'),
    )
    .map(
      ({ kind, metadata }) =>
        `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name} is not judged`,
    );
}
