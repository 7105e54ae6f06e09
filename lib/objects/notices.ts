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
 * Has what there is to say printed to the standard error stream, so that `--stdout` stays pure YAML; once per app.
 *
 * A synth that is about to fail says only why. `CDK8S_NETWORKING_QUIET=1` in the environment silences it all.
 */
export function tellNotices(root: IConstruct): void {
  let isAsking = false;
  const validate = () => {
    if (isAsking || noticesOf(root).printed || process.env.CDK8S_NETWORKING_QUIET) return [];
    isAsking = true;
    try {
      // cdk8s asks the root before all others, so what they will answer is asked here first.
      if (root.node.findAll().every(({ node }) => node.validate().length === 0)) print(noticesOf(root));
    } finally {
      isAsking = false;
    }
    return [];
  };
  root.node.addValidation({ validate });
}

function print(notices: Notices): void {
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
