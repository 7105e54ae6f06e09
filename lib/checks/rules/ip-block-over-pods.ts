import type { ICheck } from '../check';
import type { AskedPolicy, CompiledRule, Evidence, PolicyPeer } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';

/**
 * Finds blocks of addresses that hold those of the cluster's pods or Services: some network plugins let these pods through,
 * and others let nobody through.
 *
 * It is silent where the cluster profile doesn't say which addresses pods and Services have; about blocks of every address,
 * which mean everyone; and about the addresses of the Kubernetes API and of the DNS cache, which a policy has to name.
 */
export class IpBlockOverPods implements ICheck {
  public readonly id = 'ip-block-over-pods';
  public readonly severity = Severity.WARNING;
  public readonly summary = "an ipBlock that holds the addresses of the cluster's pods or Services";
  public readonly condition = 'none';
  public readonly harm = 'what it means differs from one network plugin to the next';
  public readonly remedy = 'select pods by their labels, and leave their networks out by except';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    if (!cluster || cluster.podRanges.length + cluster.serviceRanges.length === 0) return [];
    const known = [
      ['pods', cidrsOf(cluster.podRanges)],
      ['Services', cidrsOf(cluster.serviceRanges)],
    ] as const;
    const named = new Set(cidrsOf([...(cluster.kubernetesApi?.ranges ?? []), ...cluster.dns.nodeLocalRanges]));
    return evidence.governance.rules
      .filter(({ policy }) => policy.language === 'kubernetes')
      .flatMap(({ policy, direction, rule }) =>
        blocksOf(rule).flatMap(([peer, index]) => {
          const { cidr } = peer.block;
          const whose = known.filter(
            ([, cidrs]) => cidrs.length > 0 && evidence.governance.overlaps(peer.block, cidrs),
          );
          if (cidr.endsWith('/0') || named.has(cidr) || whose.length === 0) return [];
          const held = whose.map(([name, cidrs]) => `${name} (${cidrs.join(', ')})`).join(' and of ');
          const text = `its block ${cidr} holds addresses of ${held}`;
          const path = [...rule.facts.path, direction === 'ingress' ? 'from' : 'to', index];
          const lines = stakes(policy, rule, direction, cidr, evidence);
          return [inspection._at(policy.compiled.object, path, text, lines)];
        }),
      );
  }
}

function cidrsOf(ranges: readonly { readonly cidr: { toString(): string } }[]): string[] {
  return ranges.map(({ cidr }) => cidr.toString());
}

type Block = Extract<PolicyPeer, { kind: 'block' }>;

function blocksOf({ facts: { peers } }: CompiledRule): [Block, number][] {
  return peers === 'everyone'
    ? []
    : peers.flatMap((peer, i): [Block, number][] => (peer.kind === 'block' ? [[peer, i]] : []));
}

function stakes(
  policy: AskedPolicy,
  rule: CompiledRule,
  direction: 'ingress' | 'egress',
  cidr: string,
  { governance }: Evidence,
): string[] {
  return fewOf(
    firstOf(governance.selectedBy(policy)).map((member) => {
      const [from, to] = direction === 'ingress' ? [`pods in ${cidr}`, member.name] : [member.name, `pods in ${cidr}`];
      return `${connectionText(governance, from, to, rule.ports)} depends on the network plugin`;
    }),
  );
}
