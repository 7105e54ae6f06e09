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
   * @default - the construct's id
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
  /**
   * @param scope - in whose chart, and so for whose namespace, it is written
   * @param id - its name, unless one is given
   * @param props - its name
   * @throws when the name is no DNS-1123 label
   */
  public constructor(scope: Construct, id: string, props: DnsEgressProps = {}) {
    const { dns, networkPlugin } = clusterOf(scope);
    super(scope, id, {
      name: props.name,
      pods: LabelSelector.everything(),
      egress: [{ peers: dns.peers(networkPlugin), ports: dns._askedPorts }],
    });
    ConnectionGraph.of(this).namesResolveIn({ construct: this, namespace: namespaceOf(scope) });
  }
}
