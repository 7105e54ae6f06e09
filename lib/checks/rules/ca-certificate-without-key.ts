import { tlsPoliciesIn } from '../backend-tls-policies';
import type { ICheck } from '../check';
import { type Evidence, type FieldPath, namespaceOf, type Place } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { certificateReferencesIn } from '../references';
import { Severity } from '../severity';
import { tlsPolicyTexts } from '../tls-stakes';
import { listAt, mappingAt, mappingsAt, textAt } from '../written';

/**
 * Finds ConfigMaps with the certificates of authorities that have no key `ca.crt`, for backends and for clients.
 *
 * It is silent about ConfigMaps that weren't read, or are empty: many are filled in by the cluster.
 */
export class CaCertificateWithoutKey implements ICheck {
  public readonly id = 'ca-certificate-without-key';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a ConfigMap with the certificates of authorities that has no key ca.crt';
  public readonly condition =
    'ResolvedRefs=False InvalidCACertificateRef; of policies Accepted=False NoValidCACertificate';
  public readonly harm = 'no certificate is trusted, and requests are answered with an error';
  public readonly remedy = 'put the certificates under the key ca.crt';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#backendtlspolicyvalidation';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const maps = evidence.ofKinds('ConfigMap').filter(({ apiVersion }) => apiVersion === 'v1');
    return referencesOf(inspection).flatMap(({ referrer, path, namespace, name }) => {
      const map = maps.find((candidate) => namespaceOf(candidate) === namespace && candidate.name === name);
      const keys = Object.keys({ ...mappingAt(map?.body, 'data'), ...mappingAt(map?.body, 'binaryData') });
      if (keys.length === 0 || keys.includes('ca.crt')) return [];
      const text = `ConfigMap ${namespace}/${name} has no key ca.crt; it has ${keys.join(', ')}`;
      return [inspection._at(referrer, path, text, untrustedTexts(referrer, evidence))];
    });
  }
}

/** What a BackendTLSPolicy cuts that names no other authority. */
function untrustedTexts(policy: Place, evidence: Evidence): string[] {
  const body = evidence.bodyOf(policy);
  if (policy.kind !== 'BackendTLSPolicy' || listAt(body, 'spec', 'validation', 'caCertificateRefs').length > 1)
    return [];
  return tlsPolicyTexts(policy, evidence, 'is answered with an error');
}

interface AuthorityReference {
  readonly referrer: Place;
  readonly path: FieldPath;
  readonly namespace: string;
  readonly name: string;
}

function referencesOf({ _evidence: evidence }: Inspection): AuthorityReference[] {
  const ofGateways = certificateReferencesIn(evidence)
    .filter(({ to }) => to.group === '' && to.kind === 'ConfigMap')
    .map(({ referrer, path, to: { namespace, name } }) => ({ referrer, path, namespace, name }));
  const list = ['spec', 'validation', 'caCertificateRefs'];
  const ofPolicies = tlsPoliciesIn(evidence).flatMap((policy) =>
    mappingsAt(policy.body, ...list).flatMap(([index, ref]) => {
      const name = textAt(ref, 'kind') === 'ConfigMap' ? textAt(ref, 'name') : undefined;
      if (name === undefined) return [];
      return [{ referrer: policy, path: [...list, index], namespace: namespaceOf(policy), name }];
    }),
  );
  return [...ofGateways, ...ofPolicies];
}
