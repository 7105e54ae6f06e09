import type { Pod } from './workloads';

/** Who carries traffic in: pods, or whatever has these addresses outside of the cluster. */
export type Carrier = Pod | { readonly blocks: readonly string[] };

/** A way in that leads to a Service: all that the routing objects say, before Services and policies are asked. */
export interface Entrance {
  /** The object that opens the way, for problems. */
  readonly origin: string;
  /** `https://shop.example.com/`, with `*` for any host. */
  readonly url: string;
  readonly carrier: Carrier;
  /** The port on which clients reach the carrier, where one is told. */
  readonly listens?: number;
  readonly namespace: string;
  readonly service: string;
  /** The Service's port, by number or (Ingress only) by name. */
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP';
}

/** Takes what is wrong, in one sentence. */
export type Note = (problem: string) => void;

const IMPLIED: { readonly [scheme: string]: number } = { http: 80, https: 443 };

/** A URL without the port that its scheme implies. */
export function urlOf(scheme: string, host: string, path: string, port?: number): string {
  return `${scheme}://${host}${port === undefined || port === IMPLIED[scheme] ? '' : `:${port}`}${path}`;
}

/** The carrier in the words of a problem. */
export function carrierText(carrier: Carrier): string {
  return 'blocks' in carrier
    ? `the addresses ${carrier.blocks.join(', ')}`
    : `the pods in namespace ${carrier.namespace}`;
}
