import type { ApiObject, App } from 'cdk8s';
import type { Connectivity, WhyReport } from '../analysis';
import { Severity, SynthFinding } from '../checks';
import { saysOtherwise } from '../objects';
import { Declared, type DeclaredConnection, type DeclaredWorkload, saysItself } from '../policy';
import { Direction } from '../traffic';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

type Mismatch = ReturnType<typeof Connectivity.prototype._against<DeclaredWorkload>>;
type Surplus = Mismatch['surplus'][number];
type Opener = Surplus['openers'][number];
type Denied = Mismatch['denied'][number];

/** As many are told one by one, and as many connections are shown of each. */
const MOST = 20;
const MOST_SHOWN = 5;

/** Where what an app declares between its workloads isn't what its manifests allow, as far as these are sure. */
export function declaredFindings(root: App, connectivity: Connectivity, written: WrittenObjects): SynthFound[] {
  const declared = new Declared(root);
  const isAsMade = asMade();
  const { denied, surplus } = connectivity._against({
    workloads: declared.workloads,
    connections: declared.connections,
    maySayMore: (each) => {
      const object = written.read(each)?.object;
      return !object || !isAsMade(object) || !(saysItself(object) || declared.isOfWorkload(object));
    },
    countsAsMeant: (each) => {
      const object = written.read(each)?.object;
      return object !== undefined && saysItself(object) && isAsMade(object);
    },
    mayPass: (from, to) => declared.mayPass(from, to),
  });
  return [...deniedFindings(denied, written), ...surplusFindings(surplus, written)];
}

function deniedFindings(denied: readonly Denied[], written: WrittenObjects): SynthFound[] {
  const told = denied.slice(0, MOST).map((each) => deniedFinding(each, written));
  const left = denied.length - MOST;
  const [next] = denied.slice(MOST);
  if (left <= 0 || !next) return told;
  return [
    ...told,
    { ...deniedFinding(next, written), ...(left > 1 && { evidence: [`so it is with ${left - 1} more`] }) },
  ];
}

function deniedFinding({ meant, from, to, ports, why }: Denied, written: WrittenObjects): SynthFound {
  const connection = meant as DeclaredConnection;
  const report: WhyReport = why();
  const failing = report.legs.filter(({ answer }) => answer === 'denied');
  const deciding = written.namedIn(failing.flatMap(({ decidedBy }) => decidedBy));
  const places = deciding.flat().map((each) => `${each.about} of [${each.object?.node.path}]`);
  // Which of several it is isn't known: then none of them is what an acknowledgement would be about.
  const [[first, ...others] = []] = deciding;
  return {
    check: SynthFinding.DECLARED_BUT_DENIED,
    severity: Severity.ERROR,
    construct: connection.declaredBy,
    ...(first?.object && others.length === 0 && { object: first.object, path: first.path }),
    message:
      `${from} of ${pathOf(meant.from)} is declared to connect to ${to} of ${pathOf(meant.to)}, and ` +
      `the manifests deny it on ${ports}`,
    evidence: [
      ...failing.map(({ leg, text }) => `${leg}: ${withoutLines(text)}`),
      ...(places.length > 0 ? [`decided by ${places.join(', ')}`] : []),
    ],
    harm: 'the connection is declared, and times out',
    remedy: withoutLines(report.remedy ?? 'change what denies it, or take the declaration back'),
  };
}

/** Connections that nobody declared, by each of what lets them pass. */
function surplusFindings(surplus: readonly Surplus[], written: WrittenObjects): SynthFound[] {
  const groups = new Map<string, { found: SynthFound; lines: Set<string> }>();
  for (const each of surplus) {
    const ends = `${each.from} of ${pathOf(each.source)} -> ${each.to} of ${pathOf(each.destination)}`;
    for (const opener of each.openers) {
      const found = surplusFinding(each, opener, written);
      const key = `${found.construct.node.path} ${found.about} ${found.message}`;
      const group = groups.get(key) ?? { found, lines: new Set() };
      groups.set(key, group);
      group.lines.add(`${ends}  ${opener.ports}`);
    }
  }
  return [...groups.values()].map(({ found, lines }) => ({ ...found, evidence: shown([...lines]) }));
}

function surplusFinding({ source, destination }: Surplus, opener: Opener, written: WrittenObjects): SynthFound {
  const by = opener.object && written.read(opener.object);
  const isOut = opener.direction === Direction.EGRESS;
  return {
    check: SynthFinding.ALLOWED_BUT_UNDECLARED,
    severity: Severity.ERROR,
    construct: by?.object ?? (isOut ? source : destination).construct,
    ...(by && { about: by.about, ...(by.object && { object: by.object, path: by.path }) }),
    message: by
      ? 'it lets pods of the app connect that no declaration connects'
      : `nothing keeps ${isOut ? 'its pods from others' : 'others from its pods'}, and no declaration connects them`,
    harm: 'the connection is open, and nobody who reads the declarations knows of it',
    remedy: 'declare it, by allowTo() or allowFrom(); or narrow what opens it; or acknowledge it with a reason',
  };
}

/** Tells of objects whether patches leave what they say as it was made; each is looked at once. */
function asMade(): (object: ApiObject) => boolean {
  const known = new Map<ApiObject, boolean>();
  return (object) => {
    const answer = known.get(object) ?? !saysOtherwise(object);
    known.set(object, answer);
    return answer;
  };
}

/** What isn't written yet is on no line. */
function withoutLines(text: string): string {
  return text.replace(/\(([^()\s]+):1\)/g, '($1)');
}

function shown(lines: string[]): string[] {
  const left = lines.length - MOST_SHOWN;
  return [...lines.slice(0, MOST_SHOWN), ...(left > 0 ? [`and ${left} more`] : [])];
}

function pathOf({ construct }: DeclaredWorkload): string {
  return `[${construct.node.path}]`;
}
