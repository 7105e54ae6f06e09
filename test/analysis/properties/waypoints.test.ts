import * as fc from 'fast-check';
import { Connectivity } from '../../../lib/analysis';
import { built, declared, NAMES, PORTS, type Pods, plans, podsOf, Results } from '../../policy/mesh/waypoint-sample';
import { objectsOf } from '../../policy/mesh/written';

/** What runs, which the plan of an app only names. */
function running(pods: Pods[]): object[] {
  return pods.map(({ name, home, account, labels }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: home },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: account, containers: [{ name: 'main' }] } },
    },
  }));
}

const OUT = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'out' } };

test('what is read is what results, with a waypoint on the way', () => {
  let passing = 0;
  fc.assert(
    fc.property(plans, (any) => {
      // The pods of manifests have no addresses.
      const plan = { ...any, ranges: [] };
      let objects: any[];
      try {
        objects = objectsOf(built(plan));
      } catch {
        return;
      }
      const pods = podsOf(plan);
      const network = Connectivity.ofObjects([...objects, OUT, ...running(pods)]);
      const homeOf = (name: string) => pods[NAMES.indexOf(name)]?.home;
      const found = NAMES.flatMap((from) =>
        NAMES.flatMap((to) =>
          PORTS.flatMap((port) => {
            const answer = network.answer(`${homeOf(from)}/${from}`, `${homeOf(to)}/${to}`, port);
            return answer === 'denied' ? [] : [`${from} ${to} ${port}${answer === 'allowed' ? '' : ` ${answer}`}`];
          }),
        ),
      );
      expect(network.problems).toEqual([]);
      expect(found.sort()).toEqual(new Results(objects).all(pods).sort());
      expect(found.sort()).toEqual(declared(plan));
      const { connections, unknown } = network.list();
      const listed = connections
        .filter(({ source, destination }) => source.kind === 'workload' && destination.kind === 'workload')
        .flatMap(({ source, destination, ports: { TCP = '' }, via }) =>
          TCP.split(',').map((port) => {
            if (via) passing += 1;
            return `${source.name.split('/')[1]} ${destination.name.split('/')[1]} ${port}`;
          }),
        );
      expect(unknown).toEqual([]);
      expect(listed.sort()).toEqual(declared(plan));
    }),
    { seed: 15008, numRuns: 30 },
  );
  expect(passing).toBeGreaterThan(3);
}, 120_000);
