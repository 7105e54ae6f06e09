import { valueError } from '../../errors';
import { checkFlags } from '../../traffic';
import { CloudMetadata } from '../cloud-metadata';
import { type ClusterDescription, described } from '../cluster-description';
import { ClusterDns } from '../cluster-dns';
import { Entry } from '../entry';
import { Gke } from '../gateway/gke';
import { Gcp } from '../load-balancer/gcp';
import { NetworkPlugin } from '../network-plugin/catalogue';
import { WorkloadIdentity } from '../workload-identity';
import { type GkeClusterProps, GkeDns } from './gke-cluster-props';

/** Where Cloud DNS answers pods. */
const CLOUD_DNS = '169.254.169.254';

/** A GKE cluster, with GKE's own Gateways and load balancers. */
export function gke(props: GkeClusterProps = {}): ClusterDescription {
  const { dataplaneV2, dnsProvider } = props;
  checkFlags({ dataplaneV2: dataplaneV2 ?? undefined });
  checkDnsProvider(dnsProvider);
  const description = described(
    'gke',
    props,
    {
      ...(dnsProvider === GkeDns.CLOUD_DNS ? { dns: ClusterDns.at([CLOUD_DNS]) } : {}),
      ...pluginOf(dataplaneV2),
      entries: [Entry.gateway(new Gke())],
      loadBalancer: new Gcp(),
      metadata: CloudMetadata.gcp(),
      workloadIdentity: WorkloadIdentity.gke(),
      apiPort: 443,
    },
    ['dataplaneV2', 'dnsProvider'],
  );
  return { ...description, origins: { ...description.origins, ...saidOf(props) } };
}

function pluginOf(dataplaneV2: boolean | undefined): { readonly networkPlugin?: NetworkPlugin } {
  if (dataplaneV2 === undefined || dataplaneV2 === null) return {};
  return { networkPlugin: dataplaneV2 ? NetworkPlugin.gkeDataplaneV2() : NetworkPlugin.calico() };
}

/** The facts that the options of GKE alone decide. */
function saidOf({ dataplaneV2, dnsProvider }: GkeClusterProps): { [fact: string]: string } {
  return {
    ...(dataplaneV2 === undefined || dataplaneV2 === null ? {} : { networkPlugin: 'given' }),
    ...(dnsProvider === undefined || dnsProvider === null ? {} : { dns: 'given' }),
  };
}

function checkDnsProvider(provider: unknown): void {
  if (provider === undefined || provider === null || Object.values(GkeDns).includes(provider as GkeDns)) return;
  throw valueError({
    law: 'the `dnsProvider` of Clusters.gke() must be a GkeDns',
    got: provider,
    remedy: 'write it as in GkeDns.CLOUD_DNS',
  });
}
