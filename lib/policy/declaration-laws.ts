import { constructError, type Fault } from '../errors';
import { checkHttpSayable, checkSayable } from './dialect-laws';
import { isPeer } from './edge';
import type { Declaration } from './graph';
import type { Party } from './party';

/** A network plugin learns the addresses of a host from what the pods are told. */
const UNRESOLVED: Fault = {
  law: 'pods that connect to a host by its name must resolve names, and these may not',
  remedy: 'leave out `resolvesNames: false`, or name its addresses: Peer.cidr()',
};

/** Checks that a connection can be at all, for whatever the policies are written in. */
export function checkDeclaration({ from, to, ports, http, declaredBy }: Declaration): void {
  const { refusal } = [from, to].find((end): end is Party => !isPeer(end) && end.refusal !== undefined) ?? {};
  if (refusal) throw constructError(declaredBy, refusal);
  checkSayable(from, to, declaredBy);
  if (isPeer(to) && to.hostnames.length > 0 && !isPeer(from) && !from.resolvesNames) {
    throw constructError(declaredBy, UNRESOLVED);
  }
  if (isPeer(to) && ports === undefined) {
    throw constructError(declaredBy, {
      law: `a connection must have a port, and ${to.displayName} names none`,
      remedy: 'name them: `{ ports: [Port.tcp(443)] }`; every TCP port is Port.allTcp()',
    });
  }
  if (http) checkHttpSayable(to, ports, declaredBy);
}
