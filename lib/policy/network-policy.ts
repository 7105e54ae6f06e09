import { ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { located, placeOf, valueError } from '../errors';
import { namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { checkKnownOptions, checkLabelSelector, checkObject, Direction, type LabelSelector } from '../traffic';
import { dialectsOf, saidIn, unsaidIn } from './dialects/catalogue';
import type { IntendedPolicy } from './dialects/dialect';
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
    const name = checkedName(scope, id, props);
    const whole = wholeOf(scope, id, props);
    const { directions } = whole;
    const namespace = namespaceOf(scope);
    const intended = () => enforcedOf(scope, whole);
    const { main, beside } = dialectsOf(scope);
    const metadata = { ...reasonsIn(props), ...objectMetadata(scope, name) };
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

function checkedName(scope: Construct, id: string, props: NetworkPolicyProps): string {
  located(placeOf(scope, id), () => {
    checkObject('what a NetworkPolicy says', props, 'write it as in { pods, ingress: [{ peers, ports }] }');
    checkKnownOptions('a NetworkPolicy', props, OPTIONS);
  });
  return resourceName(scope, id, { kind: 'a NetworkPolicy', name: props.name });
}

/** What it says where its namespace enforces all. */
function wholeOf(scope: Construct, id: string, props: NetworkPolicyProps): IntendedPolicy {
  const { pods, ingress: ingressRules = [], egress: egressRules = [] } = props;
  return located(placeOf(scope, id), () => {
    checkLabelSelector('the pods of a NetworkPolicy', pods);
    const ingress = allowancesOf(scope, Direction.INGRESS, ingressRules);
    const egress = allowancesOf(scope, Direction.EGRESS, egressRules);
    const ruled: Direction[] = [];
    if (ingress.length > 0) ruled.push(Direction.INGRESS);
    if (egress.length > 0) ruled.push(Direction.EGRESS);
    const directions = props.directions ?? ruled;
    checkDirections(directions, ruled);
    return { pods, directions: [...directions], ingress, egress, resolvers: resolversOf(scope) };
  });
}

/** What it says as far as its namespace enforces it; asked when everything is declared. */
function enforcedOf(scope: Construct, whole: IntendedPolicy): IntendedPolicy {
  const home = { construct: scope, namespace: namespaceOf(scope) };
  const enforced = Stages.of(scope).enforced(home, whole.directions);
  return {
    ...whole,
    directions: enforced,
    ingress: enforced.includes(Direction.INGRESS) ? whole.ingress : [],
    egress: enforced.includes(Direction.EGRESS) ? whole.egress : [],
  };
}

function reasonsIn({ ingress = [], egress = [] }: NetworkPolicyProps): Pick<ApiObjectMetadata, 'annotations'> {
  const reasons = reasonsText([...reasonsOf(Direction.INGRESS, ingress), ...reasonsOf(Direction.EGRESS, egress)]);
  return reasons ? { annotations: { [REASONS_ANNOTATION]: reasons } } : {};
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
