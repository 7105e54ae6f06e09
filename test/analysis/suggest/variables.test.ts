import { env, evidenceOf, reportOf, served, told, web } from './told';

const ORDERS = served('orders', ['80:8080']);
const DB = served('db', ['5432']);
const SURE_DB = ['sure shop/web -> shop/db TCP 5432'];
const SURE_ORDERS = ['sure shop/web -> shop/orders TCP 8080'];

describe('is sure of', () => {
  test.each([
    ['a URL with a port', 'http://orders:80/v1?x=1'],
    ['a URL whose port is that of its scheme, and the only one of the Service', 'http://orders'],
    ['a host and a port', 'orders:80'],
    ['a name with its namespace', 'http://orders.shop:80'],
    ['a name with `svc`', 'http://orders.shop.svc:80'],
    ['a name in full', 'http://orders.shop.svc.cluster.local:80'],
    ['a name with a dot at its end', 'http://orders.shop.svc.cluster.local.:80'],
    ['upper case', 'HTTP://Orders:80'],
    ['a URL in other text', '-Xmx1g -Dorders=http://orders:80/ -Dx=y'],
    ['a target of gRPC', 'dns:///orders:80'],
  ])('%s', (_, value) => {
    expect(told(web(env({ ORDERS: value })) + ORDERS)).toEqual(SURE_ORDERS);
  });

  test.each([
    ['JDBC', 'jdbc:postgresql://db:5432/shop?user=x'],
    ['JDBC without a port', 'jdbc:postgresql://db/shop'],
    ['a driver in the scheme', 'postgresql+asyncpg://u:p@db/shop'],
    ['a password with letters of all kinds', 'postgres://u:p%40:x@db:5432/shop'],
    ['a password that is a reference to nothing', 'postgres://u:$(PASSWORD)@db:5432/shop'],
    ['the DSN of Go', 'u:p@tcp(db:5432)/shop'],
    ['Oracle', 'jdbc:oracle:thin:@db:5432:sid'],
    ['Oracle with a service', 'jdbc:oracle:thin:@//db:5432/sid'],
    ['SQL Server', 'jdbc:sqlserver://db:5432;databaseName=shop'],
  ])('a database by %s', (_, value) => {
    expect(told(web(env({ DSN: value })) + DB)).toEqual(SURE_DB);
  });

  test('a list of brokers', () => {
    const text = web(env({ BOOTSTRAP: 'a:9092,b:9092' })) + served('a', ['9092']) + served('b', ['9092']);
    expect(told(text)).toEqual(['sure shop/web -> shop/a TCP 9092', 'sure shop/web -> shop/b TCP 9092']);
  });

  test('a URL with several hosts, and several URLs', () => {
    const both = served('a', ['27017']) + served('b', ['27017']);
    const lines = ['sure shop/web -> shop/a TCP 27017', 'sure shop/web -> shop/b TCP 27017'];
    expect(told(web(env({ MONGO: 'mongodb://u:p@a:27017,b:27017/shop' })) + both)).toEqual(lines);
    expect(told(web(env({ NODES: 'http://a:27017,http://b:27017' })) + both)).toEqual(lines);
  });

  test.each([
    [{ DB_HOST: 'db', DB_PORT: '5432' }],
    [{ DB_HOSTNAME: 'db', DB_PORT: '5432' }],
    [{ DB_ADDR: 'db', DB_PORT: '5432' }],
    [{ DB_SERVICE_HOST: 'db', DB_SERVICE_PORT: '5432' }],
    [{ DB: 'db', DB_PORT: '5432' }],
    [{ PGHOST: 'db', PGPORT: '5432' }],
    [{ DB_HOST: 'db.shop.svc.cluster.local', DB_PORT: '5432' }],
  ])('a host and a port in two variables: %j', (variables) => {
    expect(told(web(env(variables)) + DB)).toEqual(SURE_DB);
  });

  test('the Kubernetes API by its name', () => {
    expect(told(web(env({ API: 'https://kubernetes.default.svc:443' })))).toEqual([
      'sure shop/web -> the Kubernetes API',
    ]);
  });

  test('hosts and addresses outside', () => {
    const variables = {
      PAY: 'https://api.stripe.com/v1',
      OLD_DB: '10.9.0.12:1521',
      SMTP_HOST: 'smtp.example.com',
      SMTP_PORT: '587',
    };
    expect(told(web(env(variables)))).toEqual([
      'sure shop/web -> 10.9.0.12/32 TCP 1521',
      'sure shop/web -> api.stripe.com TCP 443',
      'sure shop/web -> smtp.example.com TCP 587',
    ]);
  });

  test('where it stands', () => {
    const text = web(env({ DB_HOST: 'db', DB_PORT: '5432', URL: 'postgres://u:secret@db:5432/x' })) + DB;
    expect(evidenceOf(reportOf(text))).toEqual([
      'shop.yaml:9 env DB_HOST=db, env DB_PORT=5432',
      'shop.yaml:9 env URL=postgres://db:5432',
    ]);
  });

  test('what is told once more, once', () => {
    expect(told(web(env({ A: 'orders:80', B: 'http://orders', C: 'orders' })) + ORDERS)).toEqual(SURE_ORDERS);
  });
});

describe('follows', () => {
  test('references to variables', () => {
    expect(told(web(env({ HOST: 'orders', URL: 'http://$(HOST):80' })) + ORDERS)).toEqual(SURE_ORDERS);
  });

  test('variables that the kubelet makes of Services', () => {
    expect(told(web('args: ["--orders=$(ORDERS_SERVICE_HOST):$(ORDERS_SERVICE_PORT)"]') + ORDERS)).toEqual(SURE_ORDERS);
  });

  test('none of these where they are turned off', () => {
    const args = 'args: ["--orders=$(ORDERS_SERVICE_HOST):$(ORDERS_SERVICE_PORT)"]';
    expect(told(web(args, { spec: 'enableServiceLinks: false, ' }) + ORDERS)).toEqual([]);
  });

  test('an alias outside, and endpoints that are written', () => {
    const alias = `
apiVersion: v1
kind: Service
metadata: { name: crm, namespace: shop }
spec: { type: ExternalName, externalName: crm.example.com }
---`;
    expect(told(web(env({ CRM: 'https://crm' })) + alias)).toEqual(['sure shop/web -> crm.example.com TCP 443']);
    const legacy = `
apiVersion: v1
kind: Service
metadata: { name: legacy, namespace: shop }
spec: { ports: [{ port: 1521 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: legacy-1, namespace: shop, labels: { kubernetes.io/service-name: legacy } }
addressType: IPv4
endpoints: [{ addresses: [10.9.0.12] }]
ports: [{ port: 1522 }]
---`;
    expect(told(web(env({ LEGACY: 'legacy:1521' })) + legacy)).toEqual(['sure shop/web -> 10.9.0.12/32 TCP 1522']);
  });

  test('Services of other namespaces', () => {
    const text = web(env({ LEDGER: 'ledger.pay:80' })) + served('ledger', ['80:8080'], { namespace: 'pay' });
    expect(told(text)).toEqual(['sure shop/web -> pay/ledger TCP 8080']);
  });

  test('the namespace of objects that name none', () => {
    const text = (web(env({ A: 'http://orders.boutique:80', B: 'http://orders.boutique.svc' })) + ORDERS).replaceAll(
      ', namespace: shop',
      '',
    );
    expect(told(text, { namespace: 'boutique' })).toEqual(['sure boutique/web -> boutique/orders TCP 8080']);
    expect(told(text)).toContain(
      'guessed default/web -> orders.boutique TCP 80 (it may as well be Service orders of namespace boutique, of which nothing was read)',
    );
  });
});

describe('guesses', () => {
  test('a name without a port', () => {
    expect(told(web(env({ DB_HOST: 'db' })) + DB)).toEqual([
      'guessed shop/web -> shop/db TCP 5432 (no port is named: it may be any of Service shop/db)',
    ]);
  });

  test('the usual port where the Service has others', () => {
    expect(told(web(env({ URL: 'postgres://db/x' })) + served('db', ['5432', '9187']))).toEqual([
      'guessed shop/web -> shop/db TCP 5432 (5432 is the usual port of postgres, and others may be meant: Service shop/db has more than one)',
    ]);
  });

  test('a name under a key that is no word for an address', () => {
    expect(told(web(env({ STORE: 'db' })) + DB)).toEqual([
      "guessed shop/web -> shop/db TCP 5432 (STORE doesn't look like an address, and names no port: it may be a mere name)",
    ]);
  });

  test.each([
    'CORS_ALLOWED_ORIGINS',
    'ORIGIN',
    'REDIRECT_URI',
    'OAUTH_CALLBACK_URL',
    'ALLOWED_HOSTS',
    'LISTEN',
    'BIND_ADDRESS',
    'KAFKA_ADVERTISED_LISTENERS',
    'PUBLIC_URL',
    'ISSUER',
  ])('what is told where others connect to: %s', (key) => {
    expect(told(web(env({ [key]: 'http://orders:80' })) + ORDERS)).toEqual([
      `guessed shop/web -> shop/orders TCP 8080 (${key} looks like where others connect to, which nobody dials)`,
    ]);
  });

  test('a Service of a namespace that was not read', () => {
    expect(told(web(env({ ZIPKIN: 'http://zipkin.tracing.svc:9411' })))).toEqual([
      "guessed shop/web -> tracing TCP 9411 (Service tracing/zipkin isn't among the manifests: its pods may listen on another port, and all pods of the namespace are meant)",
    ]);
  });
});

describe('leaves over', () => {
  test('a Service that is not there', () => {
    expect(told(web(env({ ASSISTANT_ADDR: 'assistant:80' })))).toEqual([
      'left shop/web: there is no Service assistant in namespace shop; give its manifests as well, or correct the name',
    ]);
  });

  test('a host and a port that are all of a text, whatever its key', () => {
    const left = [
      'left shop/web: there is no Service store in namespace shop; give its manifests as well, or correct the name',
    ];
    expect(told(web(env({ STORE: 'store:5432' })))).toEqual(left);
    expect(told(web('args: ["--store=store:5432"]'))).toEqual(left);
  });

  test('a port that the Service does not have', () => {
    expect(told(web(env({ URL: 'http://orders:8080' })) + ORDERS)).toEqual([
      'left shop/web: Service shop/orders has no port 8080 (its ports: 80); correct one of them',
    ]);
  });

  test('a Service that is not there, in a namespace that is', () => {
    const text = web(env({ URL: 'http://cart.pay:80' })) + served('ledger', ['80'], { namespace: 'pay' });
    expect(told(text)).toEqual([
      "left shop/web: Service pay/cart isn't among the manifests; give its manifests as well, or correct the name",
    ]);
  });

  test('a host outside without a port, and the metadata service', () => {
    expect(told(web(env({ SMTP_HOST: 'smtp.example.com', META: 'http://169.254.169.254/latest' })))).toEqual([
      'left shop/web: it names smtp.example.com outside of the cluster, and no port; allow it by Peer.hostname() with its port',
      'left shop/web: it is an address of the node: the metadata service of a cloud is Peer.cloudMetadata(), and a workload identity Peer.workloadIdentity()',
    ]);
  });
});

describe('is silent about', () => {
  test.each([
    ['itself', { SELF: 'http://web:80' }],
    ['what it listens on', { LISTEN: '0.0.0.0:8080', ADDR: ':8080', BIND: 'localhost:9090', V6: '[::1]:80' }],
    ['what nobody dials', { NO_PROXY: 'db:5432,localhost', XMLNS: 'http://db:5432', IMAGE: 'db:5432' }],
    ['comments', { DB_URL: '# http://db:5432', SCRIPT: '#!/bin/sh\n  # nc db 5432\ntrue # nc db 5432' }],
    ['a password of digits', { DSN: 'db:5432@/shop', OTHER: 'db:5432@unix(x)/shop' }],
    ['users and passwords', { DB_USER: 'db', POSTGRES_PASSWORD: 'db', NAMESPACE: 'db' }],
    ['images', { IMAGE: 'ghcr.io/acme/db:5432', APP_IMAGE: 'busybox:1' }],
    ['a time, a ratio, a version', { AT: '12:30', RATIO: '1:5432', VERSION: 'v1.2:3' }],
    [
      'words',
      { MODE: 'production', LOG_LEVEL: 'info', SESSION_REDIS: 'true', MESSAGE: 'ask db or orders: 80 of them' },
    ],
    ['what is on and off', { PROXY: 'off', DB_HOST: 'none' }],
    ['a port that is none', { URL: 'db:99999' }],
    ['an escaped reference', { URL: '$$(db):5432' }],
    ['its own port beside a host', { PORT: '5432' }],
  ])('%s', (_, variables) => {
    const [, own = ''] = served('web', ['80']).split('---');
    expect(told(`${web(env(variables))}${DB}${own}---`)).toEqual([]);
  });

  test('probes', () => {
    const probe =
      'livenessProbe: { httpGet: { host: db, port: 5432 } }, readinessProbe: { exec: { command: [nc, -z, db, "5432"] } }';
    expect(told(web(probe) + DB)).toEqual([]);
  });

  test('a value that repeats itself beyond measure', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`V${i}`, i === 0 ? 'http://orders ' : `$(V${i - 1})$(V${i - 1})`]),
    );
    expect(told(web(env(variables)) + ORDERS)).toEqual(SURE_ORDERS);
  });
});

describe('among its own pods', () => {
  test('members of a headless Service call each other', () => {
    const text = served('ring', ['7000'], { headless: true }).replace(
      'image: main',
      'image: main, env: [{ name: SEEDS, value: "ring-0.ring.shop.svc.cluster.local:7000" }]',
    );
    const { suggestions } = reportOf(text);
    expect(suggestions.map(({ peer, ports }) => [peer.kind, ports])).toEqual([
      ['own-pods', [{ protocol: 'TCP', port: 7000 }]],
    ]);
  });

  test('a pod of a headless Service by its short name', () => {
    const text = web(env({ URL: 'mongodb://db-0.db:27017' })) + served('db', ['27017'], { headless: true });
    expect(told(text)).toEqual(['sure shop/web -> shop/db TCP 27017']);
  });
});
