import type { App } from 'cdk8s';
import type { Connectivity, WhyReport } from '../analysis';
import { Severity, SynthFinding } from '../checks';
import { isPatched } from '../objects';
import { Declared, type DeclaredConnection, type DeclaredWorkload, saysItself } from '../policy';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

type Mismatch = ReturnType<typeof Connectivity.prototype._against<DeclaredWorkload>>;
type Surplus = Mismatch['surplus'][number];
type Denied = Mismatch['denied'][number];

/** As many are told one by one, and as many connections are shown of each. */
const MOST = 20;
const MOST_SHOWN = 5;

/** Where what an app declares between its workloads isn't what its manifests allow, as far as these are sure. */
export function declaredFindings(root: App, connectivity: Connectivity, written: WrittenObjects): SynthFound[] {
  const declared = new Declared(root);
  const { denied, surplus } = connectivity._against({
    workloads: declared.workloads,
    connections: declared.connections,
    maySayMore: (each) => {
      const object = written.of(each)?.object;
      const isOurs = object !== undefined && (saysItself(object) || declared.isOfWorkload(object));
      return !isOurs || (isPatched(object) && !saysItself(object));
    },
    mayPass: (from, to) => declared.mayPass(from, to),
  });
  return [...deniedFindings(denied, written), ...surplusFindings(surplus, declared, written)];
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
  const places = deciding.map((each) => `${each.about} of [${each.object?.node.path}]`);
  const [first] = deciding;
  return {
    check: SynthFinding.DECLARED_BUT_DENIED,
    severity: Severity.ERROR,
    construct: connection.declaredBy,
    ...(first?.object && { object: first.object }),
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

/** Connections that nobody declared, by what lets them pass. */
function surplusFindings(surplus: readonly Surplus[], declared: Declared, written: WrittenObjects): SynthFound[] {
  const groups = new Map<string, { found: Omit<SynthFound, 'evidence'>; lines: string[] }>();
  for (const each of surplus) {
    const finding = surplusFinding(each, declared, written);
    if (!finding) continue;
    const key = `${finding.construct.node.path} ${finding.about}`;
    const group = groups.get(key) ?? { found: finding, lines: [] };
    groups.set(key, group);
    group.lines.push(
      `${each.from} of ${pathOf(each.source)} -> ${each.to} of ${pathOf(each.destination)}  ${each.ports}`,
    );
  }
  return [...groups.values()].map(({ found, lines }) => ({ ...found, evidence: shown(lines) }));
}

/** Undefined where the policies that let it pass say so themselves, rather than for what was declared. */
function surplusFinding(
  { sides, destination }: Surplus,
  declared: Declared,
  written: WrittenObjects,
): Omit<SynthFound, 'evidence'> | undefined {
  const opened = sides.map((side) => side.openedBy.map((each) => written.of(each)));
  const unsaid = opened.find((found) => !found.some((each) => each?.object && saysItself(each.object)));
  if (!unsaid) return undefined;
  // What the app writes for its connections comes after what somebody wrote by hand.
  const strangers = unsaid.filter((each) => each?.object && !declared.isOfWorkload(each.object));
  const by = strangers[0] ?? unsaid[0];
  return {
    check: SynthFinding.ALLOWED_BUT_UNDECLARED,
    severity: Severity.ERROR,
    construct: by?.object ?? destination.construct,
    ...(by && { about: by.about, ...(by.object && { object: by.object }) }),
    message: by
      ? 'it lets pods of the app connect that no declaration connects'
      : 'nothing keeps others from its pods, and no declaration connects them',
    harm: 'the connection is open, and nobody who reads the declarations knows of it',
    remedy: 'declare it, by allowTo() or allowFrom(); or narrow what opens it; or acknowledge it with a reason',
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
