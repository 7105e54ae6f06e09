import { Answer, type ConnectionChange } from '../analysis';
import { Report } from '../report';

/** A step that a namespace could take, and what it would change. */
export interface NextStep {
  readonly namespace: string;
  /** What it enforces now, and why not all. */
  readonly stage: { readonly name: string; readonly reason?: string };
  readonly changes: ConnectionChange[];
}

/** As many workloads are told, and of each as many others. */
const MOST_LINES = 10;
const MOST_NAMES = 5;
/** The outside may be a long list of networks. */
const LONGEST_NAME = 60;

/** What a step would cut, by the workload that loses it: its clients, or those that it connects to. */
export function nextStepText({ namespace, stage, changes }: NextStep): string {
  const cut = changes.filter(({ closed }) => Object.keys(closed).length > 0);
  const [is, next] =
    stage.name === 'none'
      ? ['enforces nothing', 'Enforcement.ingress()']
      : ['enforces ingress only', 'Enforcement.all()'];
  const start = `namespace ${namespace} ${is}: "${Report._plain((stage.reason ?? '').replace(/\s+/g, ' ').trim())}"; with ${next}`;
  if (cut.length === 0) return `${start} no connection would be cut`;
  const lines = grouped(cut, stage.name === 'none');
  const left = lines.length - MOST_LINES;
  return [
    `${start} ${cut.length} ${cut.length === 1 ? 'connection' : 'connections'} would be cut:`,
    ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
    ...(left > 0 ? [`  and those of ${left} more`] : []),
  ].join('\n');
}

/** A line for all connections that one workload loses on the same ports. */
function grouped(cut: ConnectionChange[], isIngress: boolean): string[] {
  const groups = new Map<string, { start: string; ports: string; others: string[] }>();
  for (const change of cut) {
    const { source, destination, answer } = change;
    const [near, far] = isIngress ? [destination, source] : [source, destination];
    const ports = `${portsOf(change)}${answer === Answer.UNKNOWN ? ', perhaps' : ''}`;
    const start = `${near.name} ${isIngress ? '<-' : '->'}`;
    const group = groups.get(`${start} ${ports}`) ?? { start, ports, others: [] };
    groups.set(`${start} ${ports}`, group);
    group.others.push(short(far.name));
  }
  const byStart = [...groups.values()].sort((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1));
  return byStart.map(({ start, ports, others }) => {
    const left = others.length - MOST_NAMES;
    const named = others.slice(0, MOST_NAMES).join(', ');
    return Report._plain(`${start} ${named}${left > 0 ? ` and ${left} more` : ''}  ${ports}`);
  });
}

/** What is left says it shorter where everything else goes. */
function portsOf({ before, after, closed }: ConnectionChange): string {
  const isLeft = Object.keys(after).length > 0;
  return isLeft && Report._ports(before) === 'all ports'
    ? `all ports but ${Report._ports(after)}`
    : Report._ports(closed);
}

function short(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 3)}...` : name;
}
