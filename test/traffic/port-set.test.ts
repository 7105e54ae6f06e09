import * as fc from 'fast-check';
import { Port, PortSet, Protocol } from '../../lib/traffic';

describe('the canonical form', () => {
  test('merges what overlaps and what touches', () => {
    const set = PortSet.of(Port.tcpRange(80, 90), Port.tcpRange(85, 99), Port.tcp(100), Port.tcp(102), Port.tcp(80));
    expect(set.toString()).toBe('TCP 80-100, TCP 102');
  });

  test('has TCP before UDP before SCTP, numbers before names, both sorted', () => {
    const set = PortSet.of(
      Port.sctp(1),
      Port.udp(53),
      Port.named('web'),
      Port.named('http'),
      Port.named('http'),
      Port.tcp(443),
      Port.tcp(80),
    );
    expect(set.toString()).toBe('TCP 80, TCP 443, TCP http, TCP web, UDP 53, SCTP 1');
    expect(set.ports.map(String)).toEqual(['TCP 80', 'TCP 443', 'TCP http', 'TCP web', 'UDP 53', 'SCTP 1']);
  });

  test('drops a name beside every number of its protocol', () => {
    const set = PortSet.of(Port.named('http'), Port.allTcp(), Port.named('dns', Protocol.UDP));
    expect(set.toString()).toBe('TCP 1-65535, UDP dns');
  });

  test('has words for all and for nothing', () => {
    expect(PortSet.all().toString()).toBe('all ports');
    expect(PortSet.none().toString()).toBe('no ports');
    expect(PortSet.all().ports.map(String)).toEqual(['TCP 1-65535', 'UDP 1-65535', 'SCTP 1-65535']);
    expect(PortSet.none().ports).toEqual([]);
  });

  test('cannot be changed from outside', () => {
    expect(() => PortSet.all().ports.pop()).toThrow(TypeError);
  });
});

test('all and nothing know what they are', () => {
  expect(PortSet.all()).toMatchObject({ isAll: true, isEmpty: false });
  expect(PortSet.none()).toMatchObject({ isAll: false, isEmpty: true });
  expect(PortSet.of(Port.allTcp(), Port.allUdp())).toMatchObject({ isAll: false, isEmpty: false });
  expect(PortSet.of(Port.named('http')).isEmpty).toBe(false);
});

test('sets are the same whatever they were made of', () => {
  expect(PortSet.of(Port.tcp(80), Port.tcp(81)).sameAs(PortSet.of(Port.tcpRange(80, 81)))).toBe(true);
  expect(PortSet.of(Port.tcp(80)).sameAs(PortSet.of(Port.udp(80)))).toBe(false);
  expect(PortSet.of(Port.tcp(80)).sameAs(PortSet.of(Port.named('http')))).toBe(false);
});

/**
 * The world in which the algebra is checked by counting: six numbers of two protocols, and two names.
 *
 * A set is made of the pieces 1, 2, 3 and 4-65535, so that 4 and 500 stand for all of the last; a name can
 * stand for nothing, for one of the numbers, or for several.
 */
const PIECES = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 65535],
];
const POINTS = [1, 2, 3, 4, 500];
const MEANINGS = [[], ...POINTS.map((n) => [n]), [2, 3], POINTS];

const tcpPiece = fc.constantFrom(...PIECES).map(([first, last]) => Port.tcpRange(first, last));
const udpPiece = fc.constantFrom(...PIECES).map(([first, last]) => Port.udpRange(first, last));
const name = fc.constantFrom('x', 'y').map((text) => Port.named(text));
const setOfNumbers = fc.array(fc.oneof(tcpPiece, udpPiece), { maxLength: 6 }).map((ports) => PortSet.of(...ports));
const setWithNames = fc.array(fc.oneof({ weight: 3, arbitrary: tcpPiece }, name)).map((ports) => PortSet.of(...ports));

/** What each name stands for, in one of the possible clusters. */
type Cluster = Readonly<Record<string, readonly number[]>>;
const CLUSTERS: Cluster[] = MEANINGS.flatMap((x) => MEANINGS.map((y) => ({ x, y })));

/** The set in one cluster, by looking at each point: 'TCP 1', 'UDP 500'. */
function members(set: PortSet, cluster: Cluster = {}): Set<string> {
  const has = (port: Port, n: number) =>
    port.name ? cluster[port.name].includes(n) : (port.first ?? 0) <= n && n <= (port.last ?? 0);
  return new Set(set.ports.flatMap((p) => POINTS.filter((n) => has(p, n)).map((n) => `${p.protocol} ${n}`)));
}

const union = (a: Set<string>, b: Set<string>) => new Set([...a, ...b]);
const intersection = (a: Set<string>, b: Set<string>) => new Set([...a].filter((p) => b.has(p)));
const difference = (a: Set<string>, b: Set<string>) => new Set([...a].filter((p) => !b.has(p)));

describe('numbers follow the algebra of sets', () => {
  test('union, intersection and difference', () => {
    fc.assert(
      fc.property(setOfNumbers, setOfNumbers, (a, b) => {
        expect(members(a.union(b))).toEqual(union(members(a), members(b)));
        expect(members(a.intersection(b))).toEqual(intersection(members(a), members(b)));
        expect(members(a.difference(b))).toEqual(difference(members(a), members(b)));
      }),
    );
  });

  test('contains', () => {
    fc.assert(
      fc.property(setOfNumbers, fc.oneof(tcpPiece, udpPiece), (set, port) => {
        const wanted = members(PortSet.of(port));
        expect(set.contains(port)).toBe(difference(wanted, members(set)).size === 0);
      }),
    );
  });

  test('equal sets are written the same', () => {
    fc.assert(
      fc.property(setOfNumbers, setOfNumbers, (a, b) => {
        const same = [...members(a)].sort().join() === [...members(b)].sort().join();
        expect(a.sameAs(b)).toBe(same);
      }),
    );
  });
});

/** Every set that can be written in this little world. */
const EVERY_SET = [0, 1, 2, 3].reduce(
  (sets, i) => sets.flatMap((set) => [set, set.union(PortSet.of(Port.tcpRange(PIECES[i][0], PIECES[i][1])))]),
  [[], ['x'], ['y'], ['x', 'y']].map((names) => PortSet.of(...names.map((text) => Port.named(text)))),
);

type Combine = (a: Set<string>, b: Set<string>) => Set<string>;

/** Whether the set is the right answer in every cluster. */
function isRight(answer: PortSet, combine: Combine, a: PortSet, b: PortSet): boolean {
  return CLUSTERS.every((cluster) => {
    const right = combine(members(a, cluster), members(b, cluster));
    const given = members(answer, cluster);
    return given.size === right.size && difference(given, right).size === 0;
  });
}

function attempt<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

describe('a name is answered for exactly where every cluster agrees', () => {
  test('union: always', () => {
    fc.assert(fc.property(setWithNames, setWithNames, (a, b) => isRight(a.union(b), union, a, b)));
  });

  test.each([
    ['intersection', intersection, (a: PortSet, b: PortSet) => a.intersection(b)],
    ['difference', difference, (a: PortSet, b: PortSet) => a.difference(b)],
  ])('%s', (_, combine, ask) => {
    fc.assert(
      fc.property(setWithNames, setWithNames, (a, b) => {
        const answer = attempt(() => ask(a, b));
        if (answer) return isRight(answer, combine, a, b);
        return !EVERY_SET.some((candidate) => isRight(candidate, combine, a, b));
      }),
    );
  });

  test('contains', () => {
    const port = fc.oneof(tcpPiece, name);
    // A name that stands for nothing is in every set, which is no help to anyone: it stands for something here.
    const clusters = CLUSTERS.filter(({ x, y }) => x.length > 0 && y.length > 0);
    fc.assert(
      fc.property(setWithNames, port, (set, port) => {
        const answers = new Set(
          clusters.map((c) => difference(members(PortSet.of(port), c), members(set, c)).size === 0),
        );
        const answer = attempt(() => set.contains(port));
        if (answer === undefined) return answers.size === 2;
        return answers.size === 1 && answers.has(answer);
      }),
    );
  });
});

describe('names', () => {
  const http = PortSet.of(Port.named('http'));
  const numbers = PortSet.of(Port.tcp(80), Port.tcp(443));

  test('are joined', () => {
    expect(http.union(numbers).toString()).toBe('TCP 80, TCP 443, TCP http');
  });

  test('are compared with themselves, with nothing and with everything', () => {
    expect(http.intersection(http).toString()).toBe('TCP http');
    expect(http.intersection(PortSet.none()).toString()).toBe('no ports');
    expect(http.intersection(PortSet.all()).toString()).toBe('TCP http');
    expect(http.difference(http).toString()).toBe('no ports');
    expect(http.difference(PortSet.none()).toString()).toBe('TCP http');
    expect(http.difference(PortSet.all()).toString()).toBe('no ports');
    expect(http.contains(Port.named('http'))).toBe(true);
    expect(PortSet.all().contains(Port.named('http'))).toBe(true);
    expect(PortSet.none().contains(Port.named('http'))).toBe(false);
  });

  test('do not meet the numbers of another protocol', () => {
    expect(http.intersection(PortSet.of(Port.udp(80))).toString()).toBe('no ports');
    expect(http.difference(PortSet.of(Port.udp(80))).toString()).toBe('TCP http');
    expect(http.contains(Port.udp(80))).toBe(false);
  });

  test.each([
    ['an intersection', () => http.intersection(numbers), '["TCP http","TCP 80, TCP 443"]'],
    ['a difference', () => numbers.difference(http), '["TCP 80, TCP 443","TCP http"]'],
    ['a question', () => numbers.contains(Port.named('web')), '["TCP 80, TCP 443","TCP web"]'],
    ['two names', () => http.intersection(PortSet.of(Port.named('web'))), '["TCP http","TCP web"]'],
  ])('must be resolved before %s', (_, ask, got) => {
    expect(ask).toThrow(
      new Error(
        'port names must be resolved to numbers before they can be compared with other ports, ' +
          `but got ${got}; replace each name by the number that the pods give to it`,
      ),
    );
  });
});

describe('what is no port', () => {
  const OTHERS: [any, string][] = [
    [8080, '8080'],
    ['http', '"http"'],
    [undefined, 'undefined'],
    [{ protocol: 'TCP', first: 80, last: 80 }, '{"protocol":"TCP","first":80,"last":80}'],
  ];

  test.each(OTHERS)('is refused, since it would be in no set: %j', (other, shown) => {
    const error = new Error(`a port must be a Port, but got ${shown}; write it as in Port.tcp(8080)`);
    expect(() => PortSet.of(Port.tcp(80), other)).toThrow(error);
    expect(() => PortSet.all().contains(other)).toThrow(error);
  });

  test('is not a port of another copy of the library', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof import('../../lib/traffic')>('../../lib/traffic');
      const stranger = copy.Port.tcp(8080) as unknown as Port;
      expect(stranger).not.toBeInstanceOf(Port);
      expect(PortSet.of(stranger, Port.tcp(8081)).toString()).toBe('TCP 8080-8081');
    });
  });
});
