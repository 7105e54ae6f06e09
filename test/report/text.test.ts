import { Answer, ChangeKind } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { portsText } from '../../lib/report/ports-text';
import { CHANGES, change, DENIED, edge, LIST, NOTHING, VERIFIED } from './samples';

describe('a list', () => {
  test('is a line for each edge, then what is unknown, then notes', () => {
    expect(Report.list(LIST, 'text')).toBe(`\
external:192.0.2.0/24,2001:db8::/32 -> shop/web  TCP 8080
edge/public -> shop/web  TCP 8080  https://shop.example.com/
shop/api -> shop/api  TCP 7000
shop/api -> shop/db  all ports
shop/web -> shop/api  TCP 80,9000-9010, UDP 53
shop/web -> ops/log  all TCP ports, UDP 514

Unknown:
shop/api -> ops/node  TCP 9100  (it has hostNetwork; nobody knows)

Notes:
HTTPRoute shop/old: no listener admits it
`);
  });

  test('says so when nothing is allowed', () => {
    expect(Report.list(NOTHING, 'text')).toBe('No connection is allowed.\n');
  });

  test('says so when nothing is allowed for certain', () => {
    const unknown = [edge('shop/a', 'shop/b', { TCP: '80' }, { reasons: ['nobody knows'], via: 'http://*/' })];
    expect(Report.list({ ...NOTHING, unknown }, 'text')).toBe(`\
No connection is allowed.

Unknown:
shop/a -> shop/b  TCP 80  http://*/  (nobody knows)
`);
  });

  test('changes no line when a long name comes in', () => {
    const longer = edge(`shop/${'x'.repeat(60)}`, 'shop/api', { TCP: '80' });
    const before = Report.list(LIST, 'text').split('\n');
    const after = Report.list({ ...LIST, connections: [...LIST.connections, longer] }, 'text').split('\n');
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
  });
});

describe('ports', () => {
  const every = '1-65535';

  test.each([
    [{ TCP: '80' }, 'TCP 80'],
    [{ TCP: '80,443', UDP: '53' }, 'TCP 80,443, UDP 53'],
    [{ TCP: every }, 'all TCP ports'],
    [{ TCP: every, UDP: every }, 'all TCP ports, all UDP ports'],
    [{ TCP: every, UDP: every, SCTP: every }, 'all ports'],
    [{}, 'no ports'],
  ])('%j are "%s"', (ports, text) => {
    expect(portsText(ports)).toBe(text);
  });
});

const LEGS = `\
shop/web -> shop/db TCP 5432: denied
  ok  egress: no policy isolates the egress of shop/web
  ??  name: nobody says who resolves names
  no  ingress: shop/db is isolated, and no rule admits shop/web
      by NetworkPolicy shop/db, spec.ingress[0] (shop/db.yaml:12)
      by NetworkPolicy shop/deny (deny.yaml:3)
To allow it: add to NetworkPolicy shop/db:
  ingress:
    - from: []
`;

test('an explanation goes leg by leg, and ends with what to do', () => {
  expect(Report.why(DENIED, 'text')).toBe(LEGS);
});

test('an explanation of what is allowed needs no remedy', () => {
  const { remedy, ...allowed } = DENIED;
  expect(remedy).toBeDefined();
  expect(Report.why({ ...allowed, ports: '', legs: [] }, 'text')).toBe('shop/web -> shop/db: denied\n');
});

test('a check counts what holds, and explains what does not', () => {
  const indented = LEGS.replace(/^(?=.)/gm, '  ');
  expect(Report.verify(VERIFIED, 'text')).toBe(`\
2 of 3 expectations hold.

Expected allowed, but it is denied:
${indented}`);
});

test('a check that holds is one line', () => {
  expect(Report.verify({ checked: 1, expectations: VERIFIED.expectations.slice(0, 1), failures: [] }, 'text')).toBe(
    '1 of 1 expectation holds.\n',
  );
});

describe('a comparison', () => {
  test('is a line for each change, with its causes below', () => {
    expect(Report.diff({ changes: CHANGES }, 'text')).toBe(`\
+ external:192.0.2.0/24,2001:db8::/32 -> shop/web  TCP 80
    NetworkPolicy shop/web changed (new/web.yaml:3)
    Namespace shop changed (new/ns.yaml:1)
+ ops/log -> shop/web  TCP 9100  (unknown)  (acknowledged: metrics | scraped)
~ shop/api -> shop/db  TCP 80 => TCP 80,90
    NetworkPolicy shop/db changed (new/db.yaml:3)
~ shop/api -> shop/log  TCP 514 => unknown  (unknown)
- shop/web -> shop/db  TCP 5432
    NetworkPolicy shop/db changed (new/db.yaml:3)
`);
  });

  test('of what is the same says so', () => {
    expect(Report.diff({ changes: [] }, 'text')).toBe('No connection is opened, closed or changed.\n');
  });
});

describe('no manifest can forge a line, or reach the terminal', () => {
  test('of a list', () => {
    const via = 'http://*/a\n+ shop/evil -> shop/db';
    const list = {
      connections: [edge('shop/a\u001b[2K', 'shop/b', { TCP: '80' }, { via })],
      unknown: [edge('shop/a', 'shop/b', { TCP: '81' }, { reasons: ['it is\rnamed so'] })],
      notes: ['HTTPRoute shop/x\u0085: no listener'],
    };
    expect(Report.list(list, 'text')).toBe(`\
shop/a\\u001b[2K -> shop/b  TCP 80  http://*/a\\n+ shop/evil -> shop/db

Unknown:
shop/a -> shop/b  TCP 81  (it is\\rnamed so)

Notes:
HTTPRoute shop/x\\u0085: no listener
`);
  });

  const forged = {
    from: 'shop/a\n',
    to: 'shop/b',
    ports: 'TCP 80',
    answer: Answer.DENIED,
    legs: [
      { leg: 'route', answer: Answer.DENIED, text: 'http://*/\n  ok  x', decidedBy: ['Gateway a\nb (x\n.yaml:1)'] },
    ],
    remedy: 'add:\n  - to:\u001b[1m',
  };

  test('of an explanation, whose remedy keeps its lines', () => {
    expect(Report.why(forged, 'text')).toBe(`\
shop/a\\n -> shop/b TCP 80: denied
  no  route: http://*/\\n  ok  x
      by Gateway a\\nb (x\\n.yaml:1)
To allow it: add:
  - to:\\u001b[1m
`);
  });

  test('of a check', () => {
    const expectation = { from: 'shop/a\n', to: 'shop/b', expect: Answer.ALLOWED };
    const failures = [{ expectation, got: Answer.DENIED, why: forged }];
    expect(Report.verify({ checked: 1, expectations: [expectation], failures }, 'text')).toBe(`\
0 of 1 expectation holds.

Expected allowed, but it is denied:
  shop/a\\n -> shop/b TCP 80: denied
    no  route: http://*/\\n  ok  x
        by Gateway a\\nb (x\\n.yaml:1)
  To allow it: add:
    - to:\\u001b[1m
`);
  });

  test('of a comparison', () => {
    const opened = { opened: { TCP: '80' }, acknowledged: 'fine\n- x', causes: ['Service a\nb added'] };
    const changes = [change(ChangeKind.OPENED, 'shop/a', 'shop/b\n', opened)];
    expect(Report.diff({ changes }, 'text')).toBe(`\
+ shop/a -> shop/b\\n  TCP 80  (acknowledged: fine\\n- x)
    Service a\\nb added
`);
  });
});
