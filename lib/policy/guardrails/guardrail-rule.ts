import { valueError } from '../../errors';
import { checkDnsLabel, checkKnownOptions, checkObject, checkPort, Direction, Peer, type Port } from '../../traffic';
import { inOneLine } from '../reasons';
import { GuardrailAction } from './guardrail';

const GUARDRAIL_RULE = Symbol.for('cdk8s-networking.GuardrailRule');

/** Which connections of the tenants' pods a rule of the cluster matches. */
export interface GuardrailRuleProps {
  /**
   * From whom they come: pods, in namespaces that are named. Nothing else can be told apart there.
   *
   * @default - nobody; `to` says whom they lead to
   */
  readonly from?: Peer[];

  /**
   * To whom they lead: pods, networks, nodes, or hosts by their names where they are accepted.
   *
   * Networks hold the addresses of pods as well.
   *
   * @default - nobody; `from` says whom they come from
   */
  readonly to?: Peer[];

  /** The ports of whoever is connected to, as numbers; at least one. Every port is `PortSet.all().ports`. */
  readonly ports: Port[];
}

/** A rule that lets nothing through. */
export interface GuardrailDenyProps extends GuardrailRuleProps {
  /**
   * Why.
   *
   * @default - none is written
   */
  readonly reason?: string;
}

/** A rule that takes something out of the hands of a namespace, or of the rules that follow. */
export interface GuardrailOpeningProps extends GuardrailRuleProps {
  /** Why. It is written to the policy, and must not be blank. */
  readonly reason: string;
}

/**
 * A rule of your own, for all tenants, which no namespace can undo.
 *
 * Rules are asked in their order, after the guarantees of `ClusterGuardrails`; the first one that matches decides.
 *
 * @example
 * const noMail = GuardrailRule.deny('no-mail', { to: [Peer.internet()], ports: [Port.tcp(25)] });
 * const backup = GuardrailRule.accept('backup', {
 *   from: [Peer.namespace('backup')],
 *   ports: [Port.tcp(9000)],
 *   reason: 'nightly dumps',
 * });
 */
export class GuardrailRule {
  /**
   * Lets connections through, whatever the policies of a tenant's namespace say. At the other end policies still count.
   *
   * @param name - what it is called: a DNS-1123 label
   * @param props - which connections, and why
   * @throws when the name is none, when not exactly one of `from` and `to` is given, when no peer or no port is named, a
   * port is a name, or there is no reason
   */
  public static accept(name: string, props: GuardrailOpeningProps): GuardrailRule {
    return new GuardrailRule(GuardrailAction.ACCEPT, name, props);
  }

  /**
   * Lets no connection through, whatever the policies of a namespace say.
   *
   * @param name - what it is called: a DNS-1123 label
   * @param props - which connections
   * @throws as `accept()` does, but that no reason is needed
   */
  public static deny(name: string, props: GuardrailDenyProps): GuardrailRule {
    return new GuardrailRule(GuardrailAction.DENY, name, props);
  }

  /**
   * Leaves connections to the policies of the namespace: what `deny()` after it says doesn't count for them, nor does any
   * other rule of the cluster that is asked later.
   *
   * @param name - what it is called: a DNS-1123 label
   * @param props - which connections, and why
   * @throws as `accept()` does
   */
  public static pass(name: string, props: GuardrailOpeningProps): GuardrailRule {
    return new GuardrailRule(GuardrailAction.PASS, name, props);
  }

  /**
   * Whether this is a GuardrailRule, of this or another copy of this library.
   *
   * @internal
   */
  public static _isGuardrailRule(x: unknown): boolean {
    return typeof x === 'object' && x !== null && GUARDRAIL_RULE in x;
  }

  /** What it is called. */
  public readonly name: string;
  /** What it does. */
  public readonly action: GuardrailAction;
  /** Whether it speaks of connections to the tenants' pods, or from them. */
  public readonly direction: Direction;
  /** Whoever is at the other end. Frozen. */
  public readonly peers: Peer[];
  /** The ports of whoever is connected to. Frozen. */
  public readonly ports: Port[];
  /** Why, in one line; undefined where it isn't said. */
  public readonly reason?: string;

  private constructor(action: GuardrailAction, name: string, props: GuardrailDenyProps) {
    Object.defineProperty(this, GUARDRAIL_RULE, { value: true });
    checkDnsLabel('the name of a GuardrailRule', name);
    const what = `the GuardrailRule "${name}"`;
    checkObject(`what ${what} says`, props);
    checkKnownOptions(what, props, ['from', 'to', 'ports', 'reason']);
    const { from, to } = props;
    if ((from === undefined) === (to === undefined)) {
      throw valueError({
        law: `${what} must have either \`from\` or \`to\``,
        remedy: 'write two rules for both directions',
      });
    }
    this.name = name;
    this.action = action;
    this.direction = from ? Direction.INGRESS : Direction.EGRESS;
    this.peers = checkedPeers(what, from ?? to);
    this.ports = checkedPorts(what, props.ports);
    this.reason = action === GuardrailAction.DENY && props.reason === undefined ? undefined : reasonOf(what, props);
    Object.freeze(this.peers);
    Object.freeze(this.ports);
  }
}

/**
 * The reason of a loosening, in one line.
 *
 * @throws when it is blank
 */
export function reasonOf(what: string, { reason }: { readonly reason?: unknown }): string {
  const text = typeof reason === 'string' ? inOneLine(reason) : '';
  if (text !== '') return text;
  throw valueError({
    law: `${what} must give a reason`,
    got: reason,
    remedy: 'say why, for whoever reviews the policies of the cluster',
  });
}

function checkedPeers(what: string, peers: unknown): Peer[] {
  if (!Array.isArray(peers) || peers.length === 0) {
    throw valueError({
      law: `${what} must name its peers`,
      got: peers,
      remedy: "write them as in [Peer.namespace('backup')]",
    });
  }
  const stranger = peers.findIndex((peer) => !Peer.isPeer(peer));
  if (stranger >= 0) {
    throw valueError({
      law: `the peers of ${what} must be Peers`,
      got: peers[stranger],
      remedy: 'name a workload by its labels: Peer.pods()',
    });
  }
  return [...peers];
}

function checkedPorts(what: string, ports: unknown): Port[] {
  if (!Array.isArray(ports) || ports.length === 0) {
    throw valueError({ law: `${what} must name its ports`, got: ports, remedy: 'every port is PortSet.all().ports' });
  }
  ports.forEach(checkPort);
  return [...numbered(what, ports)];
}

/**
 * Ports of which nobody else chooses the number: to a name, each tenant would give its own.
 *
 * @throws when one is a name
 */
export function numbered(what: string, ports: Port[]): Port[] {
  const name = ports.find(({ isNamed }) => isNamed);
  if (!name) return ports;
  throw valueError({
    law: `the ports of ${what} must be numbers, since the tenants say themselves which port has a name`,
    got: `${name}`,
    remedy: 'write the number: Port.tcp(9090)',
  });
}
