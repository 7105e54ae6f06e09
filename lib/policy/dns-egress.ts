import type { Construct } from 'constructs';
import { clusterOf, namespaceOf } from '../objects';
import { LabelSelector } from '../traffic';
import { ConnectionGraph } from './graph';
import { NetworkPolicy } from './network-policy';

/** How the policy is named. */
export interface DnsEgressProps {
  /**
   * Its name.
   *
   * @default 'allow-dns'
   */
  readonly name?: string;
}

/**
 * Lets the pods of one namespace resolve names, over UDP and TCP, and reach nothing else.
 *
 * Where the DNS pods are is a fact of the cluster profile. The policies of workloads in the same namespace then say
 * nothing about DNS any more.
 *
 * @example
 * const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
 * new DnsEgress(chart, 'allow-dns');
 */
export class DnsEgress extends NetworkPolicy {
  public constructor(scope: Construct, id: string, props: DnsEgressProps = {}) {
    const { dns } = clusterOf(scope);
    super(scope, id, {
      name: props.name ?? 'allow-dns',
      pods: LabelSelector.everything(),
      egress: [{ peers: [dns.peer], ports: dns.ports }],
    });
    ConnectionGraph.of(this).namesResolveIn({ construct: this, namespace: namespaceOf(scope) });
  }
}
