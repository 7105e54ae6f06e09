import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity, EndKind, type ListedEnd } from '../../../lib/analysis';

/** Manifests of public applications, as their projects wrote them; they lie beside the repository and may be absent. */
const APPS = path.resolve(__dirname, '../../../../shared/cases/apps');

/** Tells of an application, where it is there. */
export function describeApp(name: string, tell: () => void): void {
  if (fs.existsSync(path.join(APPS, name))) describe(name, tell);
  else test.skip(`${name} is not here: shared/cases/apps/${name} beside the repository`, () => {});
}

/** The application of these files and folders, or of some of the objects in them. */
export function app(paths: readonly string[], counts: (file: string) => boolean = () => true): Connectivity {
  const files = paths.flatMap((each) => {
    if (/\.ya?ml$/.test(each)) return [each];
    const names = fs.readdirSync(path.join(APPS, each)).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => `${each}/${name}`);
  });
  return Connectivity.ofText(
    files.filter(counts).map((name) => ({ name, text: fs.readFileSync(path.join(APPS, name), 'utf8') })),
  );
}

/** What workloads may open to each other, as `web -> api TCP 80`; every port of every protocol is `everything`. */
export function insideEdges(network: Connectivity): string[] {
  return edges(network, EndKind.WORKLOAD, EndKind.WORKLOAD);
}

/** What may be opened from somewhere else. */
export function edges(network: Connectivity, from: EndKind, to: EndKind): string[] {
  const { connections, unknown } = network.list();
  expect(unknown).toEqual([]);
  return connections
    .filter(({ source, destination }) => source.kind === from && destination.kind === to)
    .map(({ source, destination, ports }) => `${nameOf(source)} -> ${nameOf(destination)} ${portsText(ports)}`);
}

/** The name without its namespace: each of these applications has only one. */
function nameOf({ name, cidrs }: ListedEnd): string {
  return cidrs ? cidrs.join(' and ') : name.slice(name.lastIndexOf('/') + 1);
}

function portsText(ports: { readonly [protocol: string]: string }): string {
  const texts = Object.entries(ports).map(([protocol, text]) => `${protocol} ${text}`);
  return texts.length === 3 && texts.every((text) => text.endsWith(' 1-65535')) ? 'everything' : texts.join(', ');
}
