import type { ApiObject } from 'cdk8s';
import type { Tls } from '../cluster';

/** A certificate as an object of some namespace asks for it. */
export interface Certificate {
  readonly tls: Tls;
  /** The namespace of the Gateway or Ingress; undefined where its chart names none. */
  readonly home?: string;
}

/** Why a route is served in clear text, kept where the cluster's people read it. */
const CLEAR_TEXT_REASON = 'cdk8s-networking/clear-text-reason';

/** Says on a route why it is served in clear text, where it is. */
export function explainClearText({ metadata }: ApiObject, tls: Tls | undefined): void {
  if (tls?.reason !== undefined) metadata.addAnnotation(CLEAR_TEXT_REASON, tls.reason);
}

/**
 * Where a certificate comes from: two that read alike are one.
 *
 * A Secret or an Issuer belongs to a namespace, however little is said of it; a ClusterIssuer is one for all.
 */
export function certificateText({ tls, home }: Certificate): string {
  if (home === undefined) return `${tls}`;
  if (tls.secretName) return `Secret ${tls.secretNamespace ?? home}/${tls.secretName}`;
  return tls.issuer ? `${tls} in namespace ${home}` : `${tls}`;
}
