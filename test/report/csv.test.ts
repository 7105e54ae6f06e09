import { Report } from '../../lib/report';
import { edge, LIST, NOTHING } from './samples';

test('a list has a line for each protocol and each network', () => {
  expect(Report.list(LIST, 'csv')).toBe(`\
source,destination,protocol,ports,answer,via
external:192.0.2.0/24,shop/web,TCP,8080,allowed,
external:2001:db8::/32,shop/web,TCP,8080,allowed,
edge/public,shop/web,TCP,8080,allowed,https://shop.example.com/
shop/api,shop/db,TCP,1-65535,allowed,
shop/api,shop/db,UDP,1-65535,allowed,
shop/api,shop/db,SCTP,1-65535,allowed,
shop/web,shop/api,TCP,"80,9000-9010",allowed,
shop/web,shop/api,UDP,53,allowed,
shop/web,ops/log,TCP,1-65535,allowed,
shop/web,ops/log,UDP,514,allowed,
shop/api,ops/node,TCP,9100,unknown,
`);
});

test('cells with commas, quotes or line ends are quoted', () => {
  const list = { ...NOTHING, connections: [edge('shop/a', 'shop/b"c', { TCP: '80' }, { via: 'http://x/,y\nz' })] };
  expect(Report.list(list, 'csv').slice('source,destination,protocol,ports,answer,via\n'.length)).toBe(
    'shop/a,"shop/b""c",TCP,80,allowed,"http://x/,y\nz"\n',
  );
});

test('edges among the replicas of a workload are there only when asked for', () => {
  const list = { ...NOTHING, connections: [edge('shop/x', 'shop/x', { TCP: '7000' })] };
  expect(Report.list(list, 'csv')).toBe('source,destination,protocol,ports,answer,via\n');
  expect(Report.list(list, 'csv', { replicas: true })).toBe(
    'source,destination,protocol,ports,answer,via\nshop/x,shop/x,TCP,7000,allowed,\n',
  );
});
