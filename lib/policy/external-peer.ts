import type { Peer, Port } from '../traffic';

/** Someone outside of the app who says by which addresses or labels, and by which ports, it is known. */
export interface IExternalPeer {
  /** Whom a policy names for it. */
  readonly peer: Peer;

  /** The ports on which it answers; they are meant where a connection to it names none. */
  readonly peerPorts: Port[];
}

/** Whether something is an external peer; who it is isn't asked for yet, which may be an error. */
export function isExternalPeer(x: unknown): x is IExternalPeer {
  return typeof x === 'object' && x !== null && 'peerPorts' in x && 'peer' in x;
}
