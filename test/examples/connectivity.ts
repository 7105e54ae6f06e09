import * as fs from 'node:fs';
import * as path from 'node:path';
import { clusterNames, cluster as namedCluster } from '../../examples/clusters';
import { platform as namedPlatform, platformNames } from '../../examples/platforms';
import { Clusters, Entry, GatewayImplementations, IngressControllers, NetworkPlugin } from '../../lib';
import { Connectivity } from '../../lib/analysis';

/** A cluster with every way in that the examples are written for which don't choose one of `clusters.ts`. */
const everyEntry = Clusters.kubeadm({
  networkPlugin: NetworkPlugin.calico(),
  nodeRanges: ['192.0.2.0/24'],
  entries: [
    Entry.gateway(GatewayImplementations.envoyGateway()),
    Entry.ingress(IngressControllers.traefik()),
    Entry.ingress(IngressControllers.ingressNginx()),
  ],
});

/** The analysis of a folder that an example has written, for the cluster of that folder's name. */
export function connectivityOf(folder: string): Connectivity {
  const variant = path.basename(folder);
  // An app that moves from Ingress to Gateway comes in by both.
  const names = [...new Set([variant, 'traefik'])];
  const cluster = platformNames.includes(variant)
    ? namedPlatform(variant)
    : clusterNames.includes(variant)
      ? namedCluster(...names)
      : everyEntry;
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const sources = files.map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
  return Connectivity.ofText(sources, { cluster });
}
