import { blockText } from '../evaluate/address-space';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import { selectorOf } from '../network/selector';
import type { DataPlane, EntryFacts } from './entry-facts';
import { holds, listText } from './legs';
import type { EntryLeg, EntryPoint } from './way-in';

/** An entry point, and the step that says who it is. */
export interface KnownEntry {
  readonly entry: EntryPoint;
  readonly leg: EntryLeg;
}

/** What carries requests in. The same Gateway or controller is the same value, however many routes it has. */
export class EntryPoints {
  private readonly gateways = new Map<string, KnownEntry>();
  private readonly controllers = new Map<string, KnownEntry>();
  private readonly soleIngressClass?: string;
  /** `ns/name` of each workload, from which an entry must be told apart. */
  private readonly workloads: ReadonlySet<string>;
  private readonly gatewayNames: ReadonlySet<string>;

  constructor(
    private readonly facts: EntryFacts,
    { gateways, workloads }: Network,
  ) {
    this.workloads = new Set(workloads.map(shortName));
    this.gatewayNames = new Set(gateways.map(shortName));
    const gatewayClasses = new Set(gateways.map(({ className }) => className));
    const classes = facts.ingressClasses.filter((name) => !gatewayClasses.has(name));
    if (classes.length === 1) this.soleIngressClass = classes[0];
  }

  /** The data plane of a Gateway; without a class where the Gateway itself wasn't read. */
  public gateway(gateway: { namespace: string; name: string }, className?: string): KnownEntry {
    const name = `${gateway.namespace}/${gateway.name}`;
    return found(this.gateways, name, () => {
      const plane = className === undefined ? undefined : this.facts.dataPlaneOf(className, gateway);
      const text = plane ? served(`Gateway ${name}`, plane) : unsaid(`Gateway ${name}`, className, 'GatewayClass');
      const entryName = this.workloads.has(name) ? `${gateway.namespace}/gateway/${gateway.name}` : name;
      return { entry: { name: entryName, kind: 'gateway', ...plane }, leg: holds('controller', text) };
    });
  }

  /** What a route without a Gateway is told to come by. */
  public noGateway(): EntryPoint {
    return { name: 'gateway', kind: 'gateway' };
  }

  /** The controller of an IngressClass; without a class the only controller that is known. */
  public ingress(className?: string): KnownEntry {
    const name = className ?? this.soleIngressClass;
    return found(this.controllers, name ?? '', () => {
      const plane = name === undefined ? undefined : this.facts.dataPlaneOf(name);
      const what = name === undefined ? 'Ingresses without a class' : `IngressClass ${name}`;
      if (!plane) {
        const entry: EntryPoint = { name: 'ingress-controller', kind: 'ingress-controller' };
        return { entry, leg: holds('controller', unsaid(what, name, 'IngressClass')) };
      }
      const home = plane.pods?.namespace ?? 'ingressclass';
      const short = `${home}/${name}`;
      const isTaken = this.workloads.has(short) || this.gatewayNames.has(short);
      const entryName = isTaken ? `${home}/ingressclass/${name}` : short;
      const entry: EntryPoint = { name: entryName, kind: 'ingress-controller', ...plane };
      return { entry, leg: holds('controller', served(what, plane)) };
    });
  }
}

function shortName({ object }: { readonly object: ObjectRef }): string {
  return `${object.namespace}/${object.name}`;
}

function found(entries: Map<string, KnownEntry>, key: string, make: () => KnownEntry): KnownEntry {
  const known = entries.get(key) ?? make();
  entries.set(key, known);
  return known;
}

function served(what: string, { pods, addresses = [], entity }: DataPlane): string {
  if (entity) return `Cilium itself serves ${what}, as its entity ${entity}`;
  if (!pods) return `a load balancer at ${listText(addresses.map(blockText))} serves ${what}`;
  const { namespace, labels } = pods;
  const requirements = Object.entries(labels).map(
    ([key, value]) => ({ key, operator: 'In', values: [value] }) as const,
  );
  const { text } = selectorOf(requirements);
  return `${text ? `pods ${text}` : 'the pods'} in namespace ${namespace} serve ${what}`;
}

function unsaid(what: string, className: string | undefined, kind: string): string {
  const where = className === undefined ? `the pods of its ${kind}` : `the pods of ${kind} ${className}`;
  return `which pods serve ${what} isn't known; a cluster profile can say it, or a selection of ${where}`;
}
