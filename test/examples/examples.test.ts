import * as fs from 'node:fs';
import * as path from 'node:path';
import { platformNames } from '../../examples/platforms';
import { EndKind } from '../../lib/analysis';
import { Checkup } from '../../lib/checks';
import { Report } from '../../lib/report';
import { attemptExample } from '../support/examples';
import { expectFiles, expectText } from '../support/expected';
import { defaultFacts, type Facts, openshiftFacts } from '../support/facts';
import { readManifests } from '../support/manifests';
import { reachability } from '../support/reachability';
import { connectivityOf } from './connectivity';
import { connectivityFile, folderOf, names, refusalFile, variantsOf } from './variants';

const cases = names.flatMap((name) => variantsOf(name).map((variant) => [name, variant] as const));
const written = cases.filter(([name, variant]) => fs.existsSync(folderOf(name, variant)));
/**
 * The second evaluator knows the language of Kubernetes alone; what is written in Cilium's is compared with that. What
 * identities say beside it, in a mesh, is judged by an evaluator of its own (test/policy/mesh).
 */
const inKubernetesWords = written.filter(([name, variant]) => variant !== 'eks-cilium' && name !== 'ambient');

test('there are examples, some of them for several ways into a cluster', () => {
  expect(names).toEqual([
    'adopted-boutique',
    'adopted-chart',
    'ambient',
    'bookinfo',
    'canary',
    'cassandra',
    'guestbook',
    'hello',
    'ingress-to-gateway',
    'legacy-database',
    'online-boutique',
    'shared-gateway',
    'sock-shop',
    'streams',
    'three-teams',
    'wordpress',
  ]);
  const named = (wanted: string) => cases.filter(([, variant]) => variant === wanted).map(([name]) => name);
  expect(named('ingress')).toEqual(['hello', 'online-boutique']);
  const everywhere = ['bookinfo', 'canary', 'ingress-to-gateway', 'shared-gateway', 'streams'];
  for (const entry of ['istio', 'envoy-gateway', 'gke', 'traefik']) expect(named(entry)).toEqual(everywhere);
  for (const platform of platformNames) expect(named(platform)).toEqual(['ambient', 'three-teams', 'wordpress']);
});

test.each(names)('%s expects nothing that it does not write', (name) => {
  const meant = variantsOf(name).flatMap((variant) => [
    folderOf(name, variant),
    connectivityFile(name, variant),
    refusalFile(name, variant),
  ]);
  const place = path.dirname(folderOf(name, 'any'));
  expect(fs.readdirSync(place).filter((each) => !meant.includes(path.join(place, each)))).toEqual([]);
});

test('what a cluster cannot do is said', () => {
  const refused = cases.filter(([name, variant]) => fs.existsSync(refusalFile(name, variant)));
  expect(refused.map((each) => each.join(' '))).toEqual([
    'canary traefik',
    'streams istio',
    'streams gke',
    'streams traefik',
  ]);
  const nothing = cases.filter(([name, variant]) => !fs.existsSync(folderOf(name, variant)));
  expect(nothing.map((each) => each.join(' '))).toEqual(['canary traefik']);
});

test.each(cases)('%s writes the expected %s, which allow the expected connections', (name, variant) => {
  const { files, said } = attemptExample(name, { ENTRY: variant });
  const folder = folderOf(name, variant);
  expectFiles(files, folder);
  expectText(said, refusalFile(name, variant));
  if (Object.keys(files).length === 0) return;
  const network = connectivityOf(folder);
  expectText(Report.list(network.list()), connectivityFile(name, variant));
  expect(network.problems).toEqual([]);
});

test.each(inKubernetesWords)('%s, %s: a second evaluator finds the same connections', (name, variant) => {
  const folder = folderOf(name, variant);
  const { connections, unknown, notes } = connectivityOf(folder).list();
  const { rows, workloads, problems, cannotResolve } = reachability(readManifests(folder), factsOf(variant));
  const found = connections
    .filter(({ destination }) => workloads.includes(destination.name))
    // It knows no ports of nodes; that the policy lets the nodes in, it finds by their addresses.
    .filter(({ source }) => !/\/service\//.test(source.name))
    .flatMap(({ source, destination, ports }) =>
      callersOf(source.name, workloads).flatMap((caller) =>
        Object.entries(ports).flatMap(([protocol, texts]) =>
          numbersIn(texts).map((port) => `${caller} -> ${destination.name} ${protocol} ${port}`),
        ),
      ),
    );
  // Whoever labelled a namespace as OpenShift does that of its router would be let in as well.
  const isRouter = (from: string) => from === 'namespaces policy-group.network.openshift.io/ingress=';
  const others = rows.filter(({ from, to }) => workloads.includes(to) && !isRouter(from));
  // Of everyone, every address is left: the pods of the namespace are closed by their own egress.
  const expected = others.flatMap(({ from, to, protocol, port }) =>
    (from === 'anyone' ? ['0.0.0.0/0', '::/0'] : [from]).map((caller) => `${caller} -> ${to} ${protocol} ${port}`),
  );
  expect([...new Set(found)].sort()).toEqual([...new Set(expected)].sort());
  expect([unknown, notes, problems, cannotResolve]).toEqual([[], [], [], []]);
});

test.each(inKubernetesWords)('%s, %s: a second evaluator finds them by the same hosts and paths', (name, variant) => {
  const folder = folderOf(name, variant);
  const { connections } = connectivityOf(folder).list();
  const found = connections
    .filter(({ source }) => source.kind === EndKind.ENTRY && !/\/service\//.test(source.name))
    .flatMap(({ destination, via = '' }) => via.split(', ').map((url) => `${url} -> ${destination.name}`));
  const { rows } = reachability(readManifests(folder), factsOf(variant));
  const others = rows.filter(({ from }) => from === 'outside').map(({ via, to }) => `${via} -> ${to}`);
  // It knows where Traefik redirects plain HTTP, which nothing else has here.
  const secure = (lines: string[]) => [...new Set(lines.filter((line) => !line.startsWith('http://')))].sort();
  expect(secure(found)).toEqual(secure(others));
});

/** What is found, and stays: an entry for those who still have it, a client that is one of everyone, somebody else's chart. */
const MEANT: { readonly [name: string]: string } = {
  'online-boutique': 'retired-controller',
  'adopted-boutique': 'rule-redundant',
  'adopted-chart': 'stateful-set-service-not-found',
};

test.each(written)('%s, %s: no check finds anything, for the cluster that it is meant for', (name, variant) => {
  const { findings } = Checkup.of(connectivityOf(folderOf(name, variant)));
  const isMeant = (check: string) => MEANT[name] === check;
  const told = findings.filter(({ check }) => !isMeant(check)).map(({ check, message }) => `${check}: ${message}`);
  expect(told).toEqual([]);
});

test.each(names.filter((name) => variantsOf(name) === platformNames))(
  '%s has the same connections on every kind of cluster',
  (name) => {
    const [first, ...others] = platformNames.map((platform) => connectionsOf(folderOf(name, platform)));
    expect(first?.length).toBeGreaterThan(2);
    for (const other of others) expect(other).toEqual(first);
  },
);

/** What the second evaluator knows of the cluster of a variant. */
function factsOf(variant: string): Facts {
  return variant === 'openshift' ? openshiftFacts : defaultFacts;
}

/** Who reaches whom, on which ports and by which hosts; what brings requests in has another name on each cluster. */
function connectionsOf(folder: string): string[] {
  const { connections } = connectivityOf(folder).list();
  const lines = connections.map(({ source, destination, ports, via = '' }) => {
    const from = source.kind === EndKind.ENTRY ? 'an entry' : source.name;
    return [from, destination.name, JSON.stringify(ports), via].join(' ');
  });
  return lines.sort();
}

/** It calls every entry the outside, and each network by itself. */
function callersOf(name: string, workloads: readonly string[]): string[] {
  if (workloads.includes(name)) return [name];
  return name.startsWith('external:') ? name.slice('external:'.length).split(', ') : ['outside'];
}

/** It knows declared ports only, one by one: `7000-7001` is two. */
function numbersIn(ports = ''): number[] {
  return ports.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
