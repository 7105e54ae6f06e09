/** A host that a text names, with what stands beside it. */
export interface Mention {
  /** In lower case, without a dot at its end. */
  readonly host: string;
  readonly port?: number;
  /** The scheme of a URL. */
  readonly scheme?: string;
  /** What stands there, without passwords and paths. */
  readonly shown: string;
  readonly form: MentionForm;
}

/**
 * - `url`: it has a scheme, so that it is an address for certain
 * - `pair`: a host and a port
 * - `name`: the whole text is this name, or a list of names
 * - `inside`: a name of the cluster, somewhere in a text
 */
export type MentionForm = 'url' | 'pair' | 'name' | 'inside';

/** The hosts that a text names, in the order of their forms, each once. Its time is in proportion to the text. */
export function mentionsIn(text: string): Mention[] {
  const found = new Map<string, Mention>();
  // What is an address as a whole isn't looked at once more.
  const rest = withoutUrls(text, found);
  for (const [, host = '', port = ''] of rest.matchAll(PAIR)) add(found, host, Number(port), 'pair');
  for (const pattern of COMMANDS) {
    for (const [, host = '', port = ''] of rest.matchAll(pattern)) add(found, host, Number(port), 'pair');
  }
  const names = rest.trim().split(/[\s,;]+/);
  if (names.length <= MOST_NAMES && names.every((name) => HOST.test(name) && !NO_NAMES.test(name))) {
    for (const name of names) add(found, name, undefined, 'name');
  }
  for (const [name] of rest.replace(PAIR, ' ').matchAll(NAME_OF_CLUSTER)) add(found, name, undefined, 'inside');
  return [...found.values()];
}

const LABELS = '[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\\.?';
const HOST = new RegExp(`^${LABELS}$`, 'i');

/** `orders:8080`, at the start of a word; `ghcr.io/acme/orders:1` is no such thing, nor `user:1234@db`. */
const PAIR = new RegExp(`(?<=^|[\\s"'\`=,;([{<>|@]|//)(${LABELS}):(\\d{1,5})(?![\\w.@-])`, 'gi');

/** `nc -z db 5432` and its like, and what a shell dials itself. */
const COMMANDS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:nc|ncat|netcat|telnet)(?:[ \\t]+-\\w+(?:[ \\t]+\\d{1,4}(?=[ \\t]))?)*[ \\t]+(${LABELS})[ \\t]+(\\d{1,5})(?![\\w.-])`,
    'gi',
  ),
  new RegExp(`/dev/tcp/(${LABELS})/(\\d{1,5})(?![\\w.-])`, 'gi'),
  new RegExp(`(?:^|\\s)(?:-h|--host)[= \\t]+(${LABELS})[ \\t]+(?:-p|-P|--port)[= \\t]+(\\d{1,5})(?![\\w.-])`, 'g'),
];

/** `db.shop.svc` and longer: nothing else is called so. */
const NAME_OF_CLUSTER =
  /(?<![\w.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,3}\.svc(?:\.[a-z0-9-]{1,63}){0,6}(?![\w-])/gi;

/** What is said of a thing rather than where it is. */
const NO_NAMES = /^(?:true|false|yes|no|on|off|none|null|auto|default|enabled|disabled)$/i;

/** More names than that are prose. */
const MOST_NAMES = 20;

/** Takes the URLs out of a text, with what their authorities name. */
function withoutUrls(text: string, found: Map<string, Mention>): string {
  const rest: string[] = [];
  let end = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', Math.max(at + 3, end))) {
    const scheme = SCHEME.exec(text.slice(Math.max(end, at - LONGEST_SCHEME), at))?.[0] ?? '';
    const authority = authorityAt(text, at + 3);
    if (scheme === '' || authority === '') continue;
    rest.push(text.slice(end, at - scheme.length));
    end = at + 3 + authority.length;
    for (const part of authority.slice(authority.lastIndexOf('@') + 1).split(',')) {
      const [, host = '', port] = HOST_AND_PORT.exec(part) ?? [];
      if (host !== '') add(found, host, port ? Number(port) : undefined, 'url', schemeName(scheme));
    }
  }
  return [...rest, text.slice(end)].join(' ');
}

const LONGEST_SCHEME = 60;
const SCHEME = /(?:jdbc:)?[a-z][a-z0-9+.-]*(?::[a-z]+)?$/i;
const HOST_AND_PORT = new RegExp(`^(\\[[0-9a-f:.]+\\]|${LABELS})(?::(\\d{1,5}))?$`, 'i');
const LONGEST_AUTHORITY = 4096;

/** The authority of a URL: several hosts with commas between, unless the next of them is a URL itself. */
function authorityAt(text: string, start: number): string {
  const part = text.slice(start, start + LONGEST_AUTHORITY);
  const [authority = ''] = /^[^\s/?#"'`<>;)}|\\]*/.exec(part) ?? [];
  if (authority.endsWith(':') && part.startsWith('//', authority.length)) {
    return authority.slice(0, Math.max(0, authority.lastIndexOf(',')));
  }
  return authority;
}

/** `jdbc:postgresql` is `postgresql`, and `mysql:loadbalance` is `mysql`. */
function schemeName(scheme: string): string {
  const [name = ''] = scheme
    .toLowerCase()
    .replace(/^jdbc:/, '')
    .split(':');
  return name;
}

function add(
  found: Map<string, Mention>,
  written: string,
  port: number | undefined,
  form: MentionForm,
  scheme?: string,
) {
  const host = written
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (port !== undefined && (port < 1 || port > 65535)) return;
  if (!/[a-z:]/.test(host) && !/^\d+\.\d+\.\d+\.\d+$/.test(host)) return;
  const key = `${host}:${port ?? scheme ?? ''}`;
  if (found.has(key)) return;
  const pair = `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`;
  found.set(key, { host, port, scheme, form, shown: scheme === undefined ? pair : `${scheme}://${pair}` });
}
