import { Protocol } from '../traffic';

/** The ports of a connection: numbers by protocol, as a list or a change has them. */
export type PortsByProtocol = { readonly [protocol: string]: string };

const EVERY_PORT = '1-65535';

/** Ports as people say them: `TCP 80,443, UDP 53`, `all TCP ports`, `all ports`, `no ports`. */
export function portsText(ports: PortsByProtocol): string {
  const found = Object.entries(ports);
  if (found.length === 0) return 'no ports';
  const isAll = Object.values(Protocol).every((protocol) => ports[protocol] === EVERY_PORT);
  if (isAll) return 'all ports';
  return found
    .map(([protocol, numbers]) => (numbers === EVERY_PORT ? `all ${protocol} ports` : `${protocol} ${numbers}`))
    .join(', ');
}
