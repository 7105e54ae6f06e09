import type { IConstruct } from 'constructs';

/** One line, or none, about what a synth assumed; asked for when everything is declared. */
export type Notice = () => string | undefined;

interface Notices {
  readonly byTopic: Map<string, Notice>;
  printed: boolean;
}

const NOTICES = new WeakMap<IConstruct, Notices>();

/** Has a line printed once, when the app is synthesized. The same topic is told once, by the first who brings it up. */
export function notice(scope: IConstruct, topic: string, text: Notice): void {
  const { byTopic } = noticesOf(scope.node.root);
  if (!byTopic.has(topic)) byTopic.set(topic, text);
}

/**
 * Prints what there is to say to the standard error stream, so that `--stdout` stays pure YAML; once per app.
 *
 * `CDK8S_NETWORKING_QUIET=1` in the environment silences it.
 */
export function printNotices(root: IConstruct): void {
  const notices = noticesOf(root);
  if (notices.printed || process.env.CDK8S_NETWORKING_QUIET) return;
  notices.printed = true;
  for (const topic of [...notices.byTopic.keys()].sort()) {
    const text = notices.byTopic.get(topic)?.();
    if (text) process.stderr.write(`cdk8s-networking: ${text}\n`);
  }
}

function noticesOf(root: IConstruct): Notices {
  let notices = NOTICES.get(root);
  if (!notices) {
    notices = { byTopic: new Map(), printed: false };
    NOTICES.set(root, notices);
  }
  return notices;
}
