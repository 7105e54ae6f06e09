import { Report } from '../../lib/report';
import { edge, LIST, NOTHING } from './samples';

const NASTY = {
  ...NOTHING,
  connections: [edge('gateway:edge/a"b', 'shop/c', { TCP: '80' }, { via: 'http://x/\\"<y>#`&\n' })],
};

describe('dot', () => {
  test('draws namespaces as boxes', () => {
    expect(Report.list(LIST, 'dot')).toBe(`\
digraph connections {
  rankdir=LR;
  node [shape=box];
  subgraph cluster_0 {
    label="edge";
    n0 [label="public", shape=hexagon];
  }
  subgraph cluster_1 {
    label="ops";
    n2 [label="log"];
    n3 [label="node"];
  }
  subgraph cluster_2 {
    label="shop";
    n4 [label="api"];
    n5 [label="db"];
    n6 [label="web"];
  }
  n1 [label="external:192.0.2.0/24,2001:db8::/32", shape=ellipse];
  n1 -> n6 [label="TCP 8080"];
  n0 -> n6 [label="TCP 8080\\nhttps://shop.example.com/"];
  n4 -> n4 [label="TCP 7000"];
  n4 -> n5 [label="all ports"];
  n6 -> n4 [label="TCP 80,9000-9010, UDP 53"];
  n6 -> n2 [label="all TCP ports, UDP 514"];
  n4 -> n3 [label="TCP 9100", style=dashed];
}
`);
  });

  test('quotes what would end a text', () => {
    const lines = Report.list(NASTY, 'dot').split('\n');
    expect(lines[5]).toBe('    n0 [label="a\\"b", shape=hexagon];');
    expect(lines.at(-3)).toBe('  n0 -> n1 [label="TCP 80\\nhttp://x/\\\\\\"<y>#`&\\n"];');
  });

  test('draws what brings requests in apart from a workload of the same name', () => {
    const list = { ...NOTHING, connections: [edge('gateway:shop/web', 'shop/web', { TCP: '80' })] };
    expect(Report.list(list, 'dot').split('\n').slice(5, 9)).toEqual([
      '    n0 [label="web", shape=hexagon];',
      '    n1 [label="web"];',
      '  }',
      '  n0 -> n1 [label="TCP 80"];',
    ]);
  });

  test('draws nothing where nothing is allowed', () => {
    expect(Report.list(NOTHING, 'dot')).toBe('digraph connections {\n  rankdir=LR;\n  node [shape=box];\n}\n');
  });
});

describe('mermaid', () => {
  test('draws namespaces as boxes', () => {
    expect(Report.list(LIST, 'mermaid')).toBe(`\
flowchart LR
  subgraph s0["edge"]
    n0{{"public"}}
  end
  subgraph s1["ops"]
    n2["log"]
    n3["node"]
  end
  subgraph s2["shop"]
    n4["api"]
    n5["db"]
    n6["web"]
  end
  n1(["external:192.0.2.0/24,2001:db8::/32"])
  n1 -->|"TCP 8080"| n6
  n0 -->|"TCP 8080<br>https://shop.example.com/"| n6
  n4 -->|"TCP 7000"| n4
  n4 -->|"all ports"| n5
  n6 -->|"TCP 80,9000-9010, UDP 53"| n4
  n6 -->|"all TCP ports, UDP 514"| n2
  n4 -.->|"TCP 9100"| n3
`);
  });

  test('writes what would end a text by its number', () => {
    const lines = Report.list(NASTY, 'mermaid').split('\n');
    expect(lines[2]).toBe('    n0{{"a#34;b"}}');
    expect(lines.at(-2)).toBe('  n0 -->|"TCP 80<br>http://x/#92;#34;#60;y#62;#35;#96;#38;<br>"| n1');
  });
});
