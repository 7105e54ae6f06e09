import { valueError } from '../errors';
import type { IConnectionEnd } from './connection-end';
import { checkDnsLabel, checkDnsSubdomain } from './dns-label';
import { LabelSelector } from './label-selector';
import { checkLabels, sortedLabels } from './labels';
import type { Port } from './port';

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
  /** A workload of these properties. A namespace, name or label that Kubernetes would refuse is an error. */
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

  /** How reports call it: `shop/web`. */
  public readonly displayName: string;

  private constructor(props: WorkloadProps) {
    checkDnsLabel('a namespace name', props.namespace);
    checkDnsSubdomain('a workload name', props.name);
    checkLabels(props.labels);
    this.namespace = props.namespace;
    this.name = props.name;
    this.labels = sortedLabels(props.labels);
    this.ports = [...props.ports];
    Object.freeze(this.ports);
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

  /** The same as the display name. */
  public toString(): string {
    return this.displayName;
  }
}
