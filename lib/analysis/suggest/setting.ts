import { withoutScriptComments } from './comments';
import { type Mention, mentionsIn } from './mentions';
import type { SuggestionEvidence } from './suggest-report';

/** Where a workload is told something. */
export type Origin = 'variable' | 'argument' | 'file';

/** One thing that a workload is told: a variable, an argument, a line of a file. */
export interface Setting {
  readonly origin: Origin;
  /** What it is called, as in `ORDERS_URL`, `--db-host`, `spring.redis.host`; empty where it has no name. */
  readonly key: string;
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Why it may be no setting at all, but something to read. */
  readonly doubt?: string;
  /** Whether it comes from a Secret: then nothing of its text may be told. */
  readonly isSecret: boolean;
  /** Where it stands, and how that is called: `env ORDERS_URL`. Found on demand. */
  place(): Omit<SuggestionEvidence, 'text'>;
  readonly title: string;
}

/** What stands together, so that a host and a port in it may belong together: the variables of one container, one file. */
export interface SettingGroup {
  readonly settings: readonly Setting[];
  /** The settings by their keys in one spelling. */
  readonly byKey: ReadonlyMap<string, Setting>;
}

/** A setting, with the hosts that its text names. */
export function settingOf(facts: Omit<Setting, 'mentions'>): Setting {
  return { ...facts, mentions: mentionsIn(withoutScriptComments(facts.text)) };
}

/** The settings of a group; of several with one key the last counts, as it does in a container. */
export function groupOf(settings: readonly Setting[]): SettingGroup {
  const named = settings.filter(({ key }) => key !== '');
  return { settings, byKey: new Map(named.map((setting) => [spelled(setting.key), setting])) };
}

/** A key in the one spelling that all have in common: `redisHost`, `redis.host` and `--redis-host` are `REDIS_HOST`. */
export function spelled(key: string): string {
  return key
    .replace(/^-+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
