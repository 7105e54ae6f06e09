import type { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Connectivity } from '../analysis';
import { Checks, Checkup, type ICheck, type JudgedFinding, Severity } from '../checks';
import { ClusterProfile } from '../cluster';
import { isNoticed, type Problem } from '../objects';
import { Acknowledgements } from './acknowledgements-at-synth';
import type { Annotation } from './annotated';
import { declaredFindings } from './declared-findings';
import { Origins } from './origins';
import type { Rendering } from './rendering';
import { errorText, factText, noticeText, type SynthFound } from './synth-finding';
import { type WrittenObject, WrittenObjects } from './written-objects';

/** A line for the error stream, told once for each topic. */
export interface Told {
  readonly topic: string;
  readonly text: string;
}

/** What is said of what an app is about to write. */
export interface Judgement {
  /** Why it must not be written. */
  readonly errors: Problem[];
  /** What one should know. */
  readonly told: Told[];
  /** What objects say of findings that are meant, as their annotations. */
  readonly annotations: ReadonlyMap<ApiObject, readonly Annotation[]>;
}

/** Judges what an app is about to write, as if a stranger had written it, and compares it with what was declared. */
export function judge(app: App, rendering: Rendering): Judgement {
  const written = new WrittenObjects(app, rendering);
  const connectivity = Connectivity._ofFiles(written.files, { cluster: ClusterProfile._seenFrom(app) });
  written.name(connectivity);
  const origins = new Origins(rendering.all);
  const { added } = Checks._saidIn(app);
  const acknowledgements = new Acknowledgements(app);
  // What isn't told at synth is looked for where somebody says that it is meant.
  const asked = Checks.recommended().filter(
    (check) => !isUntold(app, check) || acknowledgements.areOf(check.id) || written.maySpeakOf(check.id),
  );
  const checkup = Checkup.of(connectivity, [...asked, ...added.map(({ check }) => check)]);
  const findings = [
    ...checkup.findings
      .map((finding) => foundIn(app, finding, written, origins))
      .filter((found) => isWanted(found, added)),
    ...declaredFindings(app, connectivity, written, origins),
  ].filter((found) => !acknowledgements.take(found, written));
  const isError = ({ severity }: SynthFound) => severity === Severity.ERROR;
  const unreadable = checkup.problems.slice(connectivity.problems.length);
  return {
    errors: [
      ...unreadable.map(({ object, message }) => problemAt(app, object, message, written, origins)),
      ...findings.filter(isError).map((found) => ({ construct: found.construct, text: errorText(found) })),
    ],
    told: [
      ...byCheck(findings.filter((found) => found.severity === Severity.WARNING && !isSaid(app, found.check))),
      ...checkup.unused.map(({ subject, check, reason }) => ({
        topic: `unused ${subject.kind} ${subject.namespace}/${subject.name} ${check}`,
        text: unusedText(`${subject.kind} ${subject.namespace}/${subject.name}`, check, reason),
      })),
      ...acknowledgements.unused.map(({ scope, check, reason }) => ({
        topic: `unused ${scope.node.path} ${check}`,
        text: unusedText(`[${scope.node.path || 'App'}]`, check, reason),
      })),
    ],
    annotations: acknowledgements.annotations,
  };
}

function foundIn(app: App, finding: JudgedFinding, written: WrittenObjects, origins: Origins): SynthFound {
  const { subject, ...rest } = finding;
  const object: WrittenObject | undefined = written.of(subject);
  return {
    ...rest,
    construct: (object && origins.of(object)) ?? app,
    ...(object && { about: object.about, ...(object.object && { object: object.object, path: object.path }) }),
  };
}

/** What an added check finds counts for what it was added for. */
function isWanted(
  { check, construct }: SynthFound,
  added: readonly { readonly scope: IConstruct; readonly check: { readonly id: string } }[],
): boolean {
  const scopes = added.filter((each) => each.check.id === check).map(({ scope }) => scope);
  return scopes.length === 0 || scopes.some((scope) => construct.node.scopes.includes(scope));
}

function problemAt(app: App, name: string, message: string, written: WrittenObjects, origins: Origins): Problem {
  const [[object] = []] = written.namedIn([name]);
  return { construct: (object && origins.of(object)) ?? app, text: factText({ about: object?.about, message }) };
}

/** Checks that find what constructs say themselves, each with the topic by which these do. */
const SAID: { readonly [check: string]: RegExp } = {
  'policies-not-enforced': /^network plugin .* enforces nothing$/,
  'retired-controller': /^retired /,
};

/** Notes, and warnings that constructs tell themselves. */
function isUntold(app: App, { id, severity }: ICheck): boolean {
  return severity === Severity.INFO || (severity === Severity.WARNING && isSaid(app, id));
}

function isSaid(app: App, check: string): boolean {
  const topic = SAID[check];
  return topic !== undefined && isNoticed(app, topic);
}

/** A notice for each check. */
function byCheck(findings: readonly SynthFound[]): Told[] {
  const groups = new Map<string, SynthFound[]>();
  for (const found of findings) {
    const group = groups.get(found.check);
    if (group) group.push(found);
    else groups.set(found.check, [found]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([check, group]) => ({ topic: `check ${check}`, text: noticeText(group) }));
}

function unusedText(where: string, check: string, reason: string): string {
  return `${where} acknowledges ${check} ("${reason}"), which finds nothing there any more: take it back`;
}
