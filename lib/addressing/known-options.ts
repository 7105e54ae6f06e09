import { valueError } from '../errors';

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
  const known = OPTIONS[name] as string[];
  const stray = Object.entries(options).find(([option, value]) => value !== undefined && !known.includes(option));
  if (!stray) return;
  throw valueError({
    law: `a ${name} Service must have no \`${stray[0]}\``,
    got: stray[1],
    remedy: `leave it out; it may have ${known.join(', ')}`,
  });
}
