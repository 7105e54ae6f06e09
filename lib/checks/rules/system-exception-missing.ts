import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { byText, connectionText, fewOf } from '../stakes';
import { calledPods, calledServices, scrapedPods } from '../system-callers';

/**
 * Finds what the cluster itself has to reach and policies deny: pods of admission webhooks and of API services, which the
 * Kubernetes API calls, and pods that ask by annotations to have their metrics collected.
 *
 * It judges by the cluster profile: by the addresses of the Kubernetes API, and by the pods of its monitoring. It is silent
 * where the profile doesn't say, and where the pods aren't there.
 */
export class SystemExceptionMissing implements ICheck {
  public readonly id = 'system-exception-missing';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'pods that the Kubernetes API calls, or the monitoring asks, and policies deny it';
  public readonly condition = 'none';
  public readonly harm = 'objects are refused or let through unjudged, API groups are gone, metrics are missing';
  public readonly remedy =
    'let them in on the port of the pods: the addresses of the Kubernetes API, or the pods of the monitoring';
  public readonly see = 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/';

  public inspect(inspection: Inspection): Finding[] {
    return [...deniedToApi(inspection), ...deniedToMonitoring(inspection)];
  }
}

function deniedToApi(inspection: Inspection): Finding[] {
  const { _evidence: evidence, cluster } = inspection;
  const addresses = (cluster?.kubernetesApi?.ranges ?? []).map(({ cidr }) => cidr.toString());
  if (addresses.length === 0) return [];
  const { governance } = evidence;
  const { ports } = governance;
  return calledServices(evidence).flatMap((called) => {
    const denied = calledPods(called, evidence).filter(({ member, port }) =>
      addresses.every(
        (cidr) => ports.intersection(governance.admittedFrom(cidr, member), ports.single(port)) === ports.none,
      ),
    );
    const [first] = denied;
    if (!first) return [];
    const text = `the Kubernetes API calls ${evidence.nameOf(called.service.object)}, and policies deny it to ${first.member.name}`;
    const lines = denied.map(({ member, port }) => {
      const connection = connectionText(governance, addresses[0] ?? '', member.name, ports.single(port));
      const by = governance.denials.ofAddresses(addresses[0] ?? '', member, ports.single(port));
      return `${connection} is meant, and denied${byText(evidence, by)}`;
    });
    return [inspection._at(called.object, called.path, text, fewOf(lines))];
  });
}

function deniedToMonitoring(inspection: Inspection): Finding[] {
  const { _evidence: evidence, cluster } = inspection;
  const monitoring = cluster?.monitoring;
  const [scraper] = monitoring?.scraper.selections ?? [];
  const namespace = scraper?.namespaces?.labels['kubernetes.io/metadata.name'];
  if (!monitoring || !scraper || namespace === undefined) return [];
  const { governance } = evidence;
  const { ports } = governance;
  return scrapedPods(evidence).flatMap(({ member, port, path }) => {
    if (!member.workload || governance.isUngoverned(member, 'ingress')) return [];
    const asked = ports.single(port);
    if (ports.intersection(governance.admittedPods(namespace, scraper.pods.labels, member), asked) !== ports.none)
      return [];
    const text = `its metrics are asked for by ${monitoring.name}, and policies deny it`;
    const from = `${monitoring.name} in namespace ${namespace}`;
    const by = byText(evidence, governance.denyingPods(namespace, scraper.pods.labels, member, asked));
    const line = `${connectionText(governance, from, member.name, asked)} is meant, and denied${by}`;
    return [inspection._at(member.workload.object, path, text, [line])];
  });
}
