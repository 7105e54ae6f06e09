import type { ICheck } from '../check';
import type { Evidence, IngressFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { waysOf, wayTexts } from '../ways-by-origin';

/**
 * Finds hosts in the rules of an Ingress that its `tls` doesn't name: they have no certificate of their own. Kubernetes
 * never compares them.
 *
 * It is silent about Ingresses without `tls`, about hosts that another Ingress of the namespace and class completes, and
 * about further names in a certificate, which harm nobody.
 */
export class IngressTlsHostsDiffer implements ICheck {
  public readonly id = 'ingress-tls-hosts-differ';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a host in the rules of an Ingress with tls that its tls does not name';
  public readonly condition = 'none';
  public readonly harm = 'browsers get the certificate of another host, or the host is served in clear text';
  public readonly remedy = 'write the same hosts in tls and in the rules';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { ingresses } = evidence.network;
    return ingresses.flatMap((ingress) => {
      if (ingress.tlsHosts.length === 0) return [];
      const family = ingresses.filter((other) => isBeside(other, ingress));
      const names = [...new Set(family.flatMap(({ tlsHosts }) => tlsHosts))];
      return uncertified(ingress, names, evidence).map(([index, host]) => {
        const text = `no host in its tls is ${host}; there are ${names.join(', ')}`;
        const ways = waysOf(ingress.object, evidence).filter(({ url }) => url.startsWith(`http://${host}/`));
        const lines = wayTexts(ways, evidence, 'has no certificate of its own');
        return inspection._at(ingress.object, ['spec', 'rules', index, 'host'], text, lines);
      });
    });
  }
}

function isBeside(one: IngressFacts, other: IngressFacts): boolean {
  return one.object.namespace === other.object.namespace && one.className === other.className;
}

/** Hosts of the rules without a certificate. */
function uncertified({ rules }: IngressFacts, names: readonly string[], evidence: Evidence): [number, string][] {
  return rules
    .map(({ host }, index): [number, string] => [index, host])
    .filter(([, host]) => host !== '' && !names.some((name) => evidence.certifies(name, host)))
    .filter(([, host]) => !host.startsWith('*.') || !names.some((name) => evidence.certifies(host, name)));
}
