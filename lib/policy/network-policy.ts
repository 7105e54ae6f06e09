import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { located, placeOf, valueError } from '../errors';
import { namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { checkKnownOptions, checkLabelSelector, checkObject, Direction, type LabelSelector } from '../traffic';
import { dialectsOf, saidIn, unsaidIn } from './dialects/catalogue';
import { ConnectionGraph } from './graph';
import { allowancesOf, type PolicyRule, reasonsOf } from './policy-rule';
import { REASONS_ANNOTATION, reasonsText } from './reasons';
import { resolversOf } from './resolvers';
import { noteSaysItself } from './says-itself';
import { Stages } from './stages';
import { ensureBeside } from './written-policy';

const OPTIONS = ['pods', 'name', 'ingress', 'egress', 'directions'];

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
 * On Cilium, one that names a host lets its pods ask the cluster's DNS as well, or no address of the host is ever known.
 * It is written in the language of the cluster's policies, which the profile may say: `PolicyDialect`. Policies add up;
 * no policy can take back what another one allows. Declared connections write their own policies:
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
   * @param scope - in whose chart, and so in whose namespace, it is written
   * @param id - its name, unless one is given
   * @param props - the pods, and what is let through
   * @throws when the name is no DNS-1123 label, when the pods are no LabelSelector, when a rule names no peer or no
   * port, when neither rules nor directions are given, or when rules are of a direction that isn't governed
   */
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    const place = placeOf(scope, id);
    located(place, () => {
      checkObject('what a NetworkPolicy says', props, 'write it as in { pods, ingress: [{ peers, ports }] }');
      checkKnownOptions('a NetworkPolicy', props, OPTIONS);
    });
    const name = resourceName(scope, id, { kind: 'a NetworkPolicy', name: props.name });
    const { ingress: ingressRules = [], egress: egressRules = [] } = props;
    const [ingress, egress] = located(place, () => {
      checkLabelSelector('the pods of a NetworkPolicy', props.pods);
      return [allowancesOf(scope, Direction.INGRESS, ingressRules), allowancesOf(scope, Direction.EGRESS, egressRules)];
    });
    const ruled = [
      ...(ingress.length > 0 ? [Direction.INGRESS] : []),
      ...(egress.length > 0 ? [Direction.EGRESS] : []),
    ];
    located(place, () => checkDirections(props.directions ?? ruled, ruled));
    const directions = [...(props.directions ?? ruled)];
    const reasons = reasonsText([
      ...reasonsOf(Direction.INGRESS, ingressRules),
      ...reasonsOf(Direction.EGRESS, egressRules),
    ]);
    const namespace = namespaceOf(scope);
    const whole = { pods: props.pods, directions, ingress, egress, resolvers: resolversOf(scope) };
    const intended = () => {
      const enforced = Stages.of(scope).enforced({ construct: scope, namespace }, directions);
      return {
        ...whole,
        directions: enforced,
        ingress: enforced.includes(Direction.INGRESS) ? ingress : [],
        egress: enforced.includes(Direction.EGRESS) ? egress : [],
      };
    };
    const { main, beside } = dialectsOf(scope);
    const metadata = {
      ...objectMetadata(scope, name),
      ...(reasons ? { annotations: { [REASONS_ANNOTATION]: reasons } } : {}),
    };
    super(scope, id, {
      apiVersion: main.apiVersion,
      kind: main.kind,
      metadata,
      spec: Lazy.any({ produce: () => main.spec(saidIn(main, intended())) }),
    });
    noteSaysItself(this);
    const home = { construct: this, namespace };
    Stages.of(this).note({ object: this, namespace: home, directions });
    if (props.pods.isEverything) ConnectionGraph.of(this).governs(home, directions);
    patchable(this);
    const unsaid = beside && unsaidIn(main, whole);
    if (!unsaid) return;
    const object = ensureBeside(this, main, beside, { metadata, intended });
    noteSaysItself(object);
    Stages.of(this).note({ object, namespace: home, directions: unsaid.directions });
  }
}

function checkDirections(directions: Direction[], ruled: Direction[]): void {
  if (!Array.isArray(directions)) {
    throw valueError({
      law: 'the directions of a NetworkPolicy must be a list',
      got: directions,
      remedy: 'write them as in `[Direction.INGRESS]`',
    });
  }
  if (directions.length === 0) {
    throw valueError({
      law: 'a network policy must say something: rules, or the directions in which nothing is let through',
      remedy: 'give `ingress`, `egress` or `directions`',
    });
  }
  const unknown = directions.findIndex((direction) => !Object.values(Direction).includes(direction));
  if (unknown >= 0) {
    throw valueError({
      law: 'a direction must be Direction.INGRESS or Direction.EGRESS',
      got: directions[unknown],
      remedy: 'name one of them',
    });
  }
  const idle = ruled.find((direction) => !directions.includes(direction));
  if (idle) {
    throw valueError({
      law: `the rules of a policy must be of a direction that it governs, but ${idle} is not among its \`directions\``,
      remedy: `add Direction.${idle === Direction.INGRESS ? 'INGRESS' : 'EGRESS'}, or leave \`directions\` out`,
    });
  }
}
