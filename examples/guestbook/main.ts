import {
  Clusters,
  type ContainerResources,
  InternalService,
  IsolatedNamespace,
  NetworkPlugin,
  Platform,
  PodSecurity,
  Privileges,
  ServiceType,
} from 'cdk8s-networking';

/*
 * The guestbook, the first application of many who meet Kubernetes: a PHP frontend that writes to the master of a Redis
 * and reads from its replicas, with its public images and ports.
 *
 * Its images run as root, and the frontend listens on port 80, so its namespace enforces "baseline". Ours differ from the
 * published security contexts, which are empty, in this: all capabilities are dropped but those that are named, privilege
 * escalation is off, and the seccomp profile is RuntimeDefault.
 */

const asRoot = 'the public images name no user and run as root';

// The frontend is published on a port of the nodes. Under whose address its pods see a client is a matter of the plugin:
// by Calico, that of the client where they are on the node that it dials, and else that of the node.
const platform = new Platform({
  cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), nodeRanges: ['192.0.2.0/24'] }),
});
const guestbook = new IsolatedNamespace(platform, 'guestbook', {
  podSecurity: PodSecurity.baseline({ reason: asRoot }),
});

const small: ContainerResources = { cpuRequest: '100m', memoryRequest: '100Mi' };
const redisPrivileges = Privileges.of({ reason: asRoot, root: true });

const master = new InternalService(guestbook, 'redis-master', {
  image: 'registry.k8s.io/redis:e2e',
  port: 6379,
  resources: small,
  privileges: redisPrivileges,
});

const replica = new InternalService(guestbook, 'redis-replica', {
  image: 'gcr.io/google_samples/gb-redisslave:v1',
  replicas: 2,
  port: 6379,
  env: { GET_HOSTS_FROM: 'dns' },
  resources: small,
  privileges: redisPrivileges,
});

const frontend = new InternalService(guestbook, 'frontend', {
  image: 'gcr.io/google-samples/gb-frontend:v5',
  replicas: 3,
  port: 80,
  portName: 'http',
  serviceType: ServiceType.nodePort(),
  env: { GET_HOSTS_FROM: 'dns' },
  resources: small,
  privileges: Privileges.of({
    reason: 'Apache starts as root, listens on port 80 and gives its workers another user',
    root: true,
    capabilities: ['NET_BIND_SERVICE', 'SETGID', 'SETUID'],
  }),
});

frontend.connections.allowTo(master, { reason: 'entries are written' });
frontend.connections.allowTo(replica, { reason: 'entries are read' });
replica.connections.allowTo(master, { reason: 'a replica follows the master' });

platform.synth();
