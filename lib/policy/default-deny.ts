import type { Construct } from 'constructs';
import { Direction, LabelSelector } from '../traffic';
import { NetworkPolicy } from './network-policy';

/** How a default deny is named. */
export interface DefaultDenyProps {
  /**
   * Its name.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Closes a namespace in both directions: its pods reach nobody, and nobody reaches them, but for what other policies
 * allow.
 *
 * Nodes and kubelets still reach their pods, as probes need it. Put a `DnsEgress` beside it: a pod that cannot resolve
 * names fails in ways that look like every other network fault.
 *
 * @example
 * const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
 * new DefaultDeny(chart, 'default-deny');
 * new DnsEgress(chart, 'allow-dns');
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export class DefaultDeny extends NetworkPolicy {
  /**
   * @param scope - in whose chart, and so for whose namespace, it is written
   * @param id - its name, unless one is given
   * @param props - its name
   * @throws when the name is no DNS-1123 label
   */
  public constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id, {
      name: props.name,
      pods: LabelSelector.everything(),
      directions: [Direction.INGRESS, Direction.EGRESS],
    });
  }
}
