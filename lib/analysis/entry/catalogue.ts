import type { EntryKind } from './entry-kind';
import { grpcRoute } from './kinds/grpc-route';
import { hostPort } from './kinds/host-port';
import { httpRoute } from './kinds/http-route';
import { ingress } from './kinds/ingress';
import { loadBalancer } from './kinds/load-balancer';
import { tcpRoute } from './kinds/tcp-route';
import { tlsRoute } from './kinds/tls-route';
import { udpRoute } from './kinds/udp-route';

/** The kinds of entries that are understood, in the order in which their ways in are told. */
export class EntryKinds {
  /** All of them. */
  public static all(): readonly EntryKind[] {
    return [ingress, httpRoute, grpcRoute, tlsRoute, tcpRoute, udpRoute, loadBalancer, hostPort];
  }

  private constructor() {}
}
