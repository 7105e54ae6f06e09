import type { CompiledPolicy, EntryTarget, Evidence, Governance, Member, PortSetId } from './facts';

/** More lines than that are no evidence, but a list. */
const MOST = 3;

/** A few lines, each once, and whether there are more. */
export function fewOf(lines: readonly string[]): string[] {
  const distinct = [...new Set(lines)];
  return distinct.length <= MOST ? distinct : [...distinct.slice(0, MOST), 'and more'];
}

/** How many are asked for a line until nobody looks further. */
const ASKED = 64;

/** The same of lines that are made one after another, of which some are none; the rest is never made. */
export function fewFrom(lines: Iterable<string | undefined>): string[] {
  const found = new Set<string>();
  let asked = 0;
  for (const line of lines) {
    asked += 1;
    if (line !== undefined) found.add(line);
    if (found.size > MOST || asked >= ASKED) break;
  }
  return fewOf([...found]);
}

/** `shop/web, shop/api and 3 more`. */
export function listed(names: readonly string[]): string {
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(' and ');
}

/** The first few of many: enough to show, and to know that there are more. */
export function firstOf<T>(all: readonly T[]): readonly T[] {
  return all.slice(0, MOST + 1);
}

/** The port of pods to which a way in leads. */
export function portOf({ ports }: Governance, { protocol, port }: EntryTarget): PortSetId {
  return ports.range(protocol, port, port);
}

/** `shop/web -> shop/db TCP 5432`. */
export function connectionText({ ports }: Governance, from: string, to: string, asked: PortSetId): string {
  return `${from} -> ${to} ${ports.text(asked)}`;
}

/** `anywhere -> shop/db all ports`, or from there to anywhere. */
export function openText({ name }: Pick<Member, 'name'>, direction: 'ingress' | 'egress'): string {
  const [from, to] = direction === 'ingress' ? ['anywhere', name] : [name, 'anywhere'];
  return `${from} -> ${to} all ports is allowed`;
}

/**
 * What is meant and doesn't pass, with whose policies deny it; nothing where some of it passes.
 *
 * @param asked - the ports that are meant
 */
export function deniedTexts(evidence: Evidence, from: Member, to: Member, asked: PortSetId): string[] {
  const { governance } = evidence;
  const { ports } = governance;
  const isDenied = (passing: PortSetId) => ports.intersection(passing, asked) === ports.none;
  if (asked === ports.none || !isDenied(governance.between(from, to).possible)) return [];
  const isIngress = isDenied(governance.passes('ingress', from, to));
  const closing = isIngress
    ? governance.denials.on('ingress', to, from, asked)
    : governance.denials.on('egress', from, to, asked);
  return [`${connectionText(governance, from.name, to.name, asked)} is meant, and denied${byText(evidence, closing)}`];
}

/** Directions in which everyone passes although policies close it, where nothing enforces them. */
export function openInVain(member: Member, { governance, nameOf }: Evidence): string[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const names = [...new Set(governance.closing(member, direction).map(({ object }) => nameOf(object)))];
    if (names.length === 0) return [];
    return [`${openText(member, direction)}, although ${listed(names)} close${names.length > 1 ? '' : 's'} it`];
  });
}

/** ` by NetworkPolicy shop/api`; nothing where none of them is known. */
export function byText(evidence: Evidence, policies: readonly CompiledPolicy[]): string {
  const names = [...new Set(policies.map(({ object }) => evidence.nameOf(object)))];
  if (names.length === 0) return '';
  return ` by ${names.slice(0, 2).join(' and ')}${names.length > 2 ? ` and ${names.length - 2} more` : ''}`;
}

/** `shop/web, shop/api and 3 more`. */
export function namesText(members: readonly Member[]): string {
  return listed(members.map(({ name }) => name));
}
