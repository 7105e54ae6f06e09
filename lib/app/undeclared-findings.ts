import type { IConstruct } from 'constructs';
import { Severity, SynthFinding } from '../checks';
import { Direction } from '../traffic';
import { type Mismatch, pathOf } from './mismatch';
import type { Origins } from './origins';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

type Opener = Mismatch['surplusAddresses'][number]['opener'];

/** As many connections are shown of what opens them. */
const MOST_SHOWN = 5;

/** A connection that nobody declared, and one of what lets it pass. */
interface Undeclared {
  readonly line: string;
  readonly opener: Opener;
  /** Who is told where nothing governs the pods. */
  readonly construct: IConstruct;
  /** What is said of an object that lets it pass, and where none does. */
  readonly byObject: string;
  readonly byNone: string;
}

/** Connections that the manifests allow and nobody declared, by each of what lets them pass. */
export function undeclaredFindings(
  { surplus, surplusAddresses }: Mismatch,
  written: WrittenObjects,
  origins: Origins,
): SynthFound[] {
  const groups = new Map<string, { found: SynthFound; lines: Set<string> }>();
  for (const each of [...surplus.flatMap(betweenWorkloads), ...surplusAddresses.map(withAddresses)]) {
    const found = undeclaredFinding(each, written, origins);
    const key = `${found.construct.node.path} ${found.about} ${found.message}`;
    const group = groups.get(key) ?? { found, lines: new Set() };
    groups.set(key, group);
    group.lines.add(`${each.line}  ${each.opener.ports}`);
  }
  return [...groups.values()].map(({ found, lines }) => ({ ...found, evidence: shown([...lines]) }));
}

function betweenWorkloads({ source, destination, from, to, openers }: Mismatch['surplus'][number]): Undeclared[] {
  return openers.map((opener) => {
    const isOut = opener.direction === Direction.EGRESS;
    return {
      line: `${from} of ${pathOf(source)} -> ${to} of ${pathOf(destination)}`,
      opener,
      construct: (isOut ? source : destination).construct,
      byObject: 'it lets pods of the app connect that no declaration connects',
      byNone: `nothing keeps ${isOut ? 'its pods from others' : 'others from its pods'}, and no declaration connects them`,
    };
  });
}

function withAddresses({ workload, name, addresses, opener }: Mismatch['surplusAddresses'][number]): Undeclared {
  const isOut = opener.direction === Direction.EGRESS;
  const own = `${name} of ${pathOf(workload)}`;
  return {
    line: isOut ? `${own} -> ${addresses}` : `${addresses} -> ${own}`,
    opener,
    construct: workload.construct,
    byObject: 'it connects pods of the app with addresses that no declaration names',
    byNone: `nothing keeps ${isOut ? 'its pods from addresses' : 'addresses from its pods'} that no declaration names`,
  };
}

function undeclaredFinding(
  { opener, construct, byObject, byNone }: Undeclared,
  written: WrittenObjects,
  origins: Origins,
): SynthFound {
  const by = opener.object && written.read(opener.object);
  return {
    check: SynthFinding.ALLOWED_BUT_UNDECLARED,
    severity: Severity.ERROR,
    construct: (by && origins.of(by)) ?? construct,
    ...(by && { about: by.about, ...(by.object && { object: by.object, path: by.path }) }),
    message: by ? byObject : byNone,
    harm: 'the connection is open, and nobody who reads the declarations knows of it',
    remedy: 'declare it, by allowTo() or allowFrom(); or narrow what opens it; or acknowledge it with a reason',
  };
}

function shown(lines: string[]): string[] {
  const left = lines.length - MOST_SHOWN;
  return [...lines.slice(0, MOST_SHOWN), ...(left > 0 ? [`and ${left} more`] : [])];
}
