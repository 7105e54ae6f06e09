import { Answer, ChangeKind, type ConnectionChange } from '../analysis';
import { type PortsByProtocol, portsText } from './ports-text';

/** The ports of a change: those opened, those closed, or `TCP 80 => TCP 80,90`. */
export function changeText({ kind, before, after, opened, closed, answer }: ConnectionChange): string {
  if (kind === ChangeKind.OPENED) return portsText(opened);
  if (kind === ChangeKind.CLOSED) return portsText(closed);
  return `${sideText(before, answer)} => ${sideText(after, answer)}`;
}

/** Where nothing is certainly allowed and the change isn't certain, something still may be. */
function sideText(ports: PortsByProtocol, answer: Answer): string {
  const isOpen = answer === Answer.UNKNOWN && Object.keys(ports).length === 0;
  return isOpen ? 'unknown' : portsText(ports);
}
