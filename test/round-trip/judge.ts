import { Connectivity, EndKind, type ListedConnection } from '../../lib/analysis';
import { Checkup, Severity } from '../../lib/checks';
import { type Built, built } from './build';
import type { Way } from './declared';
import { openPorts } from './open-ports';
import type { Plan } from './plan';

/** What doesn't result as it was declared; empty where all does. */
export function fault(plan: Plan, order: (parts: readonly string[]) => readonly string[]): string {
  const app = built(plan);
  const broken = app.refusals.find((error) => !isRefusal(error));
  if (broken) return `an error that is no refusal: ${(broken as Error).stack}`;
  if (app.faults.length > 0) return '';
  const clean = app.refusals.length === 0 ? app : built(plan, { parts: app.made });
  return (
    different('parts that were refused left something behind', app, clean) ||
    misread(clean) ||
    notUnique(clean) ||
    refused(clean) ||
    different('the order of declarations counts', clean, built(plan, { parts: order(app.made) })) ||
    different('it counts where things are made', clean, built(plan, { parts: app.made, isNested: true }))
  );
}

/** Misuse says where it is; anything else is a fault of the library. */
function isRefusal(error: unknown): boolean {
  return (error as Error).constructor === Error && !/Cannot read|is not a function/.test((error as Error).message);
}

/** What a synth would find: nothing, in an app that says nothing by hand. */
function refused(app: Built): string {
  const errors = app.judged();
  return errors.length > 0 ? `a synth would refuse it:\n${errors.join('\n')}` : '';
}

function misread({ objects, cluster, ways, workloads }: Built): string {
  const network = Connectivity.ofObjects([...objects], { cluster });
  if (network.problems.length > 0) return `problems: ${network.problems.map(({ message }) => message).join('\n')}`;
  const { connections, unknown, notes } = network.list();
  // Of some implementations no report says whether they end TLS for a TLSRoute: it is written, and the doubt remains.
  if (unknown.some(({ reasons }) => reasons.some((reason) => / takes TLSRoutes is up to the impl/.test(reason))))
    return '';
  const [doubt] = unknown;
  if (doubt) return `unknown: ${lineOf(doubt)}: ${doubt.reasons.join('; ')}`;
  const expected = linesOf(ways.filter(({ isIdle }) => !isIdle));
  const got = connections.filter(({ source }) => source.kind === EndKind.ENTRY).map(lineOf);
  if (expected.join('\n') !== got.sort().join('\n')) {
    return `declared:\n${expected.join('\n')}\nread:\n${got.join('\n')}\nnotes:\n${notes.join('\n')}`;
  }
  if ([...workloads].sort().join() !== [...network.workloads].sort().join())
    return `workloads: ${network.workloads.join()}`;
  const stray = connections.find(({ source, destination }) => {
    const isDeclared = source.kind === EndKind.ENTRY || (source.kind === EndKind.OUTSIDE && isByAddress(cluster));
    return destination.kind === EndKind.WORKLOAD && !isDeclared;
  });
  if (stray) return `undeclared: ${lineOf(stray)}`;
  for (const name of workloads) {
    const declared = [...new Set(ways.filter(({ workload }) => workload === name).map(({ port }) => port))].sort();
    const open = openPorts(objects, name);
    if (open.join() !== declared.join()) return `policies open ${open.join()} of ${name}, declared ${declared.join()}`;
  }
  const strange = notes.find((note) => !/has weight 0 in/.test(note));
  if (strange) return `note: ${strange}`;
  const { findings } = Checkup.of(network);
  const bad = findings.find(({ severity }) => severity === Severity.ERROR);
  return bad ? `check ${bad.check}: ${bad.subject.kind} ${bad.subject.name}: ${bad.message}` : '';
}

/** Whether requests come from load balancers outside the cluster, which lists show among all that is outside as well. */
function isByAddress({ entries }: Built['cluster']): boolean {
  const gateway = { namespace: 'edge', name: 'public' };
  return entries.some(({ controller, implementation }) => {
    return (controller?.dataPlane ?? implementation?.dataPlane(gateway))?.blocks.length !== 0;
  });
}

/** The ways as lists show them: one line for each entry and workload. */
function linesOf(ways: readonly Way[]): string[] {
  const edges = new Map<string, { readonly ports: Set<string>; readonly urls: Set<string> }>();
  for (const { entry, workload, port, url } of ways) {
    const key = `${entry} -> ${workload}`;
    const edge = edges.get(key) ?? { ports: new Set(), urls: new Set() };
    edges.set(key, edge);
    edge.ports.add(port);
    edge.urls.add(url);
  }
  return [...edges]
    .map(([key, { ports, urls }]) => `${key} ${[...ports].sort().join(' ')} ${[...urls].sort().join(', ')}`)
    .sort();
}

function lineOf({ source, destination, ports, via }: ListedConnection): string {
  const texts = Object.entries(ports).map(([protocol, text]) => `${protocol} ${text}`);
  return `${source.name} -> ${destination.name} ${texts.sort().join(' ')} ${via}`;
}

function notUnique({ objects }: Built): string {
  const names = objects.map(nameOf);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice ? `there twice: ${twice}` : '';
}

function different(what: string, app: Built, other: Built): string {
  const [error] = other.refusals;
  const [one, another] = [app, other].map(({ objects }) => new Map(objects.map((each) => [nameOf(each), text(each)])));
  const names = [...new Set([...(one?.keys() ?? []), ...(another?.keys() ?? [])])].sort();
  const changed = names.filter((name) => one?.get(name) !== another?.get(name));
  const [first] = changed;
  if (!first && app.faults.join() === other.faults.join()) return '';
  return [
    `${what}: ${changed.join(', ')} ${other.faults.join()}`,
    error ? `since refused: ${(error as Error).message}` : '',
    `${first && one?.get(first)}`,
    `${first && another?.get(first)}`,
  ].join('\n');
}

function nameOf({ apiVersion, kind, metadata: { namespace = '', name } }: any): string {
  return `${apiVersion} ${kind} ${namespace}/${name}`;
}

function text(object: unknown): string {
  return JSON.stringify(object);
}
