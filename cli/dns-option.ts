import { ClusterDns, ClusterProfile } from '../lib/cluster';
import { valueError } from '../lib/errors';
import { Port } from '../lib/traffic';
import { selectedPods } from './selected-pods';

/**
 * A cluster whose DNS is where `--dns` says: `openshift-dns/dns.operator.openshift.io/daemonset-dns=default:5353`. All
 * else is as the profile has it; without a profile, nothing else is known.
 *
 * @param text - the option; without a port, the pods listen on 53
 * @param profile - that of `--cluster`
 * @throws when the text names no pods, or no port
 */
export function withDns(text: string, profile?: ClusterProfile): ClusterProfile {
  const dns = dnsOf(text, profile?.dns.clusterDomain);
  return profile?._with({ dns }) ?? ClusterProfile.define({ name: 'dns', dns });
}

function dnsOf(text: string, clusterDomain: string | undefined): ClusterDns {
  const [, where = '', port = '53'] = /^([^:]*)(?::(\d+))?$/.exec(text) ?? [];
  const pods = selectedPods(where);
  if (!pods) {
    throw valueError({
      law: '--dns must be NAMESPACE/KEY=VALUE,...[:PORT]',
      got: text,
      remedy: 'write it as in openshift-dns/dns.operator.openshift.io/daemonset-dns=default:5353',
    });
  }
  const ports = [Port.udp(Number(port)), Port.tcp(Number(port))];
  return ClusterDns.of({ ...pods, ports, clusterDomain });
}
