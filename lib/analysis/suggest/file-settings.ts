import { withoutBlockComments, withoutScriptComments } from './comments';
import { mentionsIn } from './mentions';
import { groupOf, type Setting, type SettingGroup } from './setting';

/** What is the same of all settings of a file. */
export interface FileFacts {
  readonly title: string;
  readonly isSecret: boolean;
  place(): { readonly file: string; readonly line: number };
}

/**
 * What a mounted file says, line by line, whatever its language: keys with values as in YAML, JSON, TOML or properties,
 * and lines such as those of nginx.
 *
 * Comments say nothing, of one line or of several.
 */
export function fileSettings(text: string, facts: FileFacts): SettingGroup {
  const settings: Setting[] = [];
  const path = new KeyPath();
  const local = new Set<string>();
  const said = withoutBlockComments(text);
  for (const [, name = ''] of said.matchAll(/^\s*upstream\s+([\w.-]+)\s*\{/gm)) local.add(name.toLowerCase());
  for (const [index, written] of said.split('\n').entries()) {
    if (COMMENT.test(written)) continue;
    const line = withoutScriptComments(written);
    const { key, value } = path.take(line);
    // An address may stand in what looks like a key; a name must be the whole value.
    const addresses = isMarkup(line) ? [] : mentionsIn(line).filter(({ form }) => form !== 'name');
    const names = key === '' ? [] : mentionsIn(value).filter(({ form }) => form === 'name');
    const mentions = [...addresses, ...names].filter(({ host }) => !local.has(host));
    if (key === '' && mentions.length === 0) continue;
    const title = `${facts.title} line ${index + 1}`;
    settings.push({ ...facts, origin: 'file', key, text: value, mentions, title });
  }
  return groupOf(settings);
}

const COMMENT = /^\s*(?:#|;|\/\/|--\s|<!--)/;

/** Names of schemas look like addresses and are none. */
function isMarkup(line: string): boolean {
  return /xmlns|schemaLocation|\$schema|<!DOCTYPE/.test(line);
}

interface Step {
  readonly indent: number;
  readonly key: string;
}

/** The keys above a line, by its indentation: of `host:` below `redis:` the key is `redis.host`. */
class KeyPath {
  private readonly steps: Step[] = [];
  private items = 0;

  public take(line: string): { key: string; value: string } {
    const [, space = '', dash = '', rest = ''] = /^([ \t]*)((?:- +)?)(.*)$/.exec(line) ?? [];
    if (rest.trim() === '') return NOTHING;
    this.leave(space.length);
    if (dash !== '') this.enter(space.length, `item${this.items++}`);
    const [, name = '', written = ''] = /^["']?([\w.\-/]+)["']?[ \t]*[:=][ \t]*(?!\/\/)(.*)$/.exec(rest) ?? [];
    if (name === '') return NOTHING;
    const value = written
      .trim()
      .replace(/[,;]$/, '')
      .replace(/^(["'])(.*)\1$/, '$2');
    const key = [...this.steps.map((step) => step.key), name].join('.');
    if (/^[[{]?$/.test(value)) this.enter(space.length + dash.length, name);
    return { key, value };
  }

  private leave(indent: number): void {
    while ((this.steps.at(-1)?.indent ?? -1) >= indent) this.steps.pop();
  }

  private enter(indent: number, key: string): void {
    if (this.steps.length < MOST_STEPS) this.steps.push({ indent, key });
  }
}

const NOTHING = { key: '', value: '' };

/** Deeper keys are told apart by nobody. */
const MOST_STEPS = 20;
