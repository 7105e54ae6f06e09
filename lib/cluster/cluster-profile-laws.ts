import { valueError } from '../errors';
import { ClusterDns } from './cluster-dns';
import { checkSharedFacts } from './cluster-facts-laws';
import type { ClusterProfileProps } from './cluster-profile-props';
import { Entry } from './entry';
import { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
import type { ILoadBalancer } from './load-balancer/load-balancer';
import { NetworkPlugin } from './network-plugin/catalogue';

/** Checks the kinds of the facts: from JavaScript anything may come, and would be missed only where it is used. */
export function checkFacts(props: ClusterProfileProps): void {
  const { name, dns, networkPlugin, entries } = props;
  if (typeof name !== 'string' || !name.trim()) {
    throw valueError({
      law: 'the `name` of a cluster profile must say something',
      got: name,
      remedy: 'write what people call the cluster, such as "production"',
    });
  }
  checkLoadBalancer(props.loadBalancer);
  checkGatewayApiVersion(props.gatewayApiVersion);
  checkGatewayApiChannel(props.gatewayApiChannel);
  if (isGiven(dns) && !ClusterDns._isClusterDns(dns)) {
    throw valueError({
      law: 'the `dns` of a cluster profile must be a ClusterDns',
      got: dns,
      remedy: 'write ClusterDns.of({ ... }), or leave it out for ClusterDns.kubeDns()',
    });
  }
  if (isGiven(networkPlugin) && !NetworkPlugin._isNetworkPlugin(networkPlugin)) {
    throw valueError({
      law: 'the `networkPlugin` of a cluster profile must be a NetworkPlugin',
      got: networkPlugin,
      remedy: 'write NetworkPlugin.calico(), or NetworkPlugin.of({ ... }) for one that has no factory here',
    });
  }
  checkSharedFacts(props, networkPlugin?.name);
  if (!isGiven(entries) || (Array.isArray(entries) && entries.every(Entry._isEntry))) return;
  throw valueError({
    law: 'the `entries` of a cluster profile must be a list of Entry objects',
    got: entries,
    remedy:
      'write [Entry.gateway(GatewayImplementations.envoyGateway())], or Entry.ingress() for an ingress controller',
  });
}

/** Checks that entries can be told apart: apps do it by their names, and the cluster by their classes. */
export function checkTellable(entries: Entry[]): void {
  const names = entries.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw valueError({
      law: 'the entries of a cluster profile must differ in their names',
      got: twice,
      remedy: 'give `name` in Entry.gateway() or Entry.ingress()',
    });
  }
  const byClass = new Map<string, Entry>();
  for (const entry of entries) {
    const key = classOf(entry);
    const known = byClass.get(key);
    if (known && serverOf(known) !== serverOf(entry)) {
      throw valueError({
        law: `the entries of one class must be served by one installation, and "${known.name}" and "${entry.name}" of ${key} are not`,
        remedy:
          'give one of them the class that its objects name in the cluster: `kubectl get gatewayclass,ingressclass`',
      });
    }
    byClass.set(key, entry);
  }
}

function classOf({ controller, implementation }: Entry): string {
  if (controller) return `IngressClass ${controller.ingressClassName}`;
  return `GatewayClass ${implementation?.gatewayClassName}`;
}

/** Who serves an entry, in words: two that read alike are alike. */
function serverOf({ controller, implementation, usesHostNetwork }: Entry): string {
  const dataPlane = controller?.dataPlane ?? implementation?.dataPlane({ name: 'any', namespace: 'any' });
  return [controller?.name ?? implementation?.name, dataPlane, usesHostNetwork].join(' ');
}

function checkLoadBalancer(balancer: unknown): void {
  if (!isGiven(balancer)) return;
  const { name, serve } = balancer as Partial<ILoadBalancer>;
  if (typeof name === 'string' && typeof serve === 'function') return;
  throw valueError({
    law: 'the `loadBalancer` of a cluster profile must be an ILoadBalancer',
    got: balancer,
    remedy: 'take one from LoadBalancers, such as LoadBalancers.metallb()',
  });
}

function checkGatewayApiVersion(version: unknown): void {
  if (!isGiven(version) || Object.values(GatewayApiVersion).includes(version as GatewayApiVersion)) return;
  throw valueError({
    law: 'the `gatewayApiVersion` of a cluster profile must be a GatewayApiVersion',
    got: version,
    remedy: 'write it as in GatewayApiVersion.V1_4',
  });
}

function checkGatewayApiChannel(channel: unknown): void {
  if (!isGiven(channel) || Object.values(GatewayApiChannel).includes(channel as GatewayApiChannel)) return;
  throw valueError({
    law: 'the `gatewayApiChannel` of a cluster profile must be a GatewayApiChannel',
    got: channel,
    remedy: 'write it as in GatewayApiChannel.EXPERIMENTAL',
  });
}

function isGiven(x: unknown): boolean {
  return x !== undefined && x !== null;
}
