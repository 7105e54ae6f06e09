import { type IMesh, MeshMode } from '../../cluster';
import { type Port, PortSet, Protocol } from '../../traffic';

const { TCP } = Protocol;

/** The TCP ports of a set: a mesh leaves all else as it is. */
export function tcpOf({ ports }: PortSet): PortSet {
  return PortSet.of(...ports.filter(({ protocol }) => protocol === TCP));
}

/**
 * The ports of a connection within a mesh as network policies see them.
 *
 * In an ambient mesh that is one port in the place of all of TCP: it opens every port of the pods, and what may pass is
 * said by their identity policy. Linkerd's proxies use a port of their own too, but older ones only for some protocols.
 *
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 * @see https://linkerd.io/2/common-errors/network-policy/
 */
export function seenPorts({ mode, hbonePort, proxyPorts }: IMesh, ports: PortSet): PortSet {
  const isTcp = ({ protocol }: Port) => protocol === TCP;
  if (!ports.ports.some(isTcp)) return ports;
  switch (mode) {
    case MeshMode.AMBIENT:
      return PortSet.of(...ports.ports.filter((port) => !isTcp(port)), hbonePort as Port);
    case MeshMode.LINKERD_PROXY:
      return ports.union(PortSet.of(...proxyPorts));
    case MeshMode.SIDECAR:
      return ports;
  }
}
