import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located, placeOf } from '../errors';
import { objectMetadata, patchable, resourceName, selectorManifest } from '../objects';
import { Direction, type LabelSelector, Peer, type Port, PortSet } from '../traffic';
import { type Allowance, ruleManifests, rulePeers } from './rules';

/** Peers, and the pod ports on which connections from or to them are let through. */
export interface PolicyRule {
  /** Who; at least one. Everyone is `Peer.anywhere({ reason })`. */
  readonly peers: Peer[];
  /** On which ports **of the pods**; at least one. Every port is `Port.allTcp()` and its kin. */
  readonly ports: Port[];
}

/** What a network policy says. */
export interface NetworkPolicyProps {
  /** The pods that it governs, in the namespace of its chart. All of them is `LabelSelector.everything()`. */
  readonly pods: LabelSelector;

  /**
   * Its name.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Who may connect to the pods.
   *
   * @default - nobody, where the policy governs this direction
   */
  readonly ingress?: PolicyRule[];

  /**
   * To whom the pods may connect.
   *
   * @default - nobody, where the policy governs this direction
   */
  readonly egress?: PolicyRule[];

  /**
   * The directions that it governs: in these, what no policy allows is denied.
   *
   * @default - those for which there are rules
   */
  readonly directions?: Direction[];
}

/**
 * A network policy in which nothing means nothing: a rule without peers or ports is an error, not a hole.
 *
 * Policies add up; no policy can take back what another one allows. Declared connections write their own policies:
 * this one is for what they can't say.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * new NetworkPolicy(shop, 'backup', {
 *   pods: LabelSelector.of({ labels: { backup: 'yes' } }),
 *   ingress: [{ peers: [Peer.namespace('backup')], ports: [Port.tcp(9000)] }],
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends ApiObject {
  /**
   * @throws when a rule names no peer or no port, or when neither rules nor directions are given
   */
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    const name = resourceName(scope, id, { kind: 'a NetworkPolicy', name: props.name });
    const ingress = allowances(scope, id, props.ingress);
    const egress = allowances(scope, id, props.egress);
    const directions = props.directions ?? [
      ...(ingress.length > 0 ? [Direction.INGRESS] : []),
      ...(egress.length > 0 ? [Direction.EGRESS] : []),
    ];
    checkDirections(scope, id, directions, ingress, egress);
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: objectMetadata(scope, name),
      spec: policySpec(selectorManifest(props.pods), directions, ingress, egress),
    });
    patchable(this);
  }
}

/** The spec of a policy; a direction without rules lets nothing through. */
export function policySpec(podSelector: any, directions: Direction[], ingress: Allowance[], egress: Allowance[]): any {
  return {
    podSelector,
    policyTypes: [Direction.INGRESS, Direction.EGRESS].filter((direction) => directions.includes(direction)),
    ...(ingress.length > 0 ? { ingress: ruleManifests(Direction.INGRESS, ingress) } : {}),
    ...(egress.length > 0 ? { egress: ruleManifests(Direction.EGRESS, egress) } : {}),
  };
}

function allowances(scope: Construct, id: string, rules: PolicyRule[] = []): Allowance[] {
  return rules.map(({ peers, ports }) => {
    if (!Array.isArray(peers) || peers.length === 0) {
      throw constructError(placeOf(scope, id), {
        law: 'a rule must name its peers, since a rule without any lets everyone through',
        remedy: "write Peer.anywhere({ reason: '...' }) if that is what you mean",
      });
    }
    if (!peers.every((peer) => Peer.isPeer(peer))) {
      throw constructError(placeOf(scope, id), {
        law: 'the peers of a rule must be Peers',
        got: peers.find((peer) => !Peer.isPeer(peer)),
        remedy: 'for a workload, use `connections.allowTo()` or `allowFrom()`',
      });
    }
    if (!Array.isArray(ports) || ports.length === 0) {
      throw constructError(placeOf(scope, id), {
        law: 'a rule must name its ports, since a rule without any opens them all',
        remedy: 'write Port.allTcp(), Port.allUdp() or Port.allSctp() if that is what you mean',
      });
    }
    return { peers: peers.flatMap(rulePeers), ports: located(placeOf(scope, id), () => PortSet.of(...ports)) };
  });
}

function checkDirections(
  scope: Construct,
  id: string,
  directions: Direction[],
  ingress: Allowance[],
  egress: Allowance[],
): void {
  if (directions.length === 0) {
    throw constructError(placeOf(scope, id), {
      law: 'a network policy must say something: rules, or the directions in which nothing is let through',
      remedy: 'give `ingress`, `egress` or `directions`',
    });
  }
  const unknown = directions.find((direction) => !Object.values(Direction).includes(direction));
  if (unknown !== undefined) {
    throw constructError(placeOf(scope, id), {
      law: 'a direction must be Direction.INGRESS or Direction.EGRESS',
      got: unknown,
      remedy: 'name one of them',
    });
  }
  const ruled = [...(ingress.length > 0 ? [Direction.INGRESS] : []), ...(egress.length > 0 ? [Direction.EGRESS] : [])];
  const idle = ruled.find((direction) => !directions.includes(direction));
  if (idle) {
    throw constructError(placeOf(scope, id), {
      law: `rules count only in a direction that the policy governs, but ${idle} is not among its \`directions\``,
      remedy: `add Direction.${idle === Direction.INGRESS ? 'INGRESS' : 'EGRESS'}, or leave \`directions\` out`,
    });
  }
}
