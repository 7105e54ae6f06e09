import * as fs from 'node:fs';
import { Platform, Workload } from '../../lib';
import { Answer, EndKind } from '../../lib/analysis';
import { runExample } from '../support/examples';
import { connectivityOf } from './connectivity';
import { folderOf, names, variantsOf } from './variants';

const written = names
  .flatMap((name) => variantsOf(name).map((variant) => [name, variant] as const))
  .filter(([name, variant]) => fs.existsSync(folderOf(name, variant)));

/** What an example declares between its workloads, as `shop/web -> shop/api  TCP 8080`. */
function declaredBy(name: string, variant: string): string[] {
  const lines = new Set<string>();
  const { synth } = Platform.prototype;
  jest.spyOn(Platform.prototype, 'synth').mockImplementation(function (this: Platform) {
    for (const construct of this.node.findAll() as any[]) {
      for (const each of typeof construct.connections?.list === 'function' ? construct.connections.list() : []) {
        if (each.from instanceof Workload && each.to instanceof Workload) lines.add(each.toString());
      }
    }
    synth.call(this);
  });
  try {
    fs.rmSync(runExample(name, { ENTRY: variant }), { recursive: true });
  } finally {
    jest.restoreAllMocks();
  }
  return [...lines].sort();
}

// What others wrote takes part by connections that are no part of the tree: docs/adoption.md and its example show them.
// Of four ways in, two stand for the others: between workloads they change nothing.
const own = written.filter(
  ([name, variant]) => !name.startsWith('adopted-') && !['envoy-gateway', 'gke'].includes(variant),
);

test.each(own)('%s, %s: between workloads, what is declared is what is allowed', (name, variant) => {
  // What an example says that the cluster can't do ends it, or is told; both are looked at elsewhere.
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  const declared = declaredBy(name, variant);
  said.mockRestore();
  const network = connectivityOf(folderOf(name, variant));
  const { connections, unknown } = network.list();
  // The proxies of a Gateway are pods of the cluster: no manifest of the example has them.
  const isWritten = (line: string) => line.split(/ -> | {2}/, 2).every((end) => network.workloads.includes(end));
  const isWorkload = ({ kind }: { kind: EndKind }) => kind === EndKind.WORKLOAD;
  const allowed = connections
    .filter(({ source, destination }) => isWorkload(source) && isWorkload(destination))
    .map(({ source, destination, ports }) => {
      const texts = Object.entries(ports).flatMap(([protocol, list]) =>
        list.split(', ').map((port) => `${protocol} ${port}`),
      );
      return `${source.name} -> ${destination.name}  ${texts.join(', ')}`;
    });
  expect(allowed.sort()).toEqual(declared.filter(isWritten));
  expect(unknown).toEqual([]);
});

const METADATA = ['169.254.169.254', 'fd00:ec2::254', '168.63.129.16', '100.100.100.200'];

test.each(written)(
  '%s, %s: no workload reaches the metadata service of a cloud, in neither family',
  (name, variant) => {
    const network = connectivityOf(folderOf(name, variant));
    const reached = network.workloads.flatMap((workload) =>
      METADATA.filter((address) => network.answer(workload, address, 80) !== Answer.DENIED).map(
        (to) => `${workload} ${to}`,
      ),
    );
    expect(reached).toEqual([]);
    expect(network.workloads.length).toBeGreaterThan(0);
  },
);
