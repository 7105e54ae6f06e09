import type { Construct } from 'constructs';
import type { Located } from '../../errors';
import { authoritiesOf } from './client-certificates';
import type { BackendCertificate, GatewayProps } from './gateway-props';
import { checkNeeded, grant } from './needed-grants';
import { type ReferenceGrant, type ReferenceGrantProps, ReferentKind, ReferrerKind } from './reference-grant';

/** Checks that what a Gateway refers to in other namespaces can be granted. */
export function checkReferences(place: Located, home: string, props: GatewayProps): void {
  for (const needed of neededGrants(home, props)) checkNeeded(place, needed);
}

/** The grants for what a Gateway refers to in other namespaces, beside the certificates of its hosts. */
export function grantReferences(scope: Construct, home: string, props: GatewayProps): ReferenceGrant[] {
  return neededGrants(home, props).map((needed) => grant(scope, needed));
}

function neededGrants(home: string, { backendCertificate, clientCertificates }: GatewayProps): ReferenceGrantProps[] {
  const from = { fromKind: ReferrerKind.GATEWAY, fromNamespace: home };
  const secret = backendCertificate && {
    toKind: ReferentKind.SECRET,
    toName: backendCertificate.secret,
    namespace: backendCertificate.namespace ?? home,
  };
  const authorities = clientCertificates ? authoritiesOf(clientCertificates) : [];
  const configMaps = authorities.map(({ configMap: toName, namespace = home }) => ({
    toKind: ReferentKind.CONFIG_MAP,
    toName,
    namespace,
  }));
  return [...(secret ? [secret] : []), ...configMaps]
    .filter(({ namespace }) => namespace !== home)
    .map((to) => ({ ...from, ...to }));
}

/** The certificate by which a Gateway of a namespace shows backends who it is, as it is written. */
export function backendCertificateManifest({ secret, namespace }: BackendCertificate, home: string): any {
  const elsewhere = namespace === undefined || namespace === home ? {} : { namespace };
  return { clientCertificateRef: { group: '', kind: 'Secret', name: secret, ...elsewhere } };
}
