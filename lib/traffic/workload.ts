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

  /** The ports on which its pods listen. */
  readonly ports: Port[];

  /**
   * The names that its pods give to ports, with the port that each stands for.
   *
   * @default - no port has a name
   */
  readonly namedPorts?: { readonly [name: string]: Port };
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
  /** A workload of these properties. A namespace, name, label or port that cannot be is an error. */
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

  /** How reports call it: `shop/web`. */
  public readonly displayName: string;

  private constructor(props: WorkloadProps) {
    checkDnsLabel('a namespace name', props.namespace);
    checkDnsSubdomain('a workload name', props.name);
    checkLabels(props.labels);
    this.namespace = props.namespace;
    this.name = props.name;
    this.labels = sortedLabels(props.labels);
    props.ports.forEach(checkPort);
    this.ports = [...props.ports];
    Object.freeze(this.ports);
    this.namedPorts = named(props.namedPorts ?? {});
    this.displayName = `${props.namespace}/${props.name}`;
  }

  /**
   * The selector of its labels.
   *
   * It is an error to ask a workload without labels: Kubernetes would take
   * the empty selector for every pod of the namespace.
   */
  public get selector(): LabelSelector {
    if (Object.keys(this.labels).length === 0) {
      throw valueError({
        law: `a workload must have labels to be selected, but ${this.displayName} has none`,
        remedy: 'give its pods a label, such as app.kubernetes.io/name',
      });
    }
    return LabelSelector.of({ labels: this.labels });
  }

  /** The ports in words: `TCP 8080, UDP 53`, or `no port`. */
  public get portText(): string {
    return this.ports.length > 0 ? this.ports.join(', ') : 'no port';
  }

  /**
   * The numbers of a port: what the pods mean by a name, and numbers as they are.
   *
   * Absent for a name that the pods give to no port of that protocol.
   *
   * @param port a port by number or by name
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
