import { AssertionError } from 'node:assert';
import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Answer, Connectivity, type Expectation, type ListedConnection } from '../analysis';
import { ClusterProfile } from '../cluster';
import { constructError, valueError } from '../errors';
import { holdReading, type Problem, readAnew, withoutSpread } from '../objects';
import { Report } from '../report';
import { Port } from '../traffic';
import { type AssertedEnd, assertedEnd } from './asserted-end';
import { AssertedEnds, type NamedEnd } from './asserted-ends';
import { judge } from './judgement';
import { Rendering } from './rendering';
import { validated, validationError } from './validation-error';
import { WrittenObjects } from './written-objects';

/**
 * What a test holds an app to: who can connect to whom by the manifests that it would write.
 *
 * It needs no test runner: what doesn't hold is thrown, with the leg that fails and the smallest change that mends it. Under
 * jest, the matchers of `cdk8s-networking/jest` say the same. What no manifest tells is neither allowed nor denied, and so
 * holds for neither. Pods that are in no manifest of the app, such as those of the cluster's DNS, take no part.
 *
 * An end is a construct that runs pods, a Workload, a Peer of addresses, or a text as the command line takes it:
 * `shop/web`, `shop/*`, `shop/service/api`, `203.0.113.7`; where connections come from, also `outside`.
 *
 * @example
 * const platform = new Platform();
 * const shop = new IsolatedNamespace(platform, 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.1' });
 * mailer.connections.allowTo(api);
 *
 * const network = NetworkAssertions.of(platform);
 * network.allows(mailer, api, Port.tcp(8080));
 * network.denies(api, mailer);
 * network.reachesOnly(mailer, [api]);
 * network.synthesizesCleanly();
 */
export class NetworkAssertions {
  /**
   * What holds for an app as it is now; what is declared afterwards has no part in it.
   *
   * @param scope - the app, or anything in it: a connection may lead from one chart to another, so all are read
   * @throws when it is in no App
   */
  public static of(scope: IConstruct): NetworkAssertions {
    const { root } = scope.node;
    // Of another copy of cdk8s, it is no instance of this one.
    if ('charts' in root) return new NetworkAssertions(root as App);
    throw constructError(scope, {
      law: 'what is tested must be in an App, since nothing else can be synthesized',
      remedy: 'give its chart an App or a Platform as its scope',
    });
  }

  private read?: Connectivity;

  private constructor(private readonly app: App) {}

  /**
   * That one may open a connection to another.
   *
   * @param from - who opens it
   * @param to - who answers it
   * @param port - the port of the pod, of a Service its own; some port unless given
   * @throws when it is denied or not known: which leg fails, and what would allow it
   */
  public allows(from: any, to: any, port?: Port): void {
    this.expect(from, to, port, Answer.ALLOWED);
  }

  /**
   * That one may not open a connection to another.
   *
   * @param from - who would open it
   * @param to - who would answer it
   * @param port - the port of the pod, of a Service its own; every port unless given
   * @throws when it is allowed or not known: which rules allow it
   */
  public denies(from: any, to: any, port?: Port): void {
    this.expect(from, to, port, Answer.DENIED);
  }

  /**
   * That a workload reaches each of some others on some port, and nobody else.
   *
   * @param from - the workload
   * @param to - all that it reaches; none unless some are given
   * @throws when it reaches somebody else, doesn't reach one of these, or when either isn't known
   */
  public reachesOnly(from: any, to: any[]): void {
    this.only(from, to, 'egress');
  }

  /**
   * That a workload is reached by each of some others on some port, and by nobody else.
   *
   * @param to - the workload
   * @param from - all that reach it: workloads, addresses, and entries by the names that `list` gives them
   * @throws when somebody else reaches it, when one of these doesn't, or when either isn't known
   */
  public isReachedOnlyBy(to: any, from: any[]): void {
    this.only(to, from, 'ingress');
  }

  /**
   * That a synth of the app would write its manifests, and say of them nothing worse than a note.
   *
   * @throws with what keeps them from being written, or with the warnings
   */
  public synthesizesCleanly(): void {
    const { errors, told } = this.unspread(() => judge(this.app, rendered(this.app)));
    if (errors.length > 0) throw failed(validationError(errors).message);
    if (told.length > 0) throw failed(told.map(({ text }) => text).join('\n'));
  }

  /** All else that can be asked of the manifests. */
  public get connectivity(): Connectivity {
    this.read ??= this.unspread(() => {
      const { files } = new WrittenObjects(this.app, rendered(this.app));
      return Connectivity._ofFiles(files, { cluster: ClusterProfile._seenFrom(this.app) });
    });
    return this.read;
  }

  private expect(from: unknown, to: unknown, port: Port | undefined, expect: Answer): void {
    const asked = portAsked(port);
    const [source, destination] = [this.endOf(from), this.endOf(to)];
    this.namedEnd(source, 'source');
    checkServicePort(destination, this.namedEnd(destination, 'destination'), asked);
    const text = this.failure(source, destination, expect, asked);
    if (text !== undefined) throw failed(text);
  }

  /** What doesn't hold between two ends, and why; undefined where all holds. */
  private failure(from: AssertedEnd, to: AssertedEnd, expect: Answer, asked: PortAsked = {}): string | undefined {
    const expectations = from.texts.flatMap((source) =>
      to.texts.map((destination) => ({ from: source, to: destination, ...asked, expect })),
    );
    const { failures, ...report } = this.connectivity.verify(expectations);
    if (failures.length === 0) return undefined;
    const text = Report.verify({ ...report, failures: failures.slice(0, 1) });
    return text.slice(text.indexOf('\n')).trim();
  }

  private only(subject: unknown, others: unknown, direction: 'ingress' | 'egress'): void {
    if (!Array.isArray(others)) throw noList(others);
    const own = this.endOf(subject);
    const role = direction === 'egress' ? 'destination' : 'source';
    const meant = new AssertedEnds(others.map((each) => this.namedEnd(this.endOf(each), role)));
    const { connections, unknown } = this.connectivity.list({ focus: own.name, direction });
    const isOut = direction === 'egress';
    const other = ({ source, destination }: ListedConnection) => (isOut ? destination : source);
    const surplus = [...connections, ...unknown].filter((each) => !meant.cover(other(each)));
    const missing = meant.missingFrom(connections.map(other));
    if (surplus.length === 0 && missing.length === 0) return;
    const nobody = isOut ? 'must reach nobody' : 'must be reached by nobody';
    throw failed(
      [
        `${own.name} ${others.length === 0 ? nobody : `${nobody} but ${meant}`}.`,
        ...surplus.slice(0, MOST).map((each) => this.surplusText(each)),
        ...(surplus.length > MOST ? [`So it is with ${surplus.length - MOST} more.`] : []),
        ...missing.map((end) => this.missingText(isOut ? [own, end] : [end, own], end)),
      ].join('\n\n'),
    );
  }

  private surplusText(edge: ListedConnection): string {
    const { source, destination, ports, answer } = edge;
    const [protocol = 'TCP', numbers = '1'] = Object.entries(ports)[0] ?? [];
    const port = `${protocol.toLowerCase()}/${Number.parseInt(numbers, 10)}`;
    const [from, to] = [source, destination].map(({ name, cidrs }) => cidrs?.[0] ?? name) as [string, string];
    const line = `${source.name} -> ${destination.name}  ${Report._ports(ports)}`;
    const start = answer === Answer.UNKNOWN ? 'Not meant, and perhaps allowed' : 'Not meant, but allowed';
    return `${start}: ${Report._plain(line)}\n${Report.why(this.connectivity.why(from, to, { port })).trim()}`;
  }

  private missingText([from, to]: readonly [AssertedEnd, AssertedEnd], end: AssertedEnd): string {
    return (
      this.failure(from, to, Answer.ALLOWED) ??
      `${end.name} is no end of a connection: a list has workloads, addresses, and the entries by their names.`
    );
  }

  /**
   * Who is meant by an end.
   *
   * @throws when nobody is: what is said of nobody would hold whatever the network is
   */
  private namedEnd(
    end: AssertedEnd,
    role: 'source' | 'destination',
  ): NamedEnd & { readonly servicePorts?: readonly string[] } {
    const [text = ''] = end.texts;
    const { names, isEach, servicePorts } = this.connectivity._named(text, role);
    if (names.length === 0 && end.networks.length === 0) throw meansNobody(end.name);
    return { end, names, isEach, ...(servicePorts && { servicePorts }) };
  }

  private endOf(end: unknown): AssertedEnd {
    return assertedEnd(this.app, end);
  }

  /** Where pods are spread to plays no part in who may connect. */
  private unspread<T>(read: () => T): T {
    return withoutSpread(this.app.node.findAll(), read);
  }
}

/** What doesn't hold, as test runners know it from what is wrong in the test itself. */
function failed(message: string): Error {
  return new AssertionError({ message });
}

/** As many connections are told with their reasons. */
const MOST = 3;

type PortAsked = Pick<Expectation, 'port' | 'protocol'>;

function portAsked(port: unknown): PortAsked {
  if (port === undefined) return {};
  const { protocol, first: number, isNamed, isRange } = Port.isPort(port) ? (port as Port) : ({} as Partial<Port>);
  if (number !== undefined && !isNamed && !isRange) return { port: number, protocol };
  throw valueError({
    law: 'the port of an assertion must be one number and its protocol',
    got: Port.isPort(port) ? `${port}` : port,
    remedy: 'write Port.tcp(8080), with the number on which the pods listen; or leave it out',
  });
}

/** A port that a Service hasn't is closed whatever the policies are: it isn't what was to be tested. */
function checkServicePort(
  { name }: AssertedEnd,
  { servicePorts }: { readonly servicePorts?: readonly string[] },
  { port, protocol = 'TCP' }: PortAsked,
): void {
  if (!servicePorts || port === undefined || servicePorts.includes(`${protocol} ${port}`)) return;
  throw valueError({
    law: `the port of an assertion about a Service must be one that ${name} has: ${servicePorts.join(', ')}`,
    got: `${protocol} ${port}`,
    remedy: 'name one of these; or the workload, whose ports are those of the pods',
  });
}

function meansNobody(name: string): Error {
  return valueError({
    law: 'an end of an assertion must be somebody of the manifests',
    got: name,
    remedy:
      name === 'outside'
        ? "no Gateway, Ingress or balancer leads in; for addresses outside, write Peer.internet() or '203.0.113.7'"
        : 'it selects no workload; name the workload itself',
  });
}

function noList(others: unknown): Error {
  return valueError({
    law: 'those who alone are connected must be a list',
    got: others,
    remedy: 'write [api, db], or [] for nobody',
  });
}

/**
 * The objects of an app, when everything is declared that its validations add.
 *
 * @throws when what was declared can't hold
 */
function rendered(app: App): Rendering {
  let problems: Problem[] = [];
  holdReading(app, () => {
    problems = validated(app);
  });
  if (problems.length > 0) throw validationError(problems);
  readAnew(app);
  return Rendering.of(app);
}
