import type { ClusterProfile } from '../cluster';
import type { AnalysisOptions } from './analysis-options';
import { Answer } from './answer';
import { acknowledged } from './diff/acknowledged';
import { compare } from './diff/compare';
import type { Acknowledgement, DiffReport } from './diff/diff-report';
import { rangeOf } from './evaluate/address-range';
import { PortSets } from './evaluate/port-sets';
import { Evidence } from './evidence';
import type { ConnectionList, ListedConnection, ListOptions } from './graph/connection-list';
import { listConnections } from './graph/list-connections';
import { portQuestion, portsAsked } from './graph/port-query';
import { type Scenery, sceneryOf } from './graph/scenery';
import { compareWithMeant } from './meant/compare-with-meant';
import type { Meant, MeantWorkload, Mismatch } from './meant/meant';
import { blocksOf, Model } from './model';
import { Asking, answered } from './question/ask';
import { type Named, namedBy } from './question/named';
import { readAcknowledgements } from './read/acknowledgements';
import { readExpectations } from './read/expectations';
import type { ManifestProblem } from './read/manifest-problem';
import type { ManifestSource } from './read/manifest-source';
import { type Reading, readFiles, readObjects, readSources, type WrittenFile } from './read/read';
import { suggest } from './suggest/suggest';
import type { SuggestOptions, SuggestReport } from './suggest/suggest-report';
import type { Expectation, VerifyReport } from './verify/expectation';
import { verify } from './verify/verify';
import { explain } from './why/explain';
import { reasonsOf } from './why/reasons';
import type { WhyLeg, WhyOptions, WhyReport } from './why/why-report';

/**
 * Who can reach whom in a cluster, by its manifests alone, whoever wrote them.
 *
 * An answer is allowed, denied, or unknown where it depends on something that no manifest says. Replies to an allowed
 * connection need no leave of their own; nodes and their kubelets reach the pods on them in any case; and enforcement is
 * the network plugin's, which no manifest shows.
 *
 * @example
 * const text = '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }';
 * const network = analysis.Connectivity.ofText([{ name: 'shop.yaml', text }]);
 * for (const problem of network.problems) console.error(`${problem.file}:${problem.line}: ${problem.message}`);
 * network.answer('shop/web', '203.0.113.7', 443); // analysis.Answer.ALLOWED
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://network-policy-api.sigs.k8s.io/
 */
export class Connectivity {
  /**
   * Reads manifests from texts: YAML with any number of documents, or JSON.
   *
   * What breaks a law is told in `problems`, and the rest is read.
   *
   * @param sources - the texts
   * @param options - what no manifest says
   * @throws when an option is none, such as a CIDR that isn't one
   */
  public static ofText(sources: ManifestSource[], options: AnalysisOptions = {}): Connectivity {
    return new Connectivity(readSources(sources), options);
  }

  /**
   * Takes manifests as objects, such as those of `Testing.synth(chart)`.
   *
   * @param objects - the objects
   * @param options - what no manifest says
   * @throws when an option is none, such as a CIDR that isn't one
   */
  public static ofObjects(objects: any[], options: AnalysisOptions = {}): Connectivity {
    return new Connectivity(readObjects(objects), options);
  }

  /** @internal takes objects with the files that they will stand in */
  public static _ofFiles(files: readonly WrittenFile[], options: AnalysisOptions = {}): Connectivity {
    return new Connectivity(readFiles(files), options);
  }

  /**
   * What a change of manifests opens and closes. What no manifest says is taken as the newer one has it.
   *
   * @param older - the manifests before
   * @param newer - the manifests after
   * @param meant - openings that are acknowledged
   * @throws when an acknowledgement's port is none
   */
  public static diff(older: Connectivity, newer: Connectivity, meant: Acknowledgement[] = []): DiffReport {
    const ports = new PortSets();
    const { options } = newer;
    const before = Model.of(older.reading.network, options, { ports, blocks: blocksOf(newer.reading.network) });
    const after = Model.of(newer.reading.network, options, { ports, blocks: blocksOf(older.reading.network) });
    const changes = compare(
      { model: before, objects: older.reading.objects },
      { model: after, objects: newer.reading.objects },
    );
    return { changes: acknowledged(changes, meant, ports) };
  }

  /**
   * Reads a YAML list of `{from, to, port, protocol, expect}`.
   *
   * @param source - the text
   * @throws with the file and the line of everything that is wrong in it
   */
  public static expectationsIn(source: ManifestSource): Expectation[] {
    return readExpectations(source);
  }

  /**
   * Reads a YAML list of `{from, to, port, reason}`.
   *
   * @param source - the text
   * @throws with the file and the line of everything that is wrong in it
   */
  public static acknowledgementsIn(source: ManifestSource): Acknowledgement[] {
    return readAcknowledgements(source);
  }

  /** What is wrong in the manifests, in the order in which it was read. */
  public readonly problems: ManifestProblem[];

  /** How many objects there are of kinds that play no part here, by group and kind. */
  public readonly unknownKinds: { readonly [kind: string]: number };

  private compiled?: Model;
  private shown?: Evidence;

  private constructor(
    private readonly reading: Reading,
    private readonly options: AnalysisOptions,
  ) {
    this.problems = [...reading.problems];
    this.unknownKinds = reading.unknownKinds;
    for (const cidr of [...(options.podCidrs ?? []), ...(options.nodeCidrs ?? [])]) rangeOf(cidr);
  }

  /** The names of all workloads, sorted: `shop/web`, or `shop/cronjob/web` where two share that. */
  public get workloads(): string[] {
    return this.model.population.workloads.map(({ name }) => name);
  }

  /**
   * Whether one may open a connection to another.
   *
   * Of several, as of `shop/*` or a CIDR, what is so for all; unknown where it isn't the same for all.
   *
   * @param from - `shop/web`, an address, a CIDR, or an entry as lists name it
   * @param to - `shop/web`, a Service (`shop/service/api`), an address or a CIDR
   * @param port - the port of the pod, or of the Service; any port unless given
   * @param protocol - TCP, UDP or SCTP; TCP unless given
   * @throws when an end is nobody, the port is none, or both ends are outside
   */
  public answer(from: string, to: string, port?: number, protocol?: string): Answer {
    const asked = portsAsked(this.model.reach.ports, portQuestion(port, protocol));
    const answers = new Set<Answer>();
    for (const { judgement } of Asking.of(this.model).pairsOf(from, to, asked)) {
      answers.add(answered(this.model.reach.ports, judgement, asked));
    }
    return answers.size === 1 ? [...answers][0] : Answer.UNKNOWN;
  }

  /**
   * All allowed connections, and those of which the manifests don't tell.
   *
   * @param options - which ones
   * @throws when the focus is no workload, or the port none
   */
  public list(options: ListOptions = {}): ConnectionList {
    return listConnections(this.model, options);
  }

  /**
   * Why one may connect to another, or may not: which rule of which policy decides, and what to change.
   *
   * @param from - `shop/web`, an address, an entry as lists name it, or `outside` for all entries
   * @param to - `shop/web`, a Service (`shop/service/api`) or an address
   * @param options - the port
   * @throws when an end is nobody or more than one
   */
  public why(from: string, to: string, options: WhyOptions = {}): WhyReport {
    return explain(this.model, from, to, options);
  }

  /**
   * Whether what is expected holds.
   *
   * @param expectations - what is expected
   * @throws when an end is nobody
   */
  public verify(expectations: Expectation[]): VerifyReport {
    return verify(this.model, expectations);
  }

  /**
   * The connections that the manifests speak of: what workloads are told by variables, arguments and mounted files, and
   * what leads to them from outside.
   *
   * Whether policies allow them doesn't count. What no manifest says, such as a host that is compiled into a program,
   * isn't among them: watch the flows of the cluster before you close it.
   *
   * @param options - what is said beside the manifests
   */
  public suggest(options: SuggestOptions = {}): SuggestReport {
    return suggest(this.model, this.reading.objects, options);
  }

  /** @internal whether nothing was read that is an object, of whatever kind */
  public get _isEmpty(): boolean {
    return this.reading.objects.length === 0;
  }

  /** @internal where what somebody meant isn't what results */
  public _against<W extends MeantWorkload>(meant: Meant<W>): Mismatch<W> {
    return compareWithMeant(this.model, meant);
  }

  /** @internal who is meant by a text at one end of a question, by the names that lists give them */
  public _named(text: string, role: 'source' | 'destination'): Named {
    return namedBy(this.model, text, role);
  }

  /** @internal what checks look at */
  public get _evidence(): Evidence {
    this.shown ??= new Evidence(this.reading, () => this.model);
    return this.shown;
  }

  /** @internal what there is to draw beside connections */
  public get _scenery(): Scenery {
    return sceneryOf(this.model);
  }

  /** @internal what decides about a connection of a list */
  public _reasons(connection: ListedConnection): WhyLeg[] {
    return reasonsOf(this.model, connection);
  }

  /** @internal the cluster for which questions are answered */
  public get _cluster(): ClusterProfile | undefined {
    return this.options.cluster;
  }

  private get model(): Model {
    this.compiled ??= Model.of(this.reading.network, this.options);
    return this.compiled;
  }
}
