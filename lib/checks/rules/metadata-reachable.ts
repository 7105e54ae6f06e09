import type { ICheck } from '../check';
import type { AskedPolicy, CompiledRule, Evidence, PolicyPeer } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';

/**
 * Finds blocks of addresses on the way out that hold the metadata service of the cloud, which hands out the credentials of
 * the node: 169.254.169.254 and fd00:ec2::254, or what the cluster profile says.
 *
 * It is silent where the cluster profile says that there is none, about blocks of that address alone, which mean it, where
 * another policy denies it, and about pods that no policy closes on the way out.
 */
export class MetadataReachable implements ICheck {
  public readonly id = 'metadata-reachable';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a pod that is closed on the way out and still reaches the metadata service of the cloud';
  public readonly condition = 'none';
  public readonly harm = 'whoever gets into the pod gets the rights of its node';
  public readonly remedy = 'leave the address out of the block by except';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    const addresses = cluster ? cluster.metadataRanges.map(({ cidr }) => cidr.toString()) : USUAL;
    return evidence.governance.policies.flatMap((policy) =>
      policy.compiled.egress.flatMap((rule) =>
        blocksOf(rule).flatMap(([peer, index]) => {
          const { governance } = evidence;
          const held = addresses.filter((each) => each !== peer.block.cidr && governance.overlaps(peer.block, [each]));
          const lines = held.flatMap((address) => stakes(policy, rule, address, evidence));
          if (lines.length === 0) return [];
          const path = policy.language === 'kubernetes' ? [...rule.facts.path, 'to', index] : rule.facts.path;
          const text = `its block ${peer.block.cidr} holds ${held.map(plain).join(', ')}`;
          return [inspection._at(policy.compiled.object, path, text, fewOf(lines))];
        }),
      ),
    );
  }
}

/** Where most clouds have it, for clusters of which nobody says where they run. */
const USUAL: readonly string[] = ['169.254.169.254/32', 'fd00:ec2::254/128'];

/** The port on which it answers in every cloud. */
const HTTP = 80;

type Block = Extract<PolicyPeer, { kind: 'block' }>;

function blocksOf({ action, facts: { peers } }: CompiledRule): [Block, number][] {
  if (action !== 'Allow' || peers === 'everyone') return [];
  return peers.flatMap((peer, i): [Block, number][] => (peer.kind === 'block' ? [[peer, i]] : []));
}

function stakes(policy: AskedPolicy, rule: CompiledRule, address: string, { governance }: Evidence): string[] {
  const { ports } = governance;
  const asked = ports.intersection(rule.ports, ports.single(HTTP));
  if (asked === ports.none) return [];
  const members = firstOf(governance.selectedBy(policy));
  const reaching = members.filter(
    (member) => ports.intersection(governance.reachedAt(member, address), asked) !== ports.none,
  );
  const names = governance.selectsSomeone(policy)
    ? reaching.map(({ name }) => name)
    : [`pods of namespace ${policy.compiled.object.namespace}`];
  return names.map((name) => `${name} -> ${plain(address)} ${ports.text(asked)} is allowed by it`);
}

function plain(cidr: string): string {
  return cidr.replace(/\/(32|128)$/, '');
}
