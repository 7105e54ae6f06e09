import { Exposure, InternalService, IsolatedNamespace, Platform, Release } from 'cdk8s-networking';
import { chosen, cluster } from '../clusters';

/*
 * A new version beside the old one: it answers one request in ten, and every request that asks for it by a header. The
 * version after it gets copies of all others and answers nobody.
 *
 * The policies let the data plane in to all three from the start, so that another percentage is a change of the route
 * alone. An Ingress knows one backend for a path: there the example ends with an error, and nothing is written.
 */

const platform = new Platform({ cluster: cluster(chosen) });
const shop = new IsolatedNamespace(platform, 'shop');

/** One version of the shop. The host is that of the release, not of any of them. */
function version(id: string, tag: string): InternalService {
  return new InternalService(shop, id, {
    image: `ghcr.io/acme/shop:${tag}`,
    port: 3000,
    portName: 'http',
    runAs: 1000,
  });
}

const release = Release.canary({
  stable: version('stable', '2.4'),
  canary: version('canary', '2.5'),
  percent: 10,
  header: { name: 'x-canary', value: 'yes' },
  mirrorTo: version('shadow', '3.0'),
});

new Exposure(shop, 'web', { host: 'shop.example.com', release });

platform.synth();
