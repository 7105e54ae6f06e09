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
    const namesOf = namesByFamily(ingresses);
    return ingresses.flatMap((ingress) => {
      if (ingress.tlsHosts.length === 0) return [];
      const names = namesOf.get(familyOf(ingress)) ?? new Set();
      return uncertified(ingress, names, evidence).map(([index, host]) => {
        const text = `no host in its tls is ${host}; there are ${[...names].join(', ')}`;
        const ways = waysOf(ingress.object, evidence).filter(({ url }) => url.startsWith(`http://${host}/`));
        const lines = wayTexts(ways, evidence, 'has no certificate of its own');
        return inspection._at(ingress.object, ['spec', 'rules', index, 'host'], text, lines);
      });
    });
  }
}

/** The names in the certificates of Ingresses that complete each other. */
function namesByFamily(ingresses: readonly IngressFacts[]): Map<string, Set<string>> {
  const byFamily = new Map<string, Set<string>>();
  for (const ingress of ingresses) {
    const names = byFamily.get(familyOf(ingress)) ?? new Set();
    for (const name of ingress.tlsHosts) names.add(name);
    byFamily.set(familyOf(ingress), names);
  }
  return byFamily;
}

/** Ingresses of one namespace and class. */
function familyOf({ object, className }: IngressFacts): string {
  return JSON.stringify([object.namespace, className]);
}

/** Hosts of the rules without a certificate. */
function uncertified({ rules }: IngressFacts, names: ReadonlySet<string>, evidence: Evidence): [number, string][] {
  return rules
    .map(({ host }, index): [number, string] => [index, host])
    .filter(([, host]) => host !== '' && !names.has(host))
    .filter(([, host]) => ![...names].some((name) => evidence.certifies(name, host)))
    .filter(([, host]) => !host.startsWith('*.') || ![...names].some((name) => evidence.certifies(host, name)));
}
