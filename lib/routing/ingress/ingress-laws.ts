import { Challenge, type Entry, type IIngressController, type Tls } from '../../cluster';
import { constructError, type Located } from '../../errors';
import type { IBackend } from '../backend';
import { issuedSecretName } from '../gateway/listeners';

/** Kubernetes' limit on the names of most objects. */
const MAX_NAME = 253;

/** The controller behind an entry. */
export function controllerOf(entry: Entry, place: Located): IIngressController {
  if (entry.controller) return entry.controller;
  throw constructError(place, {
    law: `an Ingress needs an entry by ingress controller, but "${entry.name}" is a Gateway API implementation`,
    remedy: 'name another `entry`, or add Entry.ingress() to the cluster profile',
  });
}

/** Checks that a host has a certificate which an Ingress of this namespace can name. */
export function checkCertificate(
  tls: Tls | undefined,
  host: string,
  place: Located,
  namespace: string | undefined,
): asserts tls is Tls {
  if (!tls) {
    throw constructError(place, {
      law: `a host must have a certificate, but neither the app nor the entry of the cluster profile gives one for ${host}`,
      remedy: "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
    });
  }
  if (tls.secretNamespace !== undefined && tls.secretNamespace !== namespace) {
    throw constructError(place, {
      law: 'an Ingress takes its certificate from a Secret of its own namespace',
      got: tls.toString(),
      remedy: 'copy the Secret, or let cert-manager issue one here',
    });
  }
  if (tls.isIssued && issuedSecretName(host).length > MAX_NAME) {
    throw constructError(place, {
      law: `a host must leave room for the name of the Secret with its certificate, which has at most ${MAX_NAME} characters`,
      got: host,
      remedy: "choose a shorter host, or name a Secret: Tls.secret('name')",
    });
  }
  if (host.startsWith('*.') && tls.challenge === Challenge.HTTP01) {
    throw constructError(place, {
      law: `a wildcard certificate needs the challenge DNS01, and ${host} asks for HTTP01`,
      remedy: 'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
    });
  }
}

/** Checks that a backend is in the namespace of its Ingress. */
export function checkNamespace({ service }: IBackend, namespace: string | undefined, place: Located): void {
  const theirs = service.metadata.namespace;
  if (theirs === namespace) return;
  throw constructError(place, {
    law: 'an Ingress reaches Services of its own namespace only',
    got: theirs === undefined ? service.name : `${theirs}/${service.name}`,
    remedy: "make the Ingress in the backend's chart, or use a Gateway, whose routes cross namespaces",
  });
}

/** The namespace of an Ingress that is redirected by a Middleware. */
export function knownNamespace(namespace: string | undefined, place: Located): string {
  if (namespace !== undefined) return namespace;
  throw constructError(place, {
    law: 'the namespace of an Ingress must be known where Traefik serves it, since it names the redirecting Middleware by namespace',
    remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
  });
}
