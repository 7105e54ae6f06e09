import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checkup } from '../../lib/checks';
import { ClusterProfile } from '../../lib/cluster';

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** Each folder of manifests that an example writes: `hello/expected/gateway`. */
const FOLDERS = fs
  .readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^[^/]+\/expected\/.+\.ya?ml$/.test(name))
  .map((name) => path.dirname(name));

/** What is found in examples that is no error, and why it stays. */
const WARNINGS: { readonly [folder: string]: string[] } = {
  // The front end is open to everyone, and one of its clients is declared by name as well.
  'adopted-boutique/expected/manifests': [
    'boutique.k8s.yaml:589 rule-redundant: its own ingress[0] lets the same through',
  ],
  // It comes so as somebody else's chart, and its pods don't ask for each other.
  'adopted-chart/expected/manifests': [
    'shop.k8s.yaml:182 stateful-set-service-not-found: Service shop/cache is not headless',
  ],
};

test.each([...new Set(FOLDERS)].sort())(
  'examples/%s has no errors, and no warnings but those that are meant',
  (folder) => {
    const sources = fs
      .readdirSync(path.join(EXAMPLES, folder))
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => ({ name, text: fs.readFileSync(path.join(EXAMPLES, folder, name), 'utf8') }));
    for (const cluster of [undefined, ClusterProfile.DEFAULT]) {
      const { findings, problems, isSound } = Checkup.ofText(sources, { cluster });
      const told = findings.map(
        ({ subject: { file, line }, check, message }) => `${file}:${line} ${check}: ${message}`,
      );
      expect({ problems, isSound, told }).toEqual({ problems: [], isSound: true, told: WARNINGS[folder] ?? [] });
    }
  },
);

test('there are examples', () => {
  expect(FOLDERS.length).toBeGreaterThan(5);
});
