import { Answer, Connectivity } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { manifests, object, pod, policy } from './evaluate/manifests';

const SHOP = manifests(pod('web'), pod('db'), policy('db', '{ podSelector: { matchLabels: { app: db } } }'));
const of = (text: string) => Connectivity.ofText([{ name: 'shop.yaml', text }]);

describe('manifests', () => {
  test('may be texts or objects, and many documents or a List', () => {
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [] } },
      ],
    });
    const asText = of(list);
    const asObjects = Connectivity.ofObjects([JSON.parse(list)]);
    expect([asText.problems, asObjects.problems]).toEqual([[], []]);
    expect(asText.workloads).toEqual(['shop/web']);
    expect(Report.list(asObjects.list())).toBe(Report.list(asText.list()));
  });

  test('are one network, in however many texts they stand', () => {
    const parts = SHOP.split('\n---\n').map((text, i) => ({ name: `${i}.yaml`, text }));
    expect(Report.list(Connectivity.ofText(parts).list())).toBe(Report.list(of(SHOP).list()));
    expect(Report.why(Connectivity.ofText(parts).why('shop/web', 'shop/db'))).toContain(
      'by NetworkPolicy shop/db (2.yaml:1)\n',
    );
  });

  test('may be none', () => {
    for (const nothing of [Connectivity.ofText([]), of(''), of('---\n---\n'), Connectivity.ofObjects([])]) {
      expect([nothing.problems, nothing.workloads, nothing.unknownKinds]).toEqual([[], [], {}]);
      expect(nothing.list({ exposure: true })).toEqual({ connections: [], unknown: [], notes: [] });
      expect(nothing.verify([])).toEqual({ checked: 0, failures: [], expectations: [] });
      expect(Connectivity.diff(nothing, nothing)).toEqual({ changes: [] });
    }
  });

  test('of other kinds are counted', () => {
    const secret = object('v1', 'Secret', 'key', '{}', { namespace: 'shop' });
    expect(of(manifests(SHOP, secret, secret.replace('key', 'other'))).unknownKinds).toEqual({ Secret: 2 });
  });

  test('that break a law are told of, and make no answer surer than it is', () => {
    const broken = of(manifests(pod('web'), pod('db'), policy('db', '{ podSelector: {}, ingress: [{ from: [{}] }] }')));
    expect(broken.problems).toHaveLength(1);
    expect(broken.answer('shop/web', 'shop/db')).toBe('unknown');
  });
});

describe('an option', () => {
  test('must be one', () => {
    expect(() => Connectivity.ofText([], { podCidrs: ['10.0.0.0/33'] })).toThrow(
      'addresses must be written as an address or a CIDR, but got "10.0.0.0/33"; ' +
        'write them as in 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32',
    );
  });

  test('settles whether blocks hold pods', () => {
    const block = (cidr: string) =>
      policy(
        'db',
        `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }] }`,
      );
    const answers = (cidr: string) =>
      [
        {},
        { ipBlockMatchesPods: false },
        { ipBlockMatchesPods: true },
        { ipBlockMatchesPods: true, podCidrs: ['10.1.0.0/16'] },
        { podCidrs: ['10.1.0.0/16'] },
      ].map((options) =>
        Connectivity.ofText([{ name: '-', text: manifests(pod('web'), pod('db'), block(cidr)) }], options).answer(
          'shop/web',
          'shop/db',
        ),
      );
    expect(answers('10.0.0.0/8')).toEqual(['unknown', 'denied', 'unknown', 'allowed', 'unknown']);
    expect(answers('10.1.0.0/24')).toEqual(['unknown', 'denied', 'unknown', 'unknown', 'unknown']);
    expect(answers('192.168.0.0/16')).toEqual(['unknown', 'denied', 'unknown', 'denied', 'denied']);
    expect(answers('203.0.113.0/24')).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
    expect(answers('0.0.0.0/0')).toEqual(['unknown', 'denied', 'allowed', 'allowed', 'unknown']);
  });
});

test('what is expected and acknowledged is read from YAML', () => {
  const text = '- { from: shop/web, to: shop/db, port: 5432, expect: denied }';
  const expectations = Connectivity.expectationsIn({ name: 'expected.yaml', text });
  expect(of(SHOP).verify(expectations).failures).toEqual([]);
  const meant = Connectivity.acknowledgementsIn({
    name: 'meant.yaml',
    text: '- { from: "*", to: shop/db, reason: it is a test }',
  });
  const { changes } = Connectivity.diff(of(SHOP), of(SHOP.split('\n---\n').slice(0, 2).join('\n---\n')), meant);
  expect(changes.map(({ source, acknowledged }) => [source.name, acknowledged])).toEqual([
    ['shop/web', 'it is a test'],
    // The outside is none of the workloads that a * means.
    ['external:0.0.0.0/0, ::/0', undefined],
  ]);
});

test('asking one thing changes no other answer', () => {
  const network = of(SHOP);
  const before = Report.list(network.list({ exposure: true }));
  network.why('shop/web', 'shop/db', { port: '80' });
  network.verify([{ from: '*', to: '*', expect: Answer.DENIED, port: 80 }]);
  Connectivity.diff(network, of(''));
  expect(Report.list(network.list({ exposure: true }))).toBe(before);
});
