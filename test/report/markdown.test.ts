import { ChangeKind } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { CHANGES, change, edge, LIST, NOTHING } from './samples';

test('a list is a table, and what is unknown another one', () => {
  expect(Report.list(LIST, 'md')).toBe(`\
| Source | Destination | Ports | Via |
| --- | --- | --- | --- |
| external:192.0.2.0/24,2001:db8::/32 | shop/web | TCP 8080 |  |
| edge/public | shop/web | TCP 8080 | https://shop.example.com/ |
| shop/api | shop/api | TCP 7000 |  |
| shop/api | shop/db | all ports |  |
| shop/web | shop/api | TCP 80,9000-9010, UDP 53 |  |
| shop/web | ops/log | all TCP ports, UDP 514 |  |

**Unknown**

| Source | Destination | Ports | Reasons |
| --- | --- | --- | --- |
| shop/api | ops/node | TCP 9100 | it has hostNetwork; nobody knows |

**Notes**

- HTTPRoute shop/old: no listener admits it
`);
});

test('says so when nothing is allowed', () => {
  expect(Report.list(NOTHING, 'md')).toBe('No connection is allowed.\n');
});

test('what means something to Markdown is shown as it is', () => {
  const via = 'https://shop/*?a=1&b=<x>|[y](z)`@team _a_b_\n# c';
  const list = { ...NOTHING, connections: [edge('shop/a', 'shop/b', { TCP: '80' }, { via })] };
  expect(Report.list(list, 'md').split('\n')[2]).toBe(
    '| shop/a | shop/b | TCP 80 | https://shop/\\*?a=1&amp;b=&lt;x&gt;\\|\\[y\\](z)\\`&#64;team \\_a_b\\_ # c |',
  );
});

test('a comparison counts, and tells first what opens', () => {
  expect(Report.diff({ changes: CHANGES }, 'md')).toBe(`\
### Connections: 2 opened, 2 changed, 1 closed (1 acknowledged)

**Opened**

| From | To | Ports | Because |
| --- | --- | --- | --- |
| external:192.0.2.0/24,2001:db8::/32 | shop/web | TCP 80 | NetworkPolicy shop/web changed (new/web.yaml:3); \
Namespace shop changed (new/ns.yaml:1) |

**Changed**

| From | To | Ports | Because |
| --- | --- | --- | --- |
| shop/api | shop/db | TCP 80 =&gt; TCP 80,90 | NetworkPolicy shop/db changed (new/db.yaml:3) |
| shop/api | shop/log | TCP 514 =&gt; unknown (unknown) |  |

**Acknowledged**

| From | To | Ports | Reason | Because |
| --- | --- | --- | --- | --- |
| ops/log | shop/web | TCP 9100 (unknown) | metrics \\| scraped |  |

**Closed**

| From | To | Ports | Because |
| --- | --- | --- | --- |
| shop/web | shop/db | TCP 5432 | NetworkPolicy shop/db changed (new/db.yaml:3) |
`);
});

test('many closed connections are folded away', () => {
  const changes = 'abcdef'
    .split('')
    .map((name) => change(ChangeKind.CLOSED, `shop/${name}`, 'shop/db', { closed: { TCP: '80' } }));
  const lines = Report.diff({ changes }, 'md').split('\n');
  expect(lines.slice(0, 7)).toEqual([
    '### Connections: 0 opened, 0 changed, 6 closed',
    '',
    '<details>',
    '<summary>Closed (6)</summary>',
    '',
    '| From | To | Ports | Because |',
    '| --- | --- | --- | --- |',
  ]);
  expect(lines.slice(-4)).toEqual(['| shop/f | shop/db | TCP 80 |  |', '', '</details>', '']);
});

test('a table that no comment could hold ends with how many more there are', () => {
  const all = { opened: { TCP: '80' }, closed: { TCP: '80' }, before: { TCP: '80' }, after: { TCP: '80' } };
  const changes = Object.values(ChangeKind).flatMap((kind) =>
    Array.from({ length: 1000 }, (_, i) => change(kind, `shop/a${i}`, 'shop/db', all)),
  );
  const text = Report.diff({ changes }, 'md');
  expect(text.length).toBeLessThan(65536);
  const shown = text.split('\n').filter((line) => line.startsWith('| shop/')).length;
  const left = [...text.matchAll(/^and (\d+) more$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  expect({ isLong: shown > 1000, all: shown + left }).toEqual({ isLong: true, all: 3000 });
});

test('a comparison without changes says so', () => {
  expect(Report.diff({ changes: [] }, 'md')).toBe('No connection is opened, closed or changed.\n');
});
