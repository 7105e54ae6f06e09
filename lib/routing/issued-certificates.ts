import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Tls } from '../cluster';
import { constructError, type Located } from '../errors';
import { homeOf, isPresent, PerApp, patchable } from '../objects';
import { routeMetadata } from './names';

interface Issued {
  readonly certificate: ApiObject;
  readonly tls: Tls;
}

const ISSUED = new PerApp<Map<string, Issued>>(() => new Map());

/** A certificate that cert-manager is asked for. */
export interface CertificateRequest {
  readonly tls: Tls;
  readonly hostname: string;
  /** The namespace of its Secret; undefined where the chart names none. */
  readonly namespace?: string;
}

/**
 * The Secret that cert-manager fills for a host. Its dots stay: `a-b.example.com` and `a.b.example.com` differ. What a
 * wildcard's ends with no host's does.
 */
export function issuedSecretName(hostname: string): string {
  return hostname.startsWith('*.') ? `${hostname.slice(2)}-tls-wildcard` : `${hostname}-tls`;
}

/** Checks that the certificate of a host has one issuer in a namespace, whose Secret there is one. */
export function checkIssuer(place: Located, scope: Construct, request: CertificateRequest): void {
  const { tls, hostname } = request;
  const known = ISSUED.of(scope).get(keyOf(scope, request));
  if (!known || !isPresent(known.certificate) || `${known.tls}` === `${tls}`) return;
  throw constructError(place, {
    law: `the certificate of a host must have one issuer in a namespace, and [${known.certificate.node.path}] has ${known.tls} for ${hostname}`,
    got: `${tls}`,
    remedy: 'give both the same `tls`',
  });
}

/**
 * Asks cert-manager for the certificate of a host, once in a namespace.
 *
 * The object is written rather than left to cert-manager, which would make one for each Ingress or Gateway that asks by
 * annotation. It would go with the first of several Ingresses of a host, and with the last one that a Gateway replaces. For
 * Gateways it needs a setting of its own, asks one issuer for all listeners, and puts all hosts of a Secret into one
 * certificate, where Let's Encrypt refuses a host beside a wildcard that covers it.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export function issue(scope: Construct, request: CertificateRequest): ApiObject {
  const { tls, hostname, namespace } = request;
  const name = issuedSecretName(hostname);
  const key = keyOf(scope, request);
  const known = ISSUED.of(scope).get(key);
  if (known && isPresent(known.certificate)) return known.certificate;
  const certificate = new ApiObject(scope, `Certificate-${name}`, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { ...routeMetadata(scope, name), namespace },
    spec: {
      secretName: name,
      dnsNames: [hostname],
      issuerRef: {
        group: 'cert-manager.io',
        kind: tls.clusterIssuer === undefined ? 'Issuer' : 'ClusterIssuer',
        name: tls.clusterIssuer ?? tls.issuer,
      },
    },
  });
  patchable(certificate);
  ISSUED.of(scope).set(key, { certificate, tls });
  return certificate;
}

function keyOf(scope: Construct, { hostname, namespace }: CertificateRequest): string {
  return `${homeOf({ construct: scope, namespace })} ${issuedSecretName(hostname)}`;
}
