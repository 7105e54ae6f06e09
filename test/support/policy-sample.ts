import { allows } from './reachability';
import { deployment, policy, read } from './sample';

/** Pods that call, pods that are called, and pods of another namespace. */
export const WEB = deployment('shop/web');
export const API = deployment('shop/api', '{ containerPort: 8080, name: http }', '{ containerPort: 9090 }');
export const OPS = deployment('ops/tool');

/** Whether web reaches api:8080, after a policy over api with that spec (without its podSelector). */
export function webReaches(spec: string, port = 8080, protocol = 'TCP'): boolean {
  return allows(read(WEB, API, overApi(spec)), 'shop/web', 'shop/api', port, protocol);
}

/** A policy over api with that spec, without its podSelector. */
export function overApi(spec: string): string {
  return policy('shop/api', `{ podSelector: { matchLabels: { app: api } }, ${spec} }`);
}
