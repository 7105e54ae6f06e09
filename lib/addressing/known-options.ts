import { checkKnownOptions } from '../traffic';

const COMMON = ['ipFamilies', 'publishNotReadyAddresses'];
const CLUSTER_IP = [
  ...COMMON,
  'clusterIp',
  'sessionAffinity',
  'internalTrafficPolicy',
  'trafficDistribution',
  'externalIps',
  'externalTrafficPolicy',
  'clientRanges',
];
const NODE_PORT = [...CLUSTER_IP, 'nodePortRange'];
const LOAD_BALANCER = [
  ...NODE_PORT,
  'provider',
  'loadBalancerClass',
  'internal',
  'addresses',
  'proxyProtocol',
  'sourceRanges',
  'allocatesNodePorts',
  'healthCheckNodePort',
];

/** The options that each type has. */
const OPTIONS: { readonly [name: string]: string[] } = {
  ClusterIP: CLUSTER_IP,
  Headless: COMMON,
  NodePort: NODE_PORT,
  LoadBalancer: LOAD_BALANCER,
};

/** The options of another type fit in TypeScript as well, where they come in a variable; they would have no effect. */
export function checkOptions(name: string, options: object): void {
  checkKnownOptions(`a ${name} Service`, options, OPTIONS[name] as string[]);
}
