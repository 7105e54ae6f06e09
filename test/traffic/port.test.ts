import { Port, Protocol } from '../../lib/traffic';

describe('reads as', () => {
  test.each([
    [Port.tcp(8080), 'TCP 8080'],
    [Port.udp(53), 'UDP 53'],
    [Port.sctp(3868), 'SCTP 3868'],
    [Port.tcpRange(1000, 2000), 'TCP 1000-2000'],
    [Port.udpRange(1000, 2000), 'UDP 1000-2000'],
    [Port.sctpRange(1000, 2000), 'SCTP 1000-2000'],
    [Port.tcpRange(80, 80), 'TCP 80'],
    [Port.allTcp(), 'TCP 1-65535'],
    [Port.allUdp(), 'UDP 1-65535'],
    [Port.allSctp(), 'SCTP 1-65535'],
    [Port.named('http'), 'TCP http'],
    [Port.named('dns', Protocol.UDP), 'UDP dns'],
  ])('%s', (port, text) => {
    expect(port.toString()).toBe(text);
  });
});

test('one port is a range of one number', () => {
  const { first, last, name, isRange, isNamed } = Port.tcp(80);
  expect({ first, last, name, isRange, isNamed }).toEqual({ first: 80, last: 80, isRange: false, isNamed: false });
});

test('a range has two ends', () => {
  const { first, last, name, isRange, isNamed } = Port.udpRange(80, 90);
  expect({ first, last, name, isRange, isNamed }).toEqual({ first: 80, last: 90, isRange: true, isNamed: false });
});

test('a name has no number', () => {
  const { first, last, name, isRange, isNamed } = Port.named('http');
  expect({ first, last, name, isRange, isNamed }).toEqual({ name: 'http', isRange: false, isNamed: true });
});

test('the same port of two protocols is not the same', () => {
  expect(Port.tcp(53).sameAs(Port.tcp(53))).toBe(true);
  expect(Port.tcp(53).sameAs(Port.udp(53))).toBe(false);
  expect(Port.named('dns').sameAs(Port.named('dns', Protocol.UDP))).toBe(false);
});

test('a port that is asked for again is the same value', () => {
  expect(Port.tcpRange(80, 80)).toBe(Port.tcp(80));
  expect(Port.udp(80)).not.toBe(Port.tcp(80));
  expect(Port.named('http')).toBe(Port.named('http'));
  expect(Port.named('http', Protocol.UDP)).not.toBe(Port.named('http'));
  // A number in place of a name is none, even where it is known as a number.
  expect(() => Port.named(80 as any)).toThrow('a port name must be a text, but got 80');
});

describe('refuses', () => {
  test.each([
    ['70000', () => Port.tcp(70000), '70000; to allow every TCP port, use Port.allTcp()'],
    ['0', () => Port.udp(0), '0; to allow every UDP port, use Port.allUdp()'],
    ['-1', () => Port.sctp(-1), '-1; to allow every SCTP port, use Port.allSctp()'],
    ['80.5', () => Port.tcp(80.5), '80.5; to allow every TCP port, use Port.allTcp()'],
    ['NaN', () => Port.tcpRange(80, Number.NaN), 'NaN; to allow every TCP port, use Port.allTcp()'],
  ])('the number %s', (_, port, got) => {
    expect(port).toThrow(new Error(`a port number must be a whole number from 1 to 65535, but got ${got}`));
  });

  test('a range upside down', () => {
    expect(() => Port.udpRange(2000, 1000)).toThrow(
      new Error('a port range must not end before it starts, but got "2000-1000"; write Port.udpRange(1000, 2000)'),
    );
  });

  test.each(['', 'HTTP', 'web_ui', '-web', 'web-', 'web--ui', 'sixteen-letters-', 'sixteen-letterss'])(
    'the name "%s"',
    (name) => {
      expect(() => Port.named(name)).toThrow(
        new Error(
          'a port name must have at most 15 lower case letters, digits and single "-" inside, ' +
            `and at least one letter, but got "${name}"; use a name such as "http"`,
        ),
      );
    },
  );

  test('a number as a name', () => {
    expect(() => Port.named('8080')).toThrow(
      new Error(
        'a port name must have at most 15 lower case letters, digits and single "-" inside, ' +
          'and at least one letter, but got "8080"; for the port of that number, use Port.tcp(8080)',
      ),
    );
  });
});

describe('accepts', () => {
  test.each(['a', 'http', 'web-ui', '8080-tcp', 'fifteen-letters', 'x-1-y-2'])('the name %s', (name) => {
    expect(Port.named(name).name).toBe(name);
  });
});

describe('a port is known as such', () => {
  test('when it is one', () => {
    for (const port of [Port.tcp(80), Port.udpRange(1, 2), Port.named('http'), Port.allSctp()]) {
      expect(Port.isPort(port)).toBe(true);
    }
  });

  test('when it comes from another copy of the library', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof import('../../lib/traffic')>('../../lib/traffic');
      expect(copy.Port.tcp(80)).not.toBeInstanceOf(Port);
      expect(Port.isPort(copy.Port.tcp(80))).toBe(true);
    });
  });

  test('and nothing else is', () => {
    for (const other of [undefined, null, 80, 'http', {}, { protocol: 'TCP', first: 80, last: 80 }, Port]) {
      expect(Port.isPort(other)).toBe(false);
    }
  });
});

describe('from JavaScript, a name is refused', () => {
  test('that is no text', () => {
    expect(() => Port.named(undefined as any)).toThrow(
      new Error('a port name must be a text, but got undefined; write it as in "http"'),
    );
  });

  test('of a protocol that Kubernetes does not spell so', () => {
    expect(() => Port.named('dns', 'udp' as any)).toThrow(
      new Error('a protocol must be one of TCP, UDP, SCTP, but got "udp"; name one as in Protocol.UDP'),
    );
  });
});
