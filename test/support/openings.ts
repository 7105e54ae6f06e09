import { blockText } from './ip-block';
import { type Judge, namespacesNamed, peerHolds, peerText, portsHold } from './permits';
import { type Peer, type Rule, rulesOver } from './policies';
import type { Row } from './row';
import type { Pod, Workload } from './workloads';

/** What is let in to a declared port besides the pods that are known: addresses, other namespaces, anyone. */
export function openings(workloads: Workload[], known: Pod[], judge: Judge): Row[] {
  return workloads.flatMap((to) =>
    rulesOver(judge.policies, to, 'ingress').flatMap((rule) =>
      to.ports
        .filter((port) => portsHold(rule, to, port.number, port.protocol))
        .flatMap((port) =>
          strangers(rule, known, judge).map((from) => ({
            from,
            to: to.id,
            port: String(port.number),
            protocol: port.protocol,
          })),
        ),
    ),
  );
}

/** The addresses that a workload may reach. Pods that are not known are no addresses, and have no row. */
export function waysOut(workloads: Workload[], judge: Judge): Row[] {
  return workloads.flatMap((from) =>
    rulesOver(judge.policies, from, 'egress').flatMap((rule) => {
      const targets =
        rule.peers === 'everyone'
          ? ['anywhere']
          : rule.peers.flatMap((peer) => ('block' in peer ? [blockText(peer.block)] : []));
      return targets.flatMap((to) => portTexts(rule).map((port) => ({ from: from.id, to, ...port })));
    }),
  );
}

function strangers(rule: Rule, known: Pod[], judge: Judge): string[] {
  return rule.peers === 'everyone'
    ? ['anyone']
    : rule.peers.filter((peer) => holdsStrangers(peer, known, judge)).map(peerText);
}

/**
 * Whether a peer may be a pod that is not among the known ones.
 *
 * It may not when it names its namespaces and finds a known pod in each of them; namespaces chosen by another label may
 * be any.
 */
function holdsStrangers(peer: Peer, known: Pod[], judge: Judge): boolean {
  const named = namespacesNamed(peer);
  return (
    named === undefined ||
    !named.every((name) => known.some((pod) => pod.namespace === name && peerHolds(peer, pod, judge)))
  );
}

function portTexts({ ports }: Rule): { port: string; protocol: string }[] {
  if (ports === 'every port') {
    return [{ port: 'every port', protocol: 'any' }];
  }
  return ports.map(({ port, endPort, protocol }) => ({
    port: endPort === undefined || endPort === port ? String(port) : `${port}-${endPort}`,
    protocol,
  }));
}
