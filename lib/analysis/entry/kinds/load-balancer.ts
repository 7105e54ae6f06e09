import { nameOf } from '../../network/place';
import type { ServiceFacts, ServicePortFacts } from '../../network/services';
import type { EntryContext, EntryKind } from '../entry-kind';
import { fieldOf, holds, listText, walk } from '../legs';
import { urlOf } from '../url';
import type { EntryLeg, EntryPoint, WayIn } from '../way-in';

/**
 * Services that can be reached from outside: by a load balancer, by a port of every node, or by addresses of their own.
 *
 * The connection comes from the client itself, from the balancer or from a node: which, a policy of the network plugin
 * and of the cloud decides. A load balancer gets ports of the nodes as well, by which it can be passed by, unless it is
 * told to do without; they are named where they are fixed.
 */
export const loadBalancer: EntryKind = {
  name: 'LoadBalancer',
  waysIn: (context) => context.network.services.flatMap((service) => waysBy(service, context)),
};

/** The ports from which Kubernetes chooses one when a Service doesn't. */
const NODE_PORTS = '30000-32767';

function waysBy(service: ServiceFacts, context: EntryContext): WayIn[] {
  const { object, type, externalIps } = service;
  if (type === 'ExternalName' || service.isHeadless) return [];
  // A Service mostly has the name of its workload.
  const name = `${object.namespace}/service/${object.name}`;
  const clients = service.loadBalancerSourceRanges;
  const balancer: EntryPoint = { name, kind: 'load-balancer', ...(clients.length > 0 ? { clients } : {}) };
  const node: EntryPoint = { name, kind: 'node-port' };
  return service.ports.flatMap((port) => {
    const way = (entry: EntryPoint, url: string, leg: EntryLeg): WayIn => ({
      entry,
      origin: object,
      url,
      ...walk(leg, context.arrivals.at(service, port)),
    });
    const ways: WayIn[] = [];
    if (type === 'LoadBalancer') {
      ways.push(way(balancer, urlOf(port.protocol, '', port.port), balancerLeg(service, port)));
    }
    if (hasNodePort(service, port)) {
      ways.push(way(node, nodeUrl(port), nodeLeg(service, port)));
    }
    for (const address of externalIps) {
      const host = address.includes(':') ? `[${address}]` : address;
      ways.push(way(node, urlOf(port.protocol, host, port.port), addressLeg(service, port, address)));
    }
    return ways;
  });
}

function hasNodePort(service: ServiceFacts, { nodePort }: ServicePortFacts): boolean {
  if (service.type === 'NodePort') return true;
  return service.type === 'LoadBalancer' && (service.allocateLoadBalancerNodePorts || nodePort !== undefined);
}

function nodeUrl({ protocol, nodePort }: ServicePortFacts): string {
  return nodePort === undefined ? `${urlOf(protocol, '', undefined)}:${NODE_PORTS}` : urlOf(protocol, '', nodePort);
}

function balancerLeg({ object, loadBalancerSourceRanges: ranges }: ServiceFacts, { port, protocol }: ServicePortFacts) {
  const clients = ranges.length > 0 ? listText(ranges) : 'anyone';
  const text = `${nameOf(object)} has a load balancer, which lets ${clients} connect to its ${protocol} port ${port}`;
  return holds('backend', text, fieldOf(object, ['spec', 'type']));
}

function nodeLeg({ object }: ServiceFacts, { port, protocol, nodePort }: ServicePortFacts): EntryLeg {
  const opened = nodePort === undefined ? `a ${protocol} port of ${NODE_PORTS}` : `${protocol} port ${nodePort}`;
  const text = `${nameOf(object)} opens ${opened} of every node for its port ${port}`;
  return holds('backend', text, fieldOf(object, ['spec', 'type']));
}

function addressLeg({ object }: ServiceFacts, { port, protocol }: ServicePortFacts, address: string): EntryLeg {
  const text = `${nameOf(object)} takes ${protocol} port ${port} of ${address} at every node that it is routed to`;
  return holds('backend', text, fieldOf(object, ['spec', 'externalIPs']));
}
