import { Challenge, ClusterProfile, Entry, IngressOption, NetworkPlugin, Tls } from '../../lib';
import { CONTROLLERS, IMPLEMENTATIONS } from '../one-of-each/ways-in';
import type { Certificate, ClusterPlan } from './plan';

/** What a route may say of its certificate. */
export const CERTIFICATES: Record<Certificate, Tls> = {
  secret: Tls.secret('other-tls'),
  issued: Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 }),
  challenged: Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 }),
  cloud: Tls.cloud('example-certificate'),
  none: Tls.none({ reason: 'a sample' }),
};

const SECRET = Tls.secret('edge-tls');

/** The cluster of a plan. Its entries are called after their ways in, and have a certificate of the kind that they take. */
export function clusterOf({ ways, version, channel, plugin }: ClusterPlan): ClusterProfile {
  const plugins = { cilium: NetworkPlugin.cilium(), calico: NetworkPlugin.calico(), unsaid: undefined };
  return ClusterProfile.define({
    name: 'sample',
    entries: ways.map(entryOf),
    gatewayApiVersion: version,
    gatewayApiChannel: channel,
    networkPlugin: plugins[plugin],
  });
}

function entryOf(way: string): Entry {
  const name = way.toLowerCase();
  const [api, key] = way.split('-') as [string, string];
  if (api === 'gateway') {
    const implementation = IMPLEMENTATIONS[key] as (typeof IMPLEMENTATIONS)[string];
    const tls = (implementation.takesSecrets ?? true) ? SECRET : CERTIFICATES.cloud;
    return Entry.gateway(implementation, { name, tls, clientRanges: ['0.0.0.0/0', '::/0'] });
  }
  const controller = CONTROLLERS[key] as (typeof CONTROLLERS)[string];
  const { options } = controller;
  if (options.includes(IngressOption.SECRET_CERTIFICATE)) return Entry.ingress(controller, { name, tls: SECRET });
  const isCloud = options.includes(IngressOption.CLOUD_CERTIFICATE);
  return Entry.ingress(controller, { name, tls: isCloud ? CERTIFICATES.cloud : CERTIFICATES.none });
}
