import { Duration } from 'cdk8s';
import {
  DnsName,
  Env,
  IsolatedNamespace,
  Platform,
  PodSecurity,
  Port,
  Privileges,
  Probe,
  Shutdown,
  StatefulService,
  Worker,
} from 'cdk8s-networking';

/*
 * A ring of three Cassandra nodes, with the public image, ports, probes and resources of the well-known example: the
 * members gossip among themselves on 7000 and 7001, clients ask on 9042, and nobody reaches JMX on 7199.
 *
 * The image locks its memory, for which it needs the capability IPC_LOCK. No Pod Security level but "privileged" allows
 * that, so the namespace says so, with the reason. Ours differ from the published security context in this: all other
 * capabilities are dropped, privilege escalation is off, and the seccomp profile is RuntimeDefault.
 */

const lockedMemory = 'Cassandra locks its heap in memory, and IPC_LOCK is above the level "baseline"';

const platform = new Platform();
const ring = new IsolatedNamespace(platform, 'ring', { podSecurity: PodSecurity.privileged({ reason: lockedMemory }) });

const seeds = DnsName.of({ service: 'cassandra-peers', namespace: 'ring' });

const cassandra = new StatefulService(ring, 'cassandra', {
  image: 'gcr.io/google-samples/cassandra:v14',
  replicas: 3,
  port: 9042,
  portName: 'cql',
  peerPorts: [
    { name: 'intra-node', port: 7000 },
    { name: 'tls-intra-node', port: 7001 },
  ],
  env: {
    MAX_HEAP_SIZE: '512M',
    HEAP_NEWSIZE: '100M',
    CASSANDRA_SEEDS: seeds.member('cassandra', 0).full,
    CASSANDRA_CLUSTER_NAME: 'K8Demo',
    CASSANDRA_DC: 'DC1-K8Demo',
    CASSANDRA_RACK: 'Rack1-K8Demo',
    CASSANDRA_SEED_PROVIDER: 'io.k8s.cassandra.KubernetesSeedProvider',
    POD_IP: Env.field('status.podIP'),
  },
  resources: { cpuRequest: '500m', cpuLimit: '500m', memoryRequest: '1Gi', memoryLimit: '1Gi' },
  readiness: Probe.command(['/bin/bash', '-c', '/ready-probe.sh'], {
    initialDelay: Duration.seconds(15),
    timeout: Duration.seconds(5),
  }),
  liveness: Probe.command(['/bin/bash', '-c', 'nodetool status'], {
    initialDelay: Duration.seconds(15),
    timeout: Duration.seconds(5),
  }),
  storage: { size: '1Gi', mountPath: '/cassandra_data', storageClass: 'fast' },
  privileges: Privileges.of({ reason: lockedMemory, capabilities: ['IPC_LOCK'], root: true }),
  // A member hands over what it holds before it goes.
  shutdown: Shutdown.afterCommand(['/bin/sh', '-c', 'nodetool drain']),
  terminationGracePeriod: Duration.minutes(30),
});

const loader = new Worker(ring, 'loader', {
  image: 'ghcr.io/acme/cql-loader:1.0',
  env: { CASSANDRA: cassandra.service.dnsName.short },
});
loader.connections.allowTo(cassandra, { ports: [Port.named('cql')], reason: 'the sensors report every minute' });

platform.synth();
