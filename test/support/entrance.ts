import type { Pod } from './workloads';

/** A way in that leads to a Service: all that the routing objects say, before Services and policies are asked. */
export interface Entrance {
  /** The object that opens the way, for problems. */
  readonly origin: string;
  /** `https://shop.example.com/`, with `*` for any host. */
  readonly url: string;
  /** The pods that carry the traffic in. */
  readonly pods: Pod;
  readonly namespace: string;
  readonly service: string;
  /** The Service's port, by number or (Ingress only) by name. */
  readonly port: number | string;
}

/** Takes what is wrong, in one sentence. */
export type Note = (problem: string) => void;

/** A URL without the port that its scheme implies. */
export function urlOf(scheme: 'http' | 'https', host: string, path: string, port?: number): string {
  const implied = scheme === 'https' ? 443 : 80;
  return `${scheme}://${host}${port === undefined || port === implied ? '' : `:${port}`}${path}`;
}
