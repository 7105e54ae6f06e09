import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { JudgedFinding } from '../checks';
import { Report } from '../report';
import type { Annotation } from './annotated';

/** A finding, and what in the app it is about. */
export interface SynthFound
  extends Pick<JudgedFinding, 'check' | 'severity' | 'message' | 'harm' | 'remedy' | 'evidence'> {
  /** Who is told. */
  readonly construct: IConstruct;
  /** The object on which an acknowledgement is written; undefined where none is known. */
  readonly object?: ApiObject;
  /** The steps to what it is about in the object, which may be a List. */
  readonly path?: Annotation['path'];
  /** `HTTPRoute shop/web (shop.k8s.yaml)`; undefined where it is about no single object. */
  readonly about?: string;
}

/** `[shop/web] HTTPRoute shop/web (shop.k8s.yaml): ...`, without the path. */
export function factText({ about, message }: Pick<SynthFound, 'about' | 'message'>): string {
  return Report._plain(about === undefined ? message : `${about}: ${message}`);
}

/** A validation error: what is found, and in lines below it what comes of it and what to do. */
export function errorText({ check, severity, harm, remedy, evidence = [], ...fact }: SynthFound): string {
  const more = [...evidence.map((line) => `evidence: ${line}`), `harm: ${harm}`, ...remedyLines(remedy)];
  return [`${severity} ${check}: ${factText(fact)}`, ...more.map((line) => `      ${Report._plain(line)}`)].join('\n');
}

/** A remedy may be YAML to copy, in lines of its own. */
function remedyLines(remedy: string): string[] {
  const [first = '', ...rest] = remedy.trimEnd().split('\n');
  return [`remedy: ${first}`, ...rest.map((line) => `  ${line}`)];
}

/** As many are told of each check; all of them are told by `check`. */
const MOST = 3;

/** What is told of one check on the error stream: once what it means, and where. */
export function noticeText(found: readonly SynthFound[]): string {
  const [{ check, severity, harm, remedy }] = found as readonly [SynthFound, ...SynthFound[]];
  const left = found.length - MOST;
  return [
    `${severity} ${check}: ${Report._plain(harm)}; remedy: ${Report._plain(remedy.split('\n')[0] as string)}`,
    ...found.slice(0, MOST).map(({ construct, ...fact }) => `  [${construct.node.path || 'App'}] ${factText(fact)}`),
    ...(left > 0 ? [`  and ${left} more, which \`cdk8s-networking check\` lists`] : []),
  ].join('\n');
}
