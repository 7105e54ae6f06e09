import * as path from 'node:path';
import { App, type AppProps, Chart, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Connectivity, type ManifestSource } from '../analysis';
import { ClusterProfile } from '../cluster';
import { valueError } from '../errors';
import { areValidatedByOthers, holdReading, tellAfterwards, withoutSpread } from '../objects';
import { rulesForOthers, Stages } from '../policy';
import { Report } from '../report';
import { checkKnownOptions, checkObject } from '../traffic';
import { acknowledgementsIn } from './acknowledgements';
import { withAnnotations } from './annotated';
import { noteChecked, tell } from './checked-app';
import { inOrder } from './construct-order';
import { type Judgement, judge } from './judgement';
import { ManifestText } from './manifest-text';
import { nextStepText } from './next-step';
import { Rendering } from './rendering';
import { replaceFiles } from './replace-files';
import { SynthChecks } from './synth-checks';
import { validated, validationError } from './validation-error';
import { constructMetadata, type WrittenFiles, writtenFiles } from './written-files';

/** What an app is synthesized for, and where to. */
export interface PlatformProps extends AppProps {
  /**
   * The cluster that the manifests are meant for.
   *
   * @default ClusterProfile.DEFAULT
   */
  readonly cluster?: ClusterProfile;

  /**
   * What is looked for in the manifests before they are written.
   *
   * @default SynthChecks.recommended()
   */
  readonly checks?: SynthChecks;
}

const OPTIONS = new Set<keyof PlatformProps>([
  'checks',
  'cluster',
  'outdir',
  'outputFileExtension',
  'yamlOutputType',
  'recordConstructMetadata',
  'resolvers',
]);

/**
 * A cdk8s App that knows its cluster, and writes all of its files or none.
 *
 * A stock cdk8s App works as well: `ClusterProfile.attach(app, profile)`. Under `cdk8s synth` the command line empties
 * the output folder before the app starts, so an earlier good output stays only when the app is run by itself.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kind() });
 * new IsolatedNamespace(platform, 'shop');
 * platform.synth();
 */
export class Platform extends App {
  private readonly checks: SynthChecks;
  private found?: Judgement;

  public constructor(props: PlatformProps = {}) {
    checkObject('what is said of a Platform', props);
    checkKnownOptions('a Platform', props, OPTIONS);
    const { cluster, checks = SynthChecks.recommended(), ...appProps } = props;
    checkChecks(checks);
    super(appProps);
    this.checks = checks;
    noteChecked(this);
    if (cluster) ClusterProfile.attach(this, cluster);
  }

  /** The charts of this app, each after those that it depends on. */
  public override get charts(): Chart[] {
    return inOrder(this).filter(Chart.isChart);
  }

  /** The cluster that the manifests are meant for. */
  public get cluster(): ClusterProfile {
    return ClusterProfile._seenFrom(this);
  }

  /**
   * Writes the manifests to the output folder, when they are looked at and sound (`checks`).
   *
   * Of each namespace that enforces less than all, it is then told what the next step would cut (`nextStep()`).
   *
   * When anything fails nothing is written, and what was there stays. Files of others in the folder stay in any case.
   * A file that is the same already isn't touched. The others are written beside their places, and then moved one by one:
   * of a process that is killed meanwhile, nothing stays in the output folder that kubectl would take for a manifest.
   *
   * @throws when what was declared can't hold, naming each construct, what must hold, and what to do; or when a file
   * can't be written
   */
  public override synth(): void {
    const files = this.files(this.checked(() => Rendering.of(this)));
    replaceFiles(files, path.resolve(this.outdir));
    this.tellOfChecks();
    let now: Connectivity | undefined;
    for (const namespace of Stages.of(this).staged) {
      tellAfterwards(this, `next step ${namespace}`, () => {
        try {
          now ??= this.read(this.sources());
          return this.stepFrom(now, namespace);
        } catch (error) {
          // What is written is good; only the step isn't.
          return `namespace ${namespace} can't take the next step: ${error instanceof Error ? error.message : error}`;
        }
      });
    }
  }

  /**
   * The manifests as one text, when they are looked at and sound, as for `synth()`.
   *
   * @throws when what was declared can't hold
   */
  public override synthYaml(): string {
    const { all } = this.checked(() => Rendering.ofText(this));
    this.tellOfChecks();
    return new ManifestText().of(all.map(({ json }) => json));
  }

  /**
   * Who may connect to whom by the manifests that a synth would write, a line for each: for a test, or to look at.
   *
   * It is read from those manifests as if a stranger had written them, not from what was declared. Nothing is written to
   * the output folder.
   *
   * @example
   * const platform = new Platform();
   * new IsolatedNamespace(platform, 'shop');
   * platform.connectivity(); // 'No connection is allowed.'
   *
   * @throws when what was declared can't hold, as a synth does
   */
  public connectivity(): string {
    return Report.list(this.read(this.sources()).list());
  }

  /**
   * What the next step of enforcement would cut in a namespace that enforces less than all: connections that are
   * possible by the manifests as they are, and wouldn't be with those of the next step.
   *
   * Both are read as if a stranger had written them, so objects that others made count as well. Whether a connection is
   * in use no manifest tells: watch the flows of those that are listed before you take the step.
   *
   * @param namespace - its name
   * @returns the connections by the workload that loses them, as far as they can be read at a glance, and their number
   * @throws when what was declared can't hold, as a synth does
   *
   * @example
   * const platform = new Platform();
   * const enforcement = Enforcement.ingress({ reason: 'where its pods connect to is being found out' });
   * const shop = new IsolatedNamespace(platform, 'shop', { enforcement });
   * new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' });
   * platform.nextStep('shop'); // 'namespace shop enforces ingress only: "where its pods ...'
   */
  public nextStep(namespace: string): string {
    return this.stepFrom(this.read(this.sources()), namespace);
  }

  /**
   * What the owners of other namespaces have to add, so that connections to their pods that this app declares come in:
   * NetworkPolicies as YAML, for pods that are named by `Peer.pods()` or `Peer.namespace()` in namespaces which the app
   * doesn't write.
   *
   * Each admits the workloads of this app that connect, on these ports, and nobody else. It closes its pods to whomever no
   * other policy admits: where nothing governs them yet, their owners have nothing to add.
   *
   * @returns the policies, sorted; a comment alone where there are none
   *
   * @example
   * const platform = new Platform();
   * const api = new InternalService(new IsolatedNamespace(platform, 'shop'), 'api', {
   *   image: 'ghcr.io/acme/api:1.4',
   *   port: 8080,
   * });
   * const ledger = Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } });
   * api.connections.allowTo(ledger, { ports: [Port.tcp(8080)] });
   * platform.rulesForOthers(); // a NetworkPolicy ledger-from-shop in the namespace payments
   */
  public rulesForOthers(): string {
    const policies = rulesForOthers(this);
    if (policies.length === 0) return '# Nobody else has to add a rule.\n';
    const start =
      '# For pods that other policies govern already: these admit the named workloads, and close them to the rest.\n';
    return `${start}${Yaml.stringify(...policies)}`;
  }

  /**
   * What is looser than usual by the manifests that a synth would write, a line for each with the reason that stands in
   * it: Pod Security below "restricted", privileges, `Enforcement` below all, clear text, connections with everyone.
   *
   * @example
   * const platform = new Platform();
   * new IsolatedNamespace(platform, 'legacy', {
   *   podSecurity: PodSecurity.baseline({ reason: 'the vendor image runs as root' }),
   * });
   * platform.acknowledgements(); // 'Namespace legacy  pod-security: the vendor image runs as root'
   *
   * @throws when what was declared can't hold, as a synth does
   */
  public acknowledgements(): string {
    const { all } = withoutSpread(this.node.findAll(), () =>
      this.rendered(() => {
        const rendering = Rendering.of(this);
        this.annotate(rendering, this.judged(rendering));
        return rendering;
      }),
    );
    return acknowledgementsIn(all.map(({ json }) => json));
  }

  private judged(rendering: Rendering): Judgement | undefined {
    return this.checks.reason === undefined ? judge(this, rendering) : undefined;
  }

  /** What is written, when it is looked at and sound. */
  private checked(render: () => Rendering): Rendering {
    return this.rendered(() => {
      const rendering = render();
      const judgement = this.judged(rendering);
      if (judgement && judgement.errors.length > 0) throw validationError(judgement.errors);
      this.found = judgement;
      this.annotate(rendering, judgement);
      return rendering;
    });
  }

  private annotate({ all }: Rendering, judgement: Judgement | undefined): void {
    if (!judgement || judgement.annotations.size === 0) return;
    for (const { json, object } of all) withAnnotations(json, object && judgement.annotations.get(object));
  }

  private tellOfChecks(): void {
    const { reason } = this.checks;
    if (reason !== undefined) tellAfterwards(this, 'checks', () => `the manifests aren't checked: "${reason}"`);
    else if (this.found) tell(this, this.found);
  }

  private stepFrom(now: Connectivity, namespace: string): string {
    const stages = Stages.of(this);
    const stage = stages.stageOf(namespace);
    if (!stage) return `namespace ${namespace} enforces all that is declared, or is none of this app`;
    let next = now;
    stages.tryNext(namespace, (more) => {
      const sources = this.sources();
      const rest = more().map((object) => object.toJson());
      next = this.read([...sources, { name: 'next', text: Yaml.stringify(...rest) }]);
    });
    return nextStepText({ namespace, stage, changes: Connectivity.diff(now, next).changes });
  }

  private read(sources: ManifestSource[]): Connectivity {
    return Connectivity.ofText(sources, { cluster: this.cluster });
  }

  /** The manifests that a synth would write. */
  private sources(): ManifestSource[] {
    // Where pods are spread to plays no part in who may connect.
    const rendering = withoutSpread(this.node.findAll(), () => this.rendered(() => Rendering.of(this)));
    return [...writtenFiles(this, rendering)].map(([name, text]) => ({ name, text })).sort(byName);
  }

  private files(rendering: Rendering): WrittenFiles {
    const files = writtenFiles(this, rendering);
    // cdk8s keeps this to itself: by the option, or else by the environment.
    const { recordConstructMetadata } = this as unknown as { readonly recordConstructMetadata: boolean };
    return recordConstructMetadata ? new Map([...files, [METADATA_FILE, constructMetadata(rendering)]]) : files;
  }

  /** Validations are the last that may change the tree: what they add is validated, and rendered, as well. */
  private rendered(render: () => Rendering): Rendering {
    const before = this.node.findAll();
    const mayChange = areValidatedByOthers(before);
    const isSettled = () => {
      const after = this.node.findAll();
      return !mayChange && isSame(before, after) && !areValidatedByOthers(after);
    };
    return (this.settled(isSettled, render) ?? this.settled(() => true, render)) as Rendering;
  }

  /** Validates all, and renders it, in one reading; undefined where the tree hasn't settled by then. */
  private settled(isSettled: () => boolean, render: () => Rendering): Rendering | undefined {
    let rendering: Rendering | undefined;
    holdReading(this, () => {
      const problems = validated(this);
      if (!isSettled()) return;
      if (problems.length > 0) throw validationError(problems);
      rendering = render();
    });
    return rendering;
  }
}

function isSame(some: readonly IConstruct[], others: readonly IConstruct[]): boolean {
  return some.length === others.length && some.every((each, i) => each === others[i]);
}

/** Where the command line of cdk8s looks for the constructs of objects. */
const METADATA_FILE = 'construct-metadata.json';

function byName(a: ManifestSource, b: ManifestSource): number {
  return `${a.name}` < `${b.name}` ? -1 : 1;
}

function checkChecks(checks: unknown): void {
  if (SynthChecks.isSynthChecks(checks)) return;
  throw valueError({
    law: 'the `checks` of a Platform must be SynthChecks',
    got: checks,
    remedy: 'leave them out, and add a check of yours by checks.Checks.of(platform).add()',
  });
}
