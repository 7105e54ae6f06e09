import { env, evidenceOf, reportOf, served, told, web } from './told';

const ORDERS = served('orders', ['80:8080']);
const DB = served('db', ['5432']);
const SURE_DB = ['sure shop/web -> shop/db TCP 5432'];
const SURE_ORDERS = ['sure shop/web -> shop/orders TCP 8080'];

function config(data: { readonly [key: string]: string }, kind = 'ConfigMap', field = 'data'): string {
  return `\n{ apiVersion: v1, kind: ${kind}, metadata: { name: conf, namespace: shop }, ${field}: ${JSON.stringify(data)} }\n---`;
}

const MOUNT = 'volumeMounts: [{ name: conf, mountPath: /etc/conf }]';
const VOLUME = { spec: 'volumes: [{ name: conf, configMap: { name: conf } }], ' };

describe('commands and arguments', () => {
  test.each([
    ['a flag with its value', 'args: ["--db=db:5432"]'],
    ['a flag before its value', 'args: ["--db", "db:5432"]'],
    ['flags for host and port', 'args: ["--db-host=db", "--db-port=5432"]'],
    ['flags before host and port', 'args: ["--db-host", "db", "--db-port", "5432"]'],
    ['nc', 'command: [sh, -c, "until nc -z db 5432; do sleep 1; done"]'],
    ['nc with options', 'command: [sh, -c, "nc -vz -w 2 db 5432"]'],
    ['what waits', 'command: [./wait-for-it.sh, "db:5432", --, ./run]'],
    ['pg_isready', 'command: [sh, -c, "until pg_isready -h db -p 5432; do sleep 1; done"]'],
    ['a shell that dials by itself', 'command: [bash, -c, "until : > /dev/tcp/db/5432; do sleep 1; done"]'],
    ['a script with a default', `command: [sh, -c, "psql postgres://\${DB_HOST:-db}:5432/x"]`],
  ])('%s', (_, container) => {
    expect(told(web(container) + DB)).toEqual(SURE_DB);
  });

  test('a script with a variable of its container', () => {
    expect(told(web(`${env({ TARGET: 'db:5432' })}, command: [sh, -c, "curl http://$TARGET/x"]`) + DB)).toEqual(
      SURE_DB,
    );
  });

  test('what runs before', () => {
    const waiting = 'initContainers: [{ name: wait, image: busybox, command: [sh, -c, "nc -z db 5432"] }], ';
    const report = reportOf(web('args: [serve]', { spec: waiting }) + DB);
    expect(evidenceOf(report)).toEqual(['shop.yaml:9 command[2]: db:5432']);
  });

  test('is silent about words of a script that are called like a Service', () => {
    expect(told(web('command: [sh, -c, "echo migrate db and orders; exec db"]') + DB + ORDERS)).toEqual([]);
  });
});

describe('ConfigMaps', () => {
  test('a variable from a key', () => {
    const from = 'env: [{ name: URL, valueFrom: { configMapKeyRef: { name: conf, key: url } } }]';
    const report = reportOf(web(from) + ORDERS + config({ url: 'http://orders', other: 'http://db:5432' }));
    expect(evidenceOf(report)).toEqual(['shop.yaml:25 env URL of ConfigMap shop/conf=http://orders']);
  });

  test('all keys as variables, with a prefix', () => {
    const from = 'envFrom: [{ prefix: APP_, configMapRef: { name: conf } }]';
    expect(told(web(from) + DB + config({ DB_HOST: 'db', DB_PORT: '5432' }))).toEqual(SURE_DB);
  });

  test('a variable of the container counts before one of these', () => {
    const container = `envFrom: [{ configMapRef: { name: conf } }], ${env({ URL: 'http://orders' })}`;
    expect(told(web(container) + ORDERS + DB + config({ URL: 'db:5432' }))).toEqual(SURE_ORDERS);
  });

  test.each([
    ['nginx', 'upstream backend {\n  server db:5432;\n}\nserver {\n  location / { proxy_pass http://backend; }\n}\n'],
    ['haproxy', 'backend pg\n  server one db:5432 check\n'],
    ['properties', 'spring.datasource.url=jdbc:postgresql://db/shop\n'],
    ['properties in pairs', 'app.db.host=db\napp.db.port=5432\n'],
    ['YAML', 'db:\n  host: db # the database\n  port: 5432\n'.replace(' # the database', '')],
    ['YAML lists', 'dbs:\n  - host: db\n    port: 5432\n  - host: localhost\n    port: 1\n'],
    ['Envoy', 'socket_address:\n  address: db\n  port_value: 5432\n'],
    ['JSON', '{\n  "db": {\n    "host": "db",\n    "port": 5432\n  }\n}\n'],
    ['JSON in one line', '{"url":"postgres://db:5432/x"}'],
    ['TOML', '[database]\nhost = "db"\nurl = "postgres://db:5432"\n'],
    ['YAML lists of addresses', 'upstreams:\n  - db:5432\n'],
    ['YAML lists right below their keys', 'upstreams:\n- "db:5432"\n- localhost:1\n'],
    ['JSON lists of addresses', '{\n  "upstreams": [\n    "localhost:1",\n    "db:5432"\n  ]\n}\n'],
    ['Lua', 'local db = "db:5432" -- the database\n'],
    ['a script', '#!/bin/sh\nset -eu\nuntil nc -z db 5432; do sleep 1; done\nexec ./serve\n'],
  ])('a mounted file: %s', (_, text) => {
    expect(told(web(MOUNT, VOLUME) + DB + config({ file: text }))[0]).toBe(SURE_DB[0]);
  });

  test('what stands between comments, and beside patterns that look like one', () => {
    const text = '<!-- a\n --> http://orders <!-- b\n -->\n';
    expect(told(web(MOUNT, VOLUME) + ORDERS + config({ file: text }))).toEqual(SURE_ORDERS);
    const open = 'path: /*\nurl: http://orders\n<!-- never closed\n';
    expect(told(web(MOUNT, VOLUME) + ORDERS + config({ file: open }))).toEqual(SURE_ORDERS);
    const report = reportOf(web(MOUNT, VOLUME) + ORDERS + config({ file: '/* a\n b */\nurl: http://orders:80\n' }));
    expect(evidenceOf(report)[0]).toContain('file line 3: ');
  });

  test('the line in the file', () => {
    const text = 'events {}\nhttp {\n  proxy_pass http://orders:80;\n}\n';
    const report = reportOf(web(MOUNT, VOLUME) + ORDERS + config({ 'nginx.conf': text }));
    expect(evidenceOf(report)).toEqual(['shop.yaml:25 ConfigMap shop/conf nginx.conf line 3: http://orders:80']);
  });

  test('only the keys that are mounted, also by projection', () => {
    const both = config({ a: 'http://orders', b: 'http://db:5432' });
    const some = { spec: 'volumes: [{ name: conf, configMap: { name: conf, items: [{ key: a, path: a }] } }], ' };
    expect(told(web(MOUNT, some) + ORDERS + DB + both)).toEqual(SURE_ORDERS);
    const projected = { spec: 'volumes: [{ name: conf, projected: { sources: [{ configMap: { name: conf } }] } }], ' };
    expect(told(web(MOUNT, projected) + ORDERS + DB + both)).toHaveLength(2);
  });

  describe('is silent about', () => {
    test.each([
      ['comments', '# http://orders\n// http://orders\n; http://orders\n'],
      [
        'comments of several lines',
        '/* tcp://orders:80\n * http://orders\n */\n<!--\n  <url>http://orders</url>\n-->\n',
      ],
      ['comments of Lua', '--[[ http://orders\n orders:80\n]]\n--[==[ http://orders ]] http://orders\n]==]\nx = 1\n'],
      ['comments behind something', 'a: 1 # http://orders\nb: /* http://orders */ 1\nurl: #http://orders\n'],
      ['upstreams of its own', 'upstream orders {\n}\nproxy_pass http://orders;\n'],
      ['schemas', '<beans xmlns="http://www.example.org/schema/beans">\n'],
      ['names in prose', 'call orders before 80\nname: orders\n'],
      ['hosts and ports of others', 'image: example.com:443\n'],
    ])('%s', (_, text) => {
      expect(told(web(MOUNT, VOLUME) + ORDERS + config({ file: text }))).toEqual([]);
    });

    test('a file that no container mounts', () => {
      expect(told(web('args: []', VOLUME) + ORDERS + config({ file: 'http://orders' }))).toEqual([]);
    });

    test('a ConfigMap that no workload names', () => {
      expect(told(web('args: []') + ORDERS + config({ file: 'http://orders' }))).toEqual([]);
    });
  });

  describe('items of a list have the key above them', () => {
    test.each([
      ['upstreams:\n  - orders\n', 'no port is named: it may be any of Service shop/orders'],
      ['upstreams:\n- orders\n', 'no port is named: it may be any of Service shop/orders'],
      ['"upstreams": [\n  "orders"\n]\n', 'no port is named: it may be any of Service shop/orders'],
      [
        'cors:\n  origins:\n    - http://orders:80\n',
        'cors.origins looks like where others connect to, which nobody dials',
      ],
      ['listen:\n  - orders:80\nother: 1\n', 'listen looks like where others connect to, which nobody dials'],
    ])('%j', (text, doubt) => {
      expect(told(web(MOUNT, VOLUME) + ORDERS + config({ 'app.yaml': text }))).toEqual([
        `guessed shop/web -> shop/orders TCP 8080 (${doubt})`,
      ]);
    });

    test.each([
      'images:\n  - orders\n',
      'upstreams:\n  - a: 1\nnames:\n  - orders\n',
      'upstreams: []\nnames:\n- orders\n',
      'noProxy:\n  - http://orders:80\n',
    ])('and no other: %j', (text) => {
      expect(told(web(MOUNT, VOLUME) + ORDERS + config({ 'app.yaml': text }))).toEqual([]);
    });
  });

  describe('what is for people to read is a guess at most', () => {
    const GUESSED = ['guessed shop/web -> shop/orders TCP 8080 (a text for people names hosts that nobody dials)'];

    test.each([
      ['README.md', 'curl http://orders:80\n'],
      ['notes.txt', 'orders: http://orders:80\n'],
      ['README', 'http://orders:80\n'],
      ['info', '# Shop\n\nIt asks http://orders:80 whenever somebody buys a thing.\n'],
      ['info', 'This is the shop.\nAsk the people who own it.\nThey know what to do:\n\n    curl http://orders:80\n'],
      ['app.yaml', 'port: 8080\ndescription: Asks the service of orders at http://orders:80\n'],
      ['run.sh', '#!/bin/sh\necho "waiting until it answers" at http://orders:80\n'],
    ])('%s: %j', (name, text) => {
      expect(told(web(MOUNT, VOLUME) + ORDERS + config({ [name]: text }))).toEqual(GUESSED);
    });

    test('beside it, what is a setting stays one', () => {
      const text = 'description: It asks the orders of the shop\nurl: http://orders:80\n';
      expect(told(web(MOUNT, VOLUME) + ORDERS + config({ 'app.yaml': text }))).toEqual(SURE_ORDERS);
    });
  });

  test('a host outside in a file is a guess', () => {
    expect(told(web(MOUNT, VOLUME) + config({ file: 'docs: https://docs.example.com/x' }))).toEqual([
      'guessed shop/web -> docs.example.com TCP 443 (a file may name hosts that nobody dials)',
    ]);
  });
});

describe('Secrets', () => {
  const from = 'env: [{ name: URL, valueFrom: { secretKeyRef: { name: conf, key: url } } }]';

  test.each([
    ['as texts', 'stringData', (text: string) => text],
    ['in base64', 'data', (text: string) => Buffer.from(text).toString('base64')],
  ])('%s', (_, field, written) => {
    const secret = config({ url: written('postgres://shop:hunter2@db:5432/x') }, 'Secret', field);
    const report = reportOf(web(from) + DB + secret);
    expect(evidenceOf(report)).toEqual(['shop.yaml:25 env URL of Secret shop/conf (a Secret)']);
    expect(report.suggestions.map(({ peer, ports }) => [peer.name, ports[0]?.port])).toEqual([['shop/db', 5432]]);
  });

  test.each([
    'postgres://shop:hunter2@hidden.example.com:6543/x',
    'postgres://shop:hunter2@hidden:6543/x',
    'postgres://shop:hunter2@hidden.hidden-too.svc:6543/x',
    'postgres://shop:hunter2@10.65.43.21:6543/x',
    'postgres://shop:hunter2@db:6543/x',
    'http://hidden.shop.svc',
  ])('nothing of one is told: %s', (url) => {
    const text = `${web(`${from.slice(0, -1)}, { name: COPY, value: "$(URL)" }], args: ["--url=$(URL)"]`)}${DB}`;
    const report = reportOf(text + config({ url }, 'Secret', 'stringData'));
    expect(report.suggestions).toEqual([]);
    expect(report.others).toHaveLength(3);
    expect(JSON.stringify(report)).not.toMatch(/hidden|hunter2|6543|65\.43/);
  });

  test('a word of one that is called like a Service is no guess', () => {
    const word = 'env: [{ name: STORE, valueFrom: { secretKeyRef: { name: conf, key: word } } }]';
    expect(told(web(word) + DB + config({ word: 'db' }, 'Secret', 'stringData'))).toEqual([]);
    expect(told(web(word.replace('secretKeyRef', 'configMapKeyRef')) + DB + config({ word: 'db' }))).toHaveLength(1);
  });
});
