import { EndKind, type ListedEnd } from '../../lib/analysis';
import { connectivityOf } from './connectivity';
import { folderOf, variantsOf } from './variants';

const namespaceOf = ({ name }: ListedEnd) => name.split('/')[0];

test.each(variantsOf('three-teams'))('%s: two paths lead from team to team, and none beside them', (variant) => {
  const network = connectivityOf(folderOf('three-teams', variant));
  const { connections, unknown } = network.list();
  const between = connections
    .filter(({ source, destination }) => [source, destination].every(({ kind }) => kind === EndKind.WORKLOAD))
    .filter(({ source, destination }) => namespaceOf(source) !== namespaceOf(destination));
  expect(between.map(({ source, destination, ports }) => [source.name, destination.name, ports])).toEqual([
    ['insight/report', 'shop/db-replica', { TCP: '5432' }],
    ['shop/orders', 'payments/api', { TCP: '8443' }],
  ]);
  expect(unknown).toEqual([]);
});
