import { readObjects } from '../../../lib/analysis/read/read';
import { factsIn, factsOf, problemsOf, read } from './reading';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {ports: [{port: 80}]}\n';

function names(text: string): string[] {
  return (factsOf(text).services ?? []).map(({ object }: { object: string }) => object);
}

describe('Lists', () => {
  const item = (name: string) =>
    `{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {ports: [{port: 80}]}}`;

  test('are opened', () => {
    expect(names(`apiVersion: v1\nkind: List\nitems: [${item('a')}, ${item('b')}]\n`)).toEqual([
      'Service default/a',
      'Service default/b',
    ]);
  });

  test('are opened inside of Lists', () => {
    expect(names(`apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [${item('a')}]}]\n`)).toEqual(
      ['Service default/a'],
    );
  });

  test('give their items a type, as in what the API answers', () => {
    const untyped = item('a').replace('apiVersion: v1, kind: Service, ', '');
    expect(names(`apiVersion: v1\nkind: ServiceList\nitems: [${untyped}]\n`)).toEqual(['Service default/a']);
  });

  test('may be empty', () => {
    expect(read('apiVersion: v1\nkind: List\nitems: []\n---\napiVersion: v1\nkind: List\n')).toMatchObject({
      problems: [],
      objects: [],
      unknownKinds: {},
    });
  });

  test('cost only what is wrong in them, which is named from the top of the document', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - ${item('a')}\n  - 5\n  - ${item('b').replace('80', '0')}\n`;
    expect(problemsOf(text)).toEqual([
      '5 items[1]: a document must be a Kubernetes object, but got 5; take out what else is in it',
      '6 items[2].spec.ports[0].port: a port number must be a whole number from 1 to 65535, but got 0; correct it',
    ]);
    expect(factsIn(read(text).network).services).toHaveLength(1);
  });

  test('that contain themselves come to an end', () => {
    const text = 'apiVersion: v1\nkind: List\nitems: &items\n  - {apiVersion: v1, kind: List, items: *items}\n';
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toContain('Lists must not be nested that deep; write their items into one List');
  });
});

describe('what is no object', () => {
  test.each<[string, string, string]>([
    ['a text', 'hello\n', '1 : a document must be a Kubernetes object, but got "hello"; take out what else is in it'],
    ['a list', '- a\n', '1 : a document must be a Kubernetes object, but got a list; take out what else is in it'],
    [
      'the values of a chart',
      'replicaCount: 1\n',
      '1 : a document must be a Kubernetes object, with apiVersion and kind, but got a mapping without them; take it out',
    ],
    ['no kind', 'apiVersion: v1\n', '1 kind: kind must be a text, but got nothing; write it out'],
    [
      'a kind that is a number',
      'apiVersion: v1\nkind: 5\n',
      '2 kind: kind must be a text, but got 5; write "5", in quotes',
    ],
    [
      'a version of too many parts',
      'apiVersion: a/b/c\nkind: D\n',
      '1 apiVersion: apiVersion must be a version, after a group and "/" or alone, but got "a/b/c"; correct it',
    ],
    [
      'no name',
      'apiVersion: v1\nkind: Service\nmetadata: {}\n',
      '3 metadata.name: the name of an object must be a text, but got nothing; write it out',
    ],
    [
      'no metadata',
      'apiVersion: v1\nkind: Service\n',
      '1 metadata: metadata must be a mapping, but got nothing; write its fields as "key: value"',
    ],
    [
      'a name that is none',
      'apiVersion: v1\nkind: Service\nmetadata: {name: My_Service}\n',
      '3 metadata.name: the name of an object must be a DNS-1123 subdomain',
    ],
    [
      'broken YAML',
      '# a\n---\na: {\n---\n',
      '4 : a document must be readable YAML, but got: deficient indentation; correct it or take it out',
    ],
  ])('%s', (_name, text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem);
  });

  test('a document of nothing is nothing', () => {
    expect(read('---\n---\n# a\n---\nnull\n')).toMatchObject({ problems: [], objects: [], unknownKinds: {} });
  });

  test('the rest is read', () => {
    expect(factsIn(read(`hello\n---\n[\n---\n${SERVICE}`).network).services).toHaveLength(1);
  });
});

test('a problem names the source, the document and the object', () => {
  expect(read(`${SERVICE}---\n${SERVICE.replace('80', '0').replace('api}', 'db}')}`).problems).toEqual([
    {
      file: 'a.yaml',
      document: 2,
      line: 9,
      path: 'spec.ports[0].port',
      object: 'Service default/db',
      message: 'a port number must be a whole number from 1 to 65535, but got 0; correct it',
    },
  ]);
});

test('objects of one name in different namespaces, and of different kinds, are different', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}\n';
  expect(problemsOf(`${SERVICE}---\n${SERVICE.replace('api}', 'api, namespace: shop}')}---\n${config}`)).toEqual([]);
});

test('a name that the cluster is to make up is told by its start', () => {
  const made = SERVICE.replace('name: api', 'generateName: api-');
  expect(names(`${made}---\n${made}`)).toEqual(['Service default/api-*', 'Service default/api-*']);
});

describe('no text can pass for a line of what is printed', () => {
  const EVIL = 'a\\n+ shop/evil -> shop/db\\u001b[2K\\u202e';
  const isPlain = (text: string) => !/[\p{Cc}\u202e]/u.test(text);

  test.each<[string, string]>([
    ['a name', `apiVersion: v1\nkind: Pod\nmetadata: {name: "${EVIL}"}\n`],
    ['the start of a name', `apiVersion: v1\nkind: Pod\nmetadata: {generateName: "${EVIL}"}\n`],
    ['a kind', `apiVersion: v1\nkind: "${EVIL}"\nmetadata: {name: a}\n`],
    ['a field', `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {"${EVIL}": b}}\n`],
    [
      'a path',
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {rules: [{http: {paths: [{path: "/${EVIL}", pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}\n`,
    ],
    [
      'the name of a Gateway',
      `apiVersion: gateway.networking.k8s.io/v1\nkind: TCPRoute\nmetadata: {name: a}\nspec: {parentRefs: [{name: "${EVIL}"}]}\n`,
    ],
  ])('%s', (_name, text) => {
    const { problems, network, unknownKinds } = read(text);
    expect(problems).not.toEqual([]);
    const names = [...network.workloads, ...network.routes].map(({ object }) => object.name);
    const told = problems.flatMap(({ path, object, message }) => [path, object, message]);
    expect([...told, ...names, ...Object.keys(unknownKinds)].filter((each) => !isPlain(each))).toEqual([]);
    expect(network.ingresses).toEqual([]);
  });

  test('but the ranges of an annotation may be on several lines', () => {
    const annotated = SERVICE.replace(
      'name: api',
      'name: api, annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: "192.0.2.0/24,\\n203.0.113.0/24\\n"}',
    );
    expect(factsOf(annotated).services[0].loadBalancerSourceRanges).toEqual(['192.0.2.0/24', '203.0.113.0/24']);
  });
});

test('the start of a name must be that of a name that there can be', () => {
  expect(problemsOf(SERVICE.replace('name: api', 'generateName: API-'))).toEqual([
    '3 metadata.generateName: generateName must be the start of a DNS-1123 subdomain, but got "API-"; write it as in "web-"',
  ]);
});

test('unknown kinds are counted by group', () => {
  const text = ['v1/ConfigMap', 'v1/ConfigMap', 'apps/v1/Foo', 'kustomize.config.k8s.io/v1beta1/Kustomization']
    .map((type) => type.split('/'))
    .map(
      (type, index) =>
        `apiVersion: ${type.slice(0, -1).join('/')}\nkind: ${type.at(-1)}\nmetadata: {name: n${index}}\n`,
    );
  const { unknownKinds, objects, problems } = read(`${text.join('---\n')}---\napiVersion: a/v1\nkind: NoName\n`);
  expect(unknownKinds).toEqual({
    'apps/Foo': 1,
    ConfigMap: 2,
    'a/NoName': 1,
    'kustomize.config.k8s.io/Kustomization': 1,
  });
  expect({ count: objects.length, problems }).toEqual({ count: 5, problems: [] });
});

test('objects of unknown kinds are not judged', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: [a]\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: 5}\n';
  expect(read(text)).toMatchObject({ problems: [], unknownKinds: { ConfigMap: 1, Secret: 1 } });
});

test('every object is kept with its body', () => {
  const [object] = read(SERVICE).objects;
  expect(object).toMatchObject({ apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'api', path: [] });
  expect(object?.body.spec).toEqual({ ports: [{ port: 80 }] });
});

test('an object of an older version is told the one to write', () => {
  expect(problemsOf('apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: {}\n')).toEqual([
    '1 apiVersion: the apiVersion of an Ingress must be networking.k8s.io/v1, but got "extensions/v1beta1"; write networking.k8s.io/v1',
  ]);
});

describe('objects that are values', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] } };

  test('are read as texts are', () => {
    expect(factsIn(readObjects([service, undefined]).network)).toEqual(factsOf(SERVICE));
  });

  test('are told by their number', () => {
    const broken = { ...service, spec: { ports: 5 } };
    expect(readObjects([service, { ...broken, metadata: { name: 'b' } }], 'chart').problems).toEqual([
      {
        file: 'chart',
        document: 2,
        line: 1,
        path: 'spec.ports',
        object: 'Service default/b',
        message: 'the ports of a Service must be a list, but got 5; put each item on a line of its own, after "- "',
      },
      {
        file: 'chart',
        document: 2,
        line: 1,
        path: 'spec.ports',
        object: 'Service default/b',
        message: 'a Service must have ports, unless it is headless, but got 5; add the ports that clients use',
      },
    ]);
  });

  test('that contain themselves come to an end', () => {
    const list: any = { apiVersion: 'v1', kind: 'List', items: [] };
    list.items.push(list, list);
    expect(readObjects([list]).problems.length).toBeGreaterThan(0);
  });
});
