import type { ListedConnection } from '../analysis';
import { portsText } from './ports-text';

/** An edge on one line: `shop/web -> shop/api  TCP 8080`, and what leads there. */
export function edgeText({ source, destination, ports, via }: ListedConnection): string {
  const line = `${source.name} -> ${destination.name}  ${portsText(ports)}`;
  return via === undefined ? line : `${line}  ${via}`;
}
