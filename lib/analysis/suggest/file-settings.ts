import { withoutBlockComments, withoutScriptComments } from './comments';
import { mentionsIn } from './mentions';
import { Prose } from './prose';
import { groupOf, type Setting, type SettingGroup } from './setting';

/** What is the same of all settings of a file. */
export interface FileFacts {
  readonly title: string;
  /** What the file is called. */
  readonly name: string;
  readonly isSecret: boolean;
  place(): { readonly file: string; readonly line: number };
}

/**
 * What a mounted file says, line by line, whatever its language: keys with values as in YAML, JSON, TOML or properties,
 * and lines such as those of nginx.
 *
 * Comments say nothing, of one line or of several. What is for people to read says nothing for certain.
 */
export function fileSettings(text: string, { name: file, ...facts }: FileFacts): SettingGroup {
  const settings: Setting[] = [];
  const path = new KeyPath();
  const local = new Set<string>();
  const said = withoutBlockComments(text);
  for (const [, name = ''] of said.matchAll(/^\s*upstream\s+([\w.-]+)\s*\{/gm)) local.add(name.toLowerCase());
  const lines = said.split('\n').map((line) => (COMMENT.test(line) ? '' : withoutScriptComments(line)));
  const prose = new Prose(file, lines);
  for (const [index, line] of lines.entries()) {
    const { key, value } = path.take(line);
    // An address may stand in what looks like a key; a name must be the whole value.
    const addresses = isMarkup(line) ? [] : mentionsIn(line).filter(({ form }) => form !== 'name');
    const names = key === '' ? [] : mentionsIn(value).filter(({ form }) => form === 'name');
    const mentions = [...addresses, ...names].filter(({ host }) => !local.has(host));
    if (key === '' && mentions.length === 0) continue;
    const title = `${facts.title} line ${index + 1}`;
    const doubt = mentions.length > 0 && prose.has(line) ? FOR_READERS : undefined;
    settings.push({ ...facts, origin: 'file', key, text: value, mentions, title, doubt });
  }
  return groupOf(settings);
}

const FOR_READERS = 'a text for people names hosts that nobody dials';

const COMMENT = /^\s*(?:#|;|\/\/|--\s|<!--)/;

/** Names of schemas look like addresses and are none. */
function isMarkup(line: string): boolean {
  return /xmlns|schemaLocation|\$schema|<!DOCTYPE/.test(line);
}

interface Step {
  readonly indent: number;
  readonly key: string;
  readonly isItem: boolean;
}

/**
 * The keys above a line, by its indentation: of `host:` below `redis:` the key is `redis.host`, and of `- redis:6379` below
 * `upstreams:` it is `upstreams`.
 */
class KeyPath {
  private readonly steps: Step[] = [];
  private items = 0;

  public take(line: string): { key: string; value: string } {
    const [, space = '', dash = '', rest = ''] = /^([ \t]*)((?:- +)?)(.*)$/.exec(line) ?? [];
    if (rest.trim() === '') return NOTHING;
    this.leave(space.length, dash !== '');
    const keys = this.steps.filter(({ isItem }) => !isItem).map((step) => step.key);
    const item = dash === '' ? /^(["'])([^"']*)\1,?$/.exec(rest)?.[2] : bareItem(rest);
    if (item !== undefined) return { key: keys.join('.'), value: item };
    if (dash !== '') this.enter({ indent: space.length, key: `item${this.items++}`, isItem: true });
    const [, name = '', written = ''] = /^["']?([\w.\-/]+)["']?[ \t]*[:=][ \t]*(?!\/\/)(.*)$/.exec(rest) ?? [];
    if (name === '') return NOTHING;
    const value = unquoted(written.trim().replace(/[,;]$/, ''));
    const key = [...this.steps.map((step) => step.key), name].join('.');
    if (/^[[{]?$/.test(value)) this.enter({ indent: space.length + dash.length, key: name, isItem: false });
    return { key, value };
  }

  /** Leaves what ends where a line begins. Items may stand right below the key that they belong to. */
  private leave(indent: number, isItem: boolean): void {
    for (let last = this.steps.at(-1); last && last.indent >= indent; last = this.steps.at(-1)) {
      if (isItem && !last.isItem && last.indent === indent) return;
      this.steps.pop();
    }
  }

  private enter(step: Step): void {
    if (this.steps.length < MOST_STEPS) this.steps.push(step);
  }
}

/** The text of an item of a list; undefined where it has keys. */
function bareItem(text: string): string | undefined {
  return /^["']?[\w.\-/]+["']?[ \t]*(?:=|:(?=\s|$))/.test(text) || /^[[{]/.test(text)
    ? undefined
    : unquoted(text.trim());
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

const NOTHING = { key: '', value: '' };

/** Deeper keys are told apart by nobody. */
const MOST_STEPS = 20;
