import { valueError } from '../errors';
import type { IConnectionEnd } from './connection-end';
import { checkDnsLabel, checkDnsSubdomain } from './dns-label';
import { LabelSelector } from './label-selector';
import { checkLabels, sortedLabels } from './labels';
import { checkPort, Port } from './port';

/** What is known of a workload. */
export interface WorkloadProps {
  /** The namespace it runs in, a DNS-1123 label. */
  readonly namespace: string;

  /** The name of the object that runs it, a DNS-1123 subdomain. */
  readonly name: string;

  /** The labels of its pods. */
  readonly labels: { readonly [key: string]: string };

  /**
   * What tells its pods from all others of the namespace.
   *
   * @default - all of their labels
   */
  readonly selector?: LabelSelector;

  /** The ports on which its pods listen. */
  readonly ports: Port[];

  /**
   * The names that its pods give to ports, with the port that each stands for.
   *
   * @default - no port has a name
   */
  readonly namedPorts?: { readonly [name: string]: Port };

  /**
   * The service account of its pods: a DNS-1123 subdomain, by which a service mesh tells them from others.
   *
   * @default 'default'
   */
  readonly serviceAccount?: string;

  /**
   * The annotations of its pods, by which these may leave a service mesh, as by `linkerd.io/inject: disabled`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/**
 * Pods that run the same thing, as the network sees them: where they are,
 * what labels they have, on which ports they listen.
 *
 * @example
 * const web = Workload.of({
 *   namespace: 'shop',
 *   name: 'web',
 *   labels: { app: 'web' },
 *   ports: [Port.tcp(8080)],
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/
 */
export class Workload implements IConnectionEnd {
  /**
   * A workload of these properties.
   *
   * @param props - where its pods are, and what they are like
   * @throws when its namespace, its name, a label or a port cannot be
   */
  public static of(props: WorkloadProps): Workload {
    return new Workload(props);
  }

  /** The namespace it runs in. */
  public readonly namespace: string;

  /** The name of the object that runs it. */
  public readonly name: string;

  /** The labels of its pods: in the order of their keys, frozen. May be empty, as those of a bare pod. */
  public readonly labels: { readonly [key: string]: string };

  /** The ports on which its pods listen, as they were given, frozen. */
  public readonly ports: Port[];

  /** The names that its pods give to ports, with the port that each stands for: in the order of the names, frozen. */
  public readonly namedPorts: { readonly [name: string]: Port };

  /** The service account of its pods, as which they are known in a service mesh. */
  public readonly serviceAccount: string;

  /** The annotations of its pods, frozen. */
  public readonly annotations: { readonly [key: string]: string };

  /** How reports call it: `shop/web`. */
  public readonly displayName: string;

  private readonly givenSelector?: LabelSelector;

  private constructor(props: WorkloadProps) {
    checkDnsLabel('a namespace name', props.namespace);
    checkDnsSubdomain('a workload name', props.name);
    checkLabels(props.labels);
    const { serviceAccount = 'default' } = props;
    checkDnsSubdomain('the service account of a workload', serviceAccount);
    this.serviceAccount = serviceAccount;
    this.annotations = Object.freeze({ ...props.annotations });
    this.namespace = props.namespace;
    this.name = props.name;
    this.labels = sortedLabels(props.labels);
    this.givenSelector = props.selector;
    checkSelects(props);
    props.ports.forEach(checkPort);
    this.ports = [...props.ports];
    Object.freeze(this.ports);
    this.namedPorts = named(props.namedPorts ?? {});
    this.displayName = `${props.namespace}/${props.name}`;
  }

  /**
   * What tells its pods from all others of the namespace: what was given, or all of their labels.
   *
   * @throws when there are no labels: Kubernetes would take the empty selector for every pod of the namespace
   */
  public get selector(): LabelSelector {
    if (this.givenSelector) return this.givenSelector;
    if (Object.keys(this.labels).length === 0) {
      throw valueError({
        law: `a workload must have labels to be selected, but ${this.displayName} has none`,
        remedy: 'give its pods a label, such as app.kubernetes.io/name',
      });
    }
    return LabelSelector.of({ labels: this.labels });
  }

  /** @internal the ports in the words of an error: `TCP 8080, UDP 53`, or `no port` */
  public get _portText(): string {
    return this.ports.length > 0 ? this.ports.join(', ') : 'no port';
  }

  /**
   * The numbers of a port: what the pods mean by a name, and numbers as they are.
   *
   * Absent for a name that the pods give to no port of that protocol.
   *
   * @param port - a port by number or by name
   */
  public resolve(port: Port): Port | undefined {
    if (port.name === undefined) return port;
    const meant = Object.hasOwn(this.namedPorts, port.name) ? this.namedPorts[port.name] : undefined;
    return meant?.protocol === port.protocol ? meant : undefined;
  }

  /** The same as the display name. */
  public toString(): string {
    return this.displayName;
  }
}

/** A selector that misses the pods would leave them without a policy, and one of everything governs all others too. */
function checkSelects({ namespace, name, labels, selector }: WorkloadProps): void {
  if (!selector || (!selector.isEverything && selector.matches(labels))) return;
  throw valueError({
    law: `the selector of a workload must select its pods, and not every pod, which that of ${namespace}/${name} doesn't`,
    got: selector.toString(),
    remedy: 'select by labels that its pods have',
  });
}

/** A name for a name would stand for nothing. */
function named(ports: { readonly [name: string]: Port }): { readonly [name: string]: Port } {
  for (const [name, port] of Object.entries(ports)) {
    checkPort(port);
    if (Port.named(name).name === name && !port.isNamed) continue;
    throw valueError({
      law: `a named port must stand for a number, but "${name}" stands for ${port}`,
      remedy: 'give the number on which the pods listen, such as Port.tcp(8080)',
    });
  }
  return Object.freeze(Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1))));
}
