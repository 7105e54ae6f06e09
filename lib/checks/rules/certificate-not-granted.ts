import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedAt } from '../listener-stakes';
import { certificateReferencesIn, lacksGrant, refusalText, showsGrants } from '../references';
import { Severity } from '../severity';

/**
 * Finds certificates in another namespace that no ReferenceGrant there lets the Gateway or ListenerSet use: those of
 * listeners, those that vouch for clients, and those by which a Gateway shows backends who it is.
 *
 * It is silent about namespaces of which nothing was read that a grant would be for: the grant may be with the rest. What
 * isn't served is shown of listeners that have no other certificate.
 */
export class CertificateNotGranted implements ICheck {
  public readonly id = 'certificate-not-granted';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a certificate in another namespace, without a ReferenceGrant there';
  public readonly condition = 'ResolvedRefs=False RefNotPermitted';
  public readonly harm = 'the listener is not served';
  public readonly remedy = 'write a ReferenceGrant in the namespace of the certificate, from Gateway or ListenerSet';
  public readonly see = 'https://gateway-api.sigs.k8s.io/guides/tls/#cross-namespace-certificate-references';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return certificateReferencesIn(evidence)
      .filter((reference) => lacksGrant(reference, evidence) && showsGrants(reference.to.namespace, evidence))
      .map((reference) => {
        const { referrer, path, listener } = reference;
        const refs = listener?.facts.certificateRefs ?? [];
        const isUnserved = refs.every((to) => lacksGrant({ referrer, path, to }, evidence));
        const lines = listener && isUnserved ? unservedAt(listener, evidence) : [];
        return inspection._at(referrer, path, refusalText(reference, evidence), lines);
      });
  }
}
