import type { IConstruct } from 'constructs';
import { PerApp } from './per-app';
import { addReadingValidation } from './validations';

/** One line, or none, about what a synth assumed; asked for when everything is declared. */
export type Notice = () => string | undefined;

interface Notices {
  readonly byTopic: Map<string, Notice>;
  /** What was told after a synth. */
  readonly told: Set<string>;
  printed: boolean;
}

const NOTICES = new PerApp<Notices>(() => ({ byTopic: new Map(), told: new Set(), printed: false }));

/** Has a line printed once, when the app is synthesized. The same topic is told once, by the first who brings it up. */
export function notice(scope: IConstruct, topic: string, text: Notice): void {
  const { byTopic } = NOTICES.of(scope);
  if (!byTopic.has(topic)) byTopic.set(topic, text);
}

/** Whether a line of such a topic is printed, as far as is declared by now. */
export function isNoticed(root: IConstruct, topic: RegExp): boolean {
  return [...NOTICES.of(root).byTopic].some(([each, text]) => topic.test(each) && text() !== undefined);
}

/**
 * Prints what can be said only after a synth, since it takes what was written: as notices are printed, once for a topic,
 * and asked for only where it is printed.
 */
export function tellAfterwards(root: IConstruct, topic: string, text: Notice): void {
  const { told } = NOTICES.of(root);
  if (isSilenced() || told.has(topic)) return;
  told.add(topic);
  say(text());
}

/**
 * Has what there is to say printed to the standard error stream, so that `--stdout` stays pure YAML; once per app.
 *
 * A synth that is about to fail says only why. `CDK8S_NETWORKING_QUIET=1` in the environment silences it all.
 */
export function tellNotices(root: IConstruct): void {
  let isAsking = false;
  const validate = () => {
    if (isAsking || NOTICES.of(root).printed || isSilenced()) return [];
    isAsking = true;
    try {
      // cdk8s asks the root before all others, so what they will answer is asked here first.
      if (root.node.findAll().every(({ node }) => node.validate().length === 0)) print(NOTICES.of(root));
    } finally {
      isAsking = false;
    }
    return [];
  };
  addReadingValidation(root, validate);
}

function print(notices: Notices): void {
  notices.printed = true;
  for (const topic of [...notices.byTopic.keys()].sort()) {
    say(notices.byTopic.get(topic)?.());
  }
}

function isSilenced(): boolean {
  return Boolean(process.env.CDK8S_NETWORKING_QUIET);
}

function say(text: string | undefined): void {
  if (text) process.stderr.write(`cdk8s-networking: ${text}\n`);
}
