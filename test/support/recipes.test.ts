import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { type Manifest, parseManifests } from './manifests';
import { allows } from './reachability';

/** Well-known policies with what they must allow and deny; the file lies beside the repository and may be absent. */
const FILE = path.resolve(__dirname, '../../../shared/cases/recipes.json');

interface Recipe {
  readonly name: string;
  readonly policies: string[];
  readonly namespaces: { name: string; labels: Record<string, string> }[];
  readonly pods: { namespace: string; name: string; labels: Record<string, string>; ports: object[] }[];
  readonly expect: { from: string; to: string; port: number; protocol: string; allowed: boolean }[];
}

function manifestsOf({ policies, namespaces, pods }: Recipe): Manifest[] {
  const objects = [
    ...namespaces.map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata })),
    ...pods.map(({ ports, ...metadata }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'main', ports }] },
    })),
  ];
  return parseManifests([...policies, ...objects.map((object) => stringify(object))].join('\n---\n'));
}

if (fs.existsSync(FILE)) {
  const recipes: Recipe[] = JSON.parse(fs.readFileSync(FILE, 'utf8'));

  // No case is left out: between pods, to and from addresses, and from a bare Pod to itself, all can be judged.
  test.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
    const manifests = manifestsOf(recipe);
    expect(recipe.expect).not.toHaveLength(0);
    expect(
      recipe.expect.map(({ from, to, port, protocol }) => {
        return { from, to, port, protocol, allowed: allows(manifests, from, to, port, protocol) };
      }),
    ).toEqual(recipe.expect.map(({ from, to, port, protocol, allowed }) => ({ from, to, port, protocol, allowed })));
  });
} else {
  test.skip('the recipes are not here: shared/cases/recipes.json beside the repository', () => {});
}
