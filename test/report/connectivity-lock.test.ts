import { Answer, type ConnectionList } from '../../lib/analysis';
import { ConnectivityLock } from '../../lib/report';
import { edge, NOTHING } from './samples';

const HEADER = '# Who may connect to whom: written by `cdk8s-networking list --lock`, compared by `check --lock`.';

const LIST: ConnectionList = {
  ...NOTHING,
  connections: [edge('shop/web', 'shop/api', { TCP: '8080' }), edge('shop/api', 'shop/db', { TCP: '5432' })],
  unknown: [
    edge(
      'gateway:shop/edge',
      'shop/web',
      { TCP: '3000' },
      { via: 'https://shop.example.com/', reasons: ['who knows'] },
    ),
  ],
};

const TEXT = `${HEADER}
# options: --cluster kubeadm --pod-cidr 10.0.0.0/8
shop/api -> shop/db  TCP 5432
shop/edge -> shop/web  TCP 3000  https://shop.example.com/  (unknown)
shop/web -> shop/api  TCP 8080
`;

function read(text: string): ConnectivityLock {
  return ConnectivityLock.ofText({ name: 'connectivity.lock', text });
}

function changes(older: string, newer: string): string[] {
  return read(older)
    .changesTo(read(newer))
    .map(({ kind, connection, line }) => `${line} ${kind} ${connection}`);
}

test('has a line for each connection, sorted, with what was said of the cluster before them', () => {
  const options = ['--cluster kubeadm', '--pod-cidr 10.0.0.0/8'];
  expect(ConnectivityLock.of(LIST, options).text).toBe(TEXT);
  expect(ConnectivityLock.of(NOTHING).text).toBe(`${HEADER}\n# options: none\n`);
  expect(LIST.unknown[0]?.answer).toBe(Answer.UNKNOWN);
});

test('is read as it was written', () => {
  const lock = read(TEXT);
  expect(lock.options).toEqual(['--cluster kubeadm', '--pod-cidr 10.0.0.0/8']);
  expect(lock.text).toBe(TEXT);
  expect(read(`${HEADER}\n# options: none\n`)).toMatchObject({ connections: [], options: [] });
  expect(read(TEXT.replace(/\n/g, '\r\n')).text).toBe(TEXT);
});

test('a name can not forge a line', () => {
  const { text } = ConnectivityLock.of({
    ...NOTHING,
    connections: [edge('shop/web\nshop/a -> shop/b  TCP 1', 'shop/api', { TCP: '80' })],
  });
  expect(text.split('\n').slice(2)).toEqual(['shop/web\\nshop/a -> shop/b  TCP 1 -> shop/api  TCP 80', '']);
});

describe('what became of it', () => {
  test('nothing, where all is the same, in whatever order a merge left it', () => {
    const [first, second, one, ...rest] = TEXT.split('\n');
    expect(changes([first, second, ...rest, one].join('\n'), TEXT)).toEqual([]);
  });

  test('a connection that is new, at the line where it would stand', () => {
    expect(changes(TEXT, `${TEXT}shop/api -> shop/mail  TCP 25\n`)).toEqual(['4 opened shop/api -> shop/mail  TCP 25']);
    expect(changes(TEXT, `${TEXT}shop/zoo -> shop/web  TCP 1\n`)).toEqual(['5 opened shop/zoo -> shop/web  TCP 1']);
    expect(changes(`${HEADER}\n# options: none\n`, TEXT)).toHaveLength(3);
  });

  test('a connection that is gone, at its line', () => {
    expect(changes(TEXT, TEXT.replace('shop/web -> shop/api  TCP 8080\n', ''))).toEqual([
      '5 closed shop/web -> shop/api  TCP 8080',
    ]);
  });

  test('other ports, or another certainty, are both', () => {
    expect(changes(TEXT, TEXT.replace('5432', '5432,5433').replace('  (unknown)', ''))).toEqual([
      '3 closed shop/api -> shop/db  TCP 5432',
      '4 opened shop/api -> shop/db  TCP 5432,5433',
      '4 opened shop/edge -> shop/web  TCP 3000  https://shop.example.com/',
      '4 closed shop/edge -> shop/web  TCP 3000  https://shop.example.com/  (unknown)',
    ]);
  });
});

describe('is refused', () => {
  test.each([
    [
      '',
      `1: a lock must start with the line ${JSON.stringify(`"${HEADER}"`).slice(1, -1).replace(/\\"/g, '"')}, but got ""`,
    ],
    [
      `${HEADER}\nshop/a -> shop/b  TCP 1\n`,
      '2: the second line of a lock must say its options, as in "# options: none", but got "shop/a -> shop/b  TCP 1"',
    ],
    [
      `${TEXT}shop/web > shop/api\n`,
      '6: a line of a lock must be a connection, as in "shop/web -> shop/api  TCP 8080", but got "shop/web > shop/api"',
    ],
    [
      `${TEXT}shop/web -> shop/api TCP 80\n`,
      '6: a line of a lock must be a connection, as in "shop/web -> shop/api  TCP 8080", but got "shop/web -> shop/api TCP 80"',
    ],
    [`${TEXT}<<<<<<< HEAD\n`, '6: a lock must be merged before it is compared, but got "<<<<<<< HEAD"'],
  ])('what is none: %j', (text, message) => {
    expect(() => read(text)).toThrow(new Error(`connectivity.lock:${message}; write it anew, with \`list --lock\``));
  });

  test('a text that starts otherwise is no lock', () => {
    expect([TEXT, 'kind: Service', ''].map((text) => ConnectivityLock.isLock(text))).toEqual([true, false, false]);
  });
});

test('of many connections, each new one finds its line', () => {
  const many = Array.from({ length: 2000 }, (_, i) => `shop/w${String(i).padStart(5, '0')} -> shop/db  TCP 1`);
  const [even, all] = [many.filter((_, i) => i % 2 === 0), many].map(
    (lines) => `${HEADER}\n# options: none\n${lines.join('\n')}\n`,
  );
  const lines = read(even as string)
    .changesTo(read(all as string))
    .map(({ line }) => line);
  expect(lines).toEqual(Array.from({ length: 1000 }, (_, i) => Math.min(i + 4, 1002)));
});
