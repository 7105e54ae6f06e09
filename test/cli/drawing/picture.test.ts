import { EXAMPLE, runIn } from '../harness';
import { drawn, from, pod, policy, SHOP, to } from './pictures';

/** The lines of a drawing in the language of Mermaid, which show boxes and links without places. */
async function lines(objects: readonly string[], ...options: readonly string[]): Promise<string[]> {
  const text = await drawn(objects, '-o', 'mmd', ...options);
  return text.split('\n').slice(1, -1);
}

const OPEN = '  classDef open stroke:#9a6700,stroke-width:2px,stroke-dasharray:5 3';

describe('what nothing protects', () => {
  test('is marked, and what it follows from the marks is not drawn', async () => {
    expect(await lines([pod('lab', 'a'), pod('lab', 'b')])).toEqual([
      '  subgraph s0["lab"]',
      '    n0["a<br>! open to everyone<br>! may reach everyone"]',
      '    n1["b<br>! open to everyone<br>! may reach everyone"]',
      '  end',
      OPEN,
      '  class n0,n1 open',
    ]);
  });

  test('is so where a policy lets everyone in on every port', async () => {
    const [, box] = await lines([pod('lab', 'a'), policy('lab', 'a', '[{}]', '[]')]);
    expect(box).toBe('    n0["a<br>! open to everyone"]');
  });

  test('is not so where everyone may come on one port: that is a connection', async () => {
    expect(await lines([pod('lab', 'a'), policy('lab', 'a', '[{ports: [{port: 80}]}]')])).toEqual([
      '  subgraph s0["lab"]',
      '    n1["a"]',
      '  end',
      '  n0(["anywhere"])',
      '  n0 -->|"TCP 80"| n1',
    ]);
  });

  test('is drawn with all its connections where it is in focus', async () => {
    const found = await lines([pod('lab', 'a'), pod('lab', 'b')], '--focus', 'lab/a');
    expect(found.filter((line) => line.includes('-->'))).toEqual([
      '  n0 -->|"all ports"| n2',
      '  n2 -->|"all ports"| n1',
      '  n2 -->|"all ports"| n3',
      '  n3 -->|"all ports"| n2',
    ]);
  });
});

describe('namespaces', () => {
  const two = [...SHOP, pod('shop', 'extra'), policy('shop', 'extra', from('web', 80), '[]')];

  test('are one box each where that is asked for', async () => {
    expect(await lines(two, '--collapse', '*')).toEqual([
      '  n0["lab<br>! open to everyone<br>! may reach everyone"]',
      '  n1["shop"]',
      OPEN,
      '  class n0 open',
    ]);
  });

  test('are not where they are named to be expanded', async () => {
    const found = await lines(two, '--collapse', '*', '--expand', 'shop');
    expect(found.slice(0, 5)).toEqual([
      '  subgraph s0["shop"]',
      '    n1["db"]',
      '    n2["extra"]',
      '    n3["web"]',
      '  end',
    ]);
  });

  test('have the ports of all connections between them', async () => {
    const far = (text: string) =>
      text.replace('podSelector: {matchLabels', 'namespaceSelector: {}, podSelector: {matchLabels');
    const objects = [
      pod('a', 'one'),
      pod('b', 'two'),
      pod('b', 'three'),
      policy('a', 'one', '[]', '[{}]'),
      policy('b', 'two', far(from('one', 80))),
      policy('b', 'three', far(from('one', 443))),
    ];
    expect((await lines(objects, '--collapse', 'b')).filter((line) => line.includes('|'))).toContain(
      '  n0 -->|"TCP 80,443"| n1',
    );
  });

  test('are one box each in a large network', async () => {
    const pods = Array.from({ length: 61 }, (_, i) => pod(i < 60 ? 'many' : 'few', `p${i}`));
    const closed = ['many', 'few'].map((name) => policy(name, 'x', '[]').replace('{matchLabels: {app: x}}', '{}'));
    expect(await lines([...pods, ...closed])).toEqual(['  n0["few"]', '  n1["many"]']);
    expect(await lines([...pods, ...closed], '--expand', 'few')).toEqual([
      '  subgraph s0["few"]',
      '    n0["p60"]',
      '  end',
      '  n1["many"]',
    ]);
  });
});

describe('a comparison', () => {
  async function compared(older: string, newer: string): Promise<string[]> {
    const { stdout } = await runIn(EXAMPLE, ['graph', newer, '--against', older, '-o', 'mmd', '-q']);
    return stdout.split('\n').filter((line) => /-->|linkStyle/.test(line));
  }

  test('draws what was opened', async () => {
    expect(await compared('shop', 'shop-next')).toEqual([
      '  n0 -->|"TCP 5432"| n1',
      '  n2 -->|"TCP 8080"| n0',
      '  n2 -->|"+ TCP 5432"| n1',
      '  linkStyle 2 stroke:#1a7f37,stroke-width:2px',
    ]);
  });

  test('draws what was closed', async () => {
    expect((await compared('shop-next', 'shop')).slice(2)).toEqual([
      '  n2 -->|"\u2212 TCP 5432"| n1',
      '  linkStyle 2 stroke:#cf222e,stroke-width:2px,stroke-dasharray:6 4',
    ]);
  });

  test('draws nothing new where nothing changed', async () => {
    expect(await compared('shop', 'shop')).toEqual(['  n0 -->|"TCP 5432"| n1', '  n2 -->|"TCP 8080"| n0']);
  });
});

describe('what is in focus', () => {
  test('is drawn though nothing links it', async () => {
    const found = await lines([...SHOP, policy('lab', 'play', '[]')], '--focus', 'lab/play');
    expect(found).toEqual(['  subgraph s0["lab"]', '    n0["play"]', '  end']);
  });

  test('leaves out the changes of others', async () => {
    const { stdout } = await runIn(EXAMPLE, [
      'graph',
      'shop-next',
      '--against',
      'shop',
      '-o',
      'mmd',
      '-q',
      '--focus',
      'shop/api',
    ]);
    expect(stdout.split('\n').filter((line) => line.includes('-->'))).toEqual([
      '  n0 -->|"TCP 5432"| n1',
      '  n2 -->|"TCP 8080"| n0',
    ]);
  });
});

test('the order of objects changes no byte', async () => {
  const objects = [...SHOP, pod('shop', 'api'), policy('shop', 'api', from('web', 80), to('db', 5432))];
  const pictures = await Promise.all(
    [objects, [...objects].reverse()].map((each) => drawn(each, '-o', 'svg', '--title', 'shop')),
  );
  expect(pictures[0]).toBe(pictures[1]);
});
