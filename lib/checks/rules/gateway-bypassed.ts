import { Answer } from '../../analysis';
import type { ICheck } from '../check';
import type { EntryTarget, Evidence, Member, ServiceFacts, WayIn } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { isInternal } from '../internal';
import { Severity } from '../severity';
import { connectionText, fewOf, portOf } from '../stakes';
import { textAt } from '../written';

/**
 * Finds Services of type NodePort or LoadBalancer, or with external addresses, that lead to the same port of the same pods
 * as a Gateway or an Ingress: whoever dials them passes by its TLS, its authentication and its filters.
 *
 * It is silent where policies don't let such clients in for certain, where `loadBalancerSourceRanges` name them, about load balancers
 * of a private network, and about ports of nodes that the load balancer of an Ingress may need, as on AWS and Google Cloud.
 */
export class GatewayBypassed implements ICheck {
  public readonly id = 'gateway-bypassed';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a Service that is open to the outside, for pods that a Gateway or an Ingress serves';
  public readonly condition = 'none';
  public readonly harm =
    'whoever dials the Service passes by the TLS, the authentication and the filters of the Gateway';
  public readonly remedy = 'make it a Service of type ClusterIP';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const served = servedPorts(evidence);
    const lines = new Map<ServiceFacts, string[]>();
    const serving = new Map<ServiceFacts, string>();
    for (const { way, target, member } of passingIn(evidence, isDirect, 'allowed')) {
      const service = evidence.addressing.service(way.origin.namespace, way.origin.name);
      const bypassed = served.get(keyOf(member, target));
      if (!service || !bypassed || isMeant(service, bypassed, way, evidence)) continue;
      const to = connectionText(evidence.governance, way.url, member.name, portOf(evidence.governance, target));
      const known = lines.get(service) ?? [];
      known.push(`${to} passes by ${bypassed.entry.name}, which serves ${bypassed.url}`);
      lines.set(service, known);
      serving.set(service, evidence.nameOf(bypassed.origin));
    }
    return [...lines].map(([service, stakes]) => {
      const text = `it opens to the outside what ${serving.get(service)} serves`;
      const path = service.type === 'ClusterIP' ? 'externalIPs' : 'type';
      return inspection._at(service.object, ['spec', path], text, fewOf(stakes));
    });
  }
}

interface Passing {
  readonly way: WayIn;
  readonly target: EntryTarget;
  readonly member: Member;
}

/** The ways of some entries that lead to pods, and that policies let through, for certain or perhaps. */
function* passingIn(
  { governance, waysIn }: Evidence,
  isOf: (way: WayIn) => boolean,
  how: 'allowed' | 'possible',
): Generator<Passing> {
  for (const way of waysIn) {
    if (way.answer === Answer.DENIED || !isOf(way)) continue;
    for (const target of way.targets) {
      if (governance.entering(way, target)[how] === governance.ports.none) continue;
      yield { way, target, member: governance.memberOf(target.workload) };
    }
  }
}

/** A way in by which each port of pods is served by a Gateway or an Ingress. */
function servedPorts(evidence: Evidence): Map<string, WayIn> {
  const found = new Map<string, WayIn>();
  for (const { way, target, member } of passingIn(evidence, isServed, 'possible')) {
    const key = keyOf(member, target);
    // One by TLS tells more of what is passed by.
    if (!found.has(key) || way.url.startsWith('https:')) found.set(key, way);
  }
  return found;
}

function isServed({ entry: { kind } }: WayIn): boolean {
  return kind === 'gateway' || kind === 'ingress-controller';
}

function isDirect(way: WayIn): boolean {
  return way.origin.kind === 'Service' && !isServed(way);
}

function keyOf({ name }: Member, { protocol, port }: EntryTarget): string {
  return `${name} ${protocol} ${port}`;
}

function isMeant(service: ServiceFacts, served: WayIn, way: WayIn, evidence: Evidence): boolean {
  if (service.loadBalancerSourceRanges.length > 0 || isInternal(evidence.bodyOf(service.object))) return true;
  return service.type === 'NodePort' && way.entry.kind === 'node-port' && mayNeedNodePort(served, evidence);
}

/** Controllers that run in the cluster, and connect to the pods themselves. */
const IN_CLUSTER = /nginx|traefik|haproxy|contour|kong|istio|envoy|cilium|openshift/;

/** Whether the balancer of an Ingress may come by ports of the nodes: those of clouds do, unless they are told otherwise. */
function mayNeedNodePort({ origin, entry }: WayIn, evidence: Evidence): boolean {
  if (origin.kind !== 'Ingress' || entry.pods) return false;
  const body = evidence.bodyOf(origin);
  if (textAt(body, 'metadata', 'annotations', 'alb.ingress.kubernetes.io/target-type') === 'ip') return false;
  const className =
    textAt(body, 'spec', 'ingressClassName') ?? textAt(body, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
  return className === undefined || !IN_CLUSTER.test(className);
}
