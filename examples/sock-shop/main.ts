import { Duration } from 'cdk8s';
import {
  Clusters,
  type ContainerResources,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  NetworkPlugin,
  Platform,
  PodSecurity,
  Port,
  Privileges,
  Probe,
  ServiceType,
  Volume,
} from 'cdk8s-networking';

/*
 * Sock Shop, the public demo of a shop in many languages: fourteen workloads with their public images, ports, probes and
 * resources. Each database is reached by its owner alone.
 *
 * The services run as published: as user 10001, with a read-only root, and with no capability but that of listening on
 * port 80. Those that are published without a user (the databases, the queue and its reader) start as root, and the
 * databases give that up themselves: hence their capabilities, and the level "baseline" of the namespace.
 *
 * Ours differ from the published security contexts in this: privilege escalation is off and the seccomp profile is
 * RuntimeDefault for all; catalogue-db and queue-master, which are published without any security context, keep just the
 * capabilities that are named here; the queue's exporter runs as the user of its image, who must not be root.
 */

// The front end is published on a port of the nodes, behind which pods see clients or nodes: with Calico, both.
const platform = new Platform({
  cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), nodeRanges: ['192.0.2.0/24'] }),
});
const shop = new IsolatedNamespace(platform, 'sock-shop', {
  podSecurity: PodSecurity.baseline({ reason: 'the public images of the databases start as root' }),
});

const memory = { '/tmp': Volume.emptyDir({ inMemory: true }) };
const javaOptions = '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false';

const onPort80 = Privileges.of({ reason: 'listens on port 80', capabilities: ['NET_BIND_SERVICE'] });
const hardened = { runAs: 10001, readOnlyRoot: true, privileges: onPort80 };

/** One of the shop's own services. */
function service(name: string, image: string, props: Partial<InternalServiceProps> = {}): InternalService {
  return new InternalService(shop, name, {
    image: `weaveworksdemos/${image}`,
    port: 80,
    portName: 'http',
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    ...hardened,
    ...props,
  });
}

/** A service in Java. */
function javaService(name: string, image: string, resources: ContainerResources): InternalService {
  return service(name, image, { env: { JAVA_OPTS: javaOptions }, resources, volumes: memory });
}

const health = (initialDelay: Duration, path = '/health') =>
  Probe.http(path, { initialDelay, period: Duration.seconds(3) });
const checked = { readiness: health(Duration.minutes(3)), liveness: health(Duration.minutes(5)) };

/** A store that is published to start as root and to give it up itself. */
function store(name: string, image: string, port: number, props: Partial<InternalServiceProps> = {}): InternalService {
  return new InternalService(shop, name, {
    image,
    port,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    readOnlyRoot: true,
    privileges: Privileges.of({
      reason: 'starts as root, gives its files to its own user, and goes on as that user',
      root: true,
      capabilities: ['CHOWN', 'SETGID', 'SETUID'],
    }),
    ...props,
  });
}

const mongo = { portName: 'mongo', volumes: memory };
const cartsDb = store('carts-db', 'mongo', 27017, mongo);
const ordersDb = store('orders-db', 'mongo', 27017, mongo);
const userDb = store('user-db', 'weaveworksdemos/user-db:0.3.0', 27017, mongo);
const sessionDb = store('session-db', 'redis:alpine', 6379, { portName: 'redis' });
const catalogueDb = store('catalogue-db', 'weaveworksdemos/catalogue-db:0.3.0', 3306, {
  portName: 'mysql',
  env: { MYSQL_ROOT_PASSWORD: 'fake_password', MYSQL_DATABASE: 'socksdb' },
  readOnlyRoot: false,
  privileges: Privileges.of({
    reason: 'starts as root, gives its files to its own user, and goes on as that user',
    root: true,
    capabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
  }),
});
const rabbitmq = store('rabbitmq', 'rabbitmq:3.6.8-management', 5672, {
  portName: 'rabbitmq',
  extraPorts: [{ name: 'management', port: 15672 }],
  sidecars: [
    { name: 'rabbitmq-exporter', image: 'kbudde/rabbitmq-exporter', ports: [{ name: 'exporter', port: 9090 }] },
  ],
  privileges: Privileges.of({
    reason: 'starts as root, gives its files to its own user, and goes on as that user',
    root: true,
    capabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
  }),
});

const carts = javaService('carts', 'carts:0.4.8', {
  cpuRequest: '100m',
  cpuLimit: '300m',
  memoryRequest: '200Mi',
  memoryLimit: '500Mi',
});
const shipping = javaService('shipping', 'shipping:0.4.8', {
  cpuRequest: '100m',
  cpuLimit: '300m',
  memoryRequest: '300Mi',
  memoryLimit: '500Mi',
});
const orders = javaService('orders', 'orders:0.4.7', {
  cpuRequest: '100m',
  cpuLimit: '500m',
  memoryRequest: '300Mi',
  memoryLimit: '500Mi',
});
const queueMaster = service('queue-master', 'queue-master:0.3.1', {
  env: { JAVA_OPTS: javaOptions },
  resources: { cpuRequest: '100m', cpuLimit: '300m', memoryRequest: '300Mi', memoryLimit: '500Mi' },
  runAs: undefined,
  readOnlyRoot: false,
  privileges: Privileges.of({
    reason: 'is published without a user, and listens on port 80',
    root: true,
    capabilities: ['NET_BIND_SERVICE'],
  }),
});
const catalogue = service('catalogue', 'catalogue:0.3.5', {
  command: ['/app'],
  args: ['-port=80'],
  resources: { cpuRequest: '100m', cpuLimit: '200m', memoryRequest: '100Mi', memoryLimit: '200Mi' },
  ...checked,
});
const payment = service('payment', 'payment:0.4.3', {
  resources: { cpuRequest: '99m', cpuLimit: '200m', memoryRequest: '100Mi', memoryLimit: '200Mi' },
  ...checked,
});
const user = service('user', 'user:0.4.7', {
  env: { mongo: `${userDb.service.dnsName.short}:27017` },
  resources: { cpuRequest: '100m', cpuLimit: '300m', memoryRequest: '100Mi', memoryLimit: '200Mi' },
  ...checked,
});

const frontEnd = service('front-end', 'front-end:0.3.12', {
  port: 8079,
  servicePort: 80,
  serviceType: ServiceType.nodePort(),
  nodePorts: { http: 30001 },
  env: { SESSION_REDIS: 'true' },
  resources: { cpuRequest: '100m', cpuLimit: '300m', memoryRequest: '300Mi', memoryLimit: '1000Mi' },
  privileges: undefined,
  readiness: health(Duration.seconds(30), '/'),
  liveness: health(Duration.minutes(5), '/'),
});

for (const backend of [catalogue, user, carts, orders]) frontEnd.connections.allowTo(backend);
frontEnd.connections.allowTo(sessionDb, { reason: 'who is logged in' });
for (const backend of [carts, user, payment, shipping]) orders.connections.allowTo(backend);
orders.connections.allowTo(ordersDb);
carts.connections.allowTo(cartsDb);
user.connections.allowTo(userDb);
catalogue.connections.allowTo(catalogueDb);
for (const client of [shipping, queueMaster]) {
  client.connections.allowTo(rabbitmq, { ports: [Port.named('rabbitmq')], reason: 'what has to be shipped' });
}

platform.synth();
