import type { ICheck } from '../check';
import { type Evidence, namespaceOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedAt } from '../listener-stakes';
import { type Referent, referentText } from '../references';
import { Severity } from '../severity';
import { isWritten, textAt } from '../written';

/**
 * Finds certificates of another namespace at a Gateway for which cert-manager is asked by annotation: it makes them in
 * the namespace of the Gateway alone, whatever a ReferenceGrant says.
 *
 * It is silent where the Secret was read, or a Certificate that makes it.
 */
export class CertificateElsewhere implements ICheck {
  public readonly id = 'certificate-elsewhere';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a certificate in another namespace, at a Gateway with an annotation for cert-manager';
  public readonly condition = 'ResolvedRefs=False InvalidCertificateRef';
  public readonly harm = 'cert-manager makes no certificate for the listener, and nothing is served on it';
  public readonly remedy = 'leave the namespace of the certificate out, or write a Certificate in that namespace';
  public readonly see = 'https://cert-manager.io/docs/usage/gateway/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.allListeners().flatMap((listener) => {
      const { owner, facts } = listener;
      const body = evidence.bodyOf(owner);
      if (!ANNOTATIONS.some((annotation) => isWritten(body, 'metadata', 'annotations', annotation))) return [];
      const isElsewhere = (ref: Referent) => ref.namespace !== owner.namespace && !isMade(ref, evidence);
      const isUnserved = facts.certificateRefs.every(isElsewhere);
      return facts.certificateRefs.flatMap((ref, index) => {
        if (!isElsewhere(ref)) return [];
        const text = `cert-manager is asked for ${referentText(ref)}, and makes certificates in namespace ${owner.namespace} alone`;
        const lines = isUnserved ? unservedAt(listener, evidence, 'may not be served') : [];
        return [inspection._at(owner, [...facts.path, 'tls', 'certificateRefs', index], text, lines)];
      });
    });
  }
}

const ANNOTATIONS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'];

function isMade({ namespace, name }: Referent, { objects }: Evidence): boolean {
  return objects.some(
    (object) =>
      namespaceOf(object) === namespace &&
      ((object.kind === 'Secret' && object.name === name) ||
        (object.kind === 'Certificate' && textAt(object.body, 'spec', 'secretName') === name)),
  );
}
