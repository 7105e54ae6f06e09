import { Connectivity, type ManifestProblem, type ManifestSource } from '../analysis';
import type { ClusterProfile } from '../cluster';
import { valueError } from '../errors';
import { ACKNOWLEDGED, type AcknowledgedObject, acknowledgedIn, keyOf } from './acknowledged';
import type { AcknowledgedFinding, UnusedAcknowledgement } from './acknowledgement';
import { Checks } from './catalogue';
import type { ICheck } from './check';
import type { JudgedFinding } from './finding';
import { Inspection } from './inspection';
import { Severity } from './severity';

/** What a checkup is told beside the manifests. */
export interface CheckupOptions {
  /**
   * The checks to run.
   *
   * @default Checks.recommended()
   */
  readonly checks?: ICheck[];

  /**
   * The cluster: which versions and channel of the Gateway API it has, and what its implementations can do.
   *
   * @default - not known: what depends on it isn't judged, and the Gateway API is taken for its standard channel
   */
  readonly cluster?: ClusterProfile;
}

/**
 * Judges manifests, whoever wrote them: finds what a cluster accepts in silence, or shows only as a condition.
 *
 * It is a pure function of what it reads: the same manifests have the same findings, in the same order.
 *
 * @example
 * const text = '{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: web } }';
 * const checkup = checks.Checkup.ofText([{ name: 'shop.yaml', text }]);
 * for (const { subject, message } of checkup.findings) console.error(`${subject.file}:${subject.line}: ${message}`);
 */
export class Checkup {
  /**
   * Judges texts: YAML with any number of documents, or JSON.
   *
   * @param sources - the texts
   * @param options - which checks, for which cluster
   * @throws when `checks` is no list of checks
   */
  public static ofText(sources: ManifestSource[], options: CheckupOptions = {}): Checkup {
    return Checkup.of(Connectivity.ofText(sources, { cluster: options.cluster }), options.checks);
  }

  /**
   * Judges objects, such as those of `Testing.synth(chart)`.
   *
   * @param objects - the objects
   * @param options - which checks, for which cluster
   * @throws when `checks` is no list of checks
   */
  public static ofObjects(objects: any[], options: CheckupOptions = {}): Checkup {
    return Checkup.of(Connectivity.ofObjects(objects, { cluster: options.cluster }), options.checks);
  }

  /**
   * Judges what was read already, for the cluster that it was read for.
   *
   * @param connectivity - what was read
   * @param checks - the checks to run; those of `Checks.recommended()` unless given
   * @throws when `checks` is no list of checks
   */
  public static of(connectivity: Connectivity, checks: ICheck[] = Checks.recommended()): Checkup {
    return new Checkup(connectivity, checks);
  }

  /** The checks that were run. */
  public readonly checks: ICheck[];

  /** What was found, by file and line, but for what is acknowledged. */
  public readonly findings: JudgedFinding[];

  /**
   * What was found, and is meant: the object says so in its annotation `cdk8s-networking/acknowledged`, with a line
   * `check-id: reason` for each.
   */
  public readonly acknowledged: AcknowledgedFinding[];

  /** Acknowledgements of these checks that no finding answers to. */
  public readonly unused: UnusedAcknowledgement[];

  /**
   * What is wrong in the manifests themselves, acknowledgements without a reason included. An object that breaks a law of
   * Kubernetes isn't judged.
   */
  public readonly problems: ManifestProblem[];

  private constructor(connectivity: Connectivity, checks: ICheck[]) {
    checkChecks(checks);
    this.checks = [...checks];
    const inspection = Inspection._of(connectivity);
    const all = checks.flatMap((check) => judged(check, inspection)).sort(byPlace);
    const said = acknowledgedIn(inspection._evidence);
    this.problems = [...connectivity.problems, ...[...said.values()].flatMap(unreadable)];
    this.findings = all.filter((finding) => reasonOf(finding, said) === undefined);
    this.acknowledged = all.flatMap((finding) => {
      const reason = reasonOf(finding, said);
      return reason === undefined ? [] : [{ ...finding, reason }];
    });
    const used = new Set(this.acknowledged.map(({ subject, check }) => `${keyOf(subject)} ${check}`));
    const ids = new Set(checks.map(({ id }) => id));
    this.unused = [...said.values()].flatMap((each) => unusedOf(each, ids, used));
  }

  /** Whether there is no finding of severity `ERROR`. */
  public get isSound(): boolean {
    return this.findings.every(({ severity }) => severity !== Severity.ERROR);
  }
}

type Said = ReadonlyMap<string, AcknowledgedObject>;

function reasonOf({ subject, check }: JudgedFinding, said: Said): string | undefined {
  return said.size === 0 ? undefined : said.get(keyOf(subject))?.reasons.get(check);
}

const ANNOTATION = ['metadata', 'annotations', ACKNOWLEDGED];

/** Acknowledgements of checks that were run, and that found nothing about the object. */
function unusedOf(
  { object, reasons }: AcknowledgedObject,
  ids: ReadonlySet<string>,
  used: ReadonlySet<string>,
): UnusedAcknowledgement[] {
  const { apiVersion, kind, namespace, name, place, path } = object;
  const line = place.lineOf([...path, ...ANNOTATION]);
  const subject = { apiVersion, kind, namespace, name, file: place.file, line };
  return [...reasons]
    .filter(([check]) => ids.has(check) && !used.has(`${keyOf(subject)} ${check}`))
    .map(([check, reason]) => ({ subject, check, reason }));
}

/** Lines that acknowledge nothing. */
function unreadable({ object, unreadable: lines }: AcknowledgedObject): ManifestProblem[] {
  const { kind, namespace, name, place, path } = object;
  return lines.map((line) => ({
    file: place.file,
    document: place.document,
    line: place.lineOf([...path, ...ANNOTATION]),
    path: `metadata.annotations.${ACKNOWLEDGED}`,
    object: `${kind} ${namespace && `${namespace}/`}${name}`,
    message: valueError({
      law: 'an acknowledgement must name a check and give a reason',
      got: line,
      remedy: 'write a line as in "served-in-clear-text: TLS ends before it"',
    }).message,
  }));
}

/** From JavaScript anything may come. */
function checkChecks(checks: unknown): void {
  const isCheck = (check: unknown) => typeof (check as Partial<ICheck> | null)?.inspect === 'function';
  if (Array.isArray(checks) && checks.every(isCheck)) return;
  throw valueError({
    law: 'the `checks` of a checkup must be a list of ICheck',
    got: checks,
    remedy: "take them from Checks, such as [Checks.find('redirect-loop')]",
  });
}

function judged(check: ICheck, inspection: Inspection): JudgedFinding[] {
  const { id, severity, harm, remedy, see } = check;
  return check.inspect(inspection).map(({ subject, message, evidence }) => ({
    check: id,
    severity,
    subject,
    message,
    ...(evidence && evidence.length > 0 && { evidence }),
    harm,
    remedy,
    see,
  }));
}

function byPlace(one: JudgedFinding, other: JudgedFinding): number {
  return (
    byText(one.subject.file, other.subject.file) ||
    one.subject.line - other.subject.line ||
    byText(one.check, other.check) ||
    byText(one.message, other.message)
  );
}

/** By letters alone, so that no language of a machine has a say. */
function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
