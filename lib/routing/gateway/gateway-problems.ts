import { valueError } from '../../errors';
import type { GatewayProps } from './gateway-props';
import type { OwnListeners } from './own-listeners';

/** The limit of the Gateway API, for a Gateway and for a listener set. */
export const MAX_LISTENERS = 64;

/** What is wrong with a Gateway, seen only when everything is declared. */
export function gatewayProblems({ clientCertificates }: GatewayProps, listeners: OwnListeners): string[] {
  const count = listeners.count + (listeners.listening.isPlainOpen ? 1 : 0);
  const listened = listeners.listening.ports.filter(({ isUdp }) => !isUdp).map(({ port }) => port);
  const stray = clientCertificates?.perPort?.find(({ port }) => !listened.includes(port));
  return [
    ...(count > MAX_LISTENERS ? [tooMany(count)] : []),
    ...(stray === undefined ? [] : [unlistened(stray.port, listened)]),
  ];
}

function tooMany(count: number): string {
  return valueError({
    law: `a Gateway must have at most ${MAX_LISTENERS} listeners, one for plain HTTP and one for each host`,
    got: count,
    remedy: 'use a wildcard in `hostnames`, a ListenerSet, or a second Gateway',
  }).message;
}

function unlistened(port: number, listened: number[]): string {
  return valueError({
    law: `the \`perPort\` of the client certificates of a Gateway must name ports on which it listens: ${listened.join(', ')}`,
    got: port,
    remedy: 'name one of them, or leave it out',
  }).message;
}
