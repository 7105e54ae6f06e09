import type { Construct } from 'constructs';
import type { Entry, IIngressController, Tls } from '../../cluster';
import { constructError, type Located } from '../../errors';
import { namespaceOf } from '../../objects';
import { type AnyBackend, namespaceOfBackend } from '../backend';
import { checkChallenge } from '../certificate-laws';
import { checkIssuer, issuedSecretName } from '../issued-certificates';

/** Kubernetes' limit on the names of most objects. */
const MAX_NAME = 253;

/** The controller behind an entry. */
export function controllerOf(entry: Entry, place: Located): IIngressController {
  if (entry.controller) return entry.controller;
  throw constructError(place, {
    law: `the entry of an Ingress must be an ingress controller, but "${entry.name}" is a Gateway API implementation`,
    remedy: 'name another `entry`, or add Entry.ingress() to the cluster profile',
  });
}

/** Checks that an Ingress can name the certificate of its host. */
export function checkCertificate(place: Located, scope: Construct, tls: Tls, host: string): void {
  const namespace = namespaceOf(scope);
  checkSecretHome(place, tls, namespace);
  if (tls.isIssued && issuedSecretName(host).length > MAX_NAME) {
    throw constructError(place, {
      law: `a host must leave room for the name of the Secret with its certificate, which has at most ${MAX_NAME} characters`,
      got: host,
      remedy: "choose a shorter host, or name a Secret: Tls.secret('name')",
    });
  }
  checkChallenge(place, host, tls);
  if (tls.isIssued) checkIssuer(place, scope, { tls, hostname: host, namespace });
}

/** Checks that the Secret of a certificate is one that an Ingress of this namespace can name. */
export function checkSecretHome(place: Located, tls: Tls, namespace: string | undefined): void {
  if (tls.secretNamespace === undefined || tls.secretNamespace === namespace) return;
  throw constructError(place, {
    law: 'an Ingress must take its certificate from a Secret of its own namespace',
    got: tls.toString(),
    remedy: 'copy the Secret, or let cert-manager issue one here',
  });
}

/** Checks that a backend is in the namespace of its Ingress. */
export function checkNamespace(backend: AnyBackend, namespace: string | undefined, place: Located): void {
  const theirs = namespaceOfBackend(backend);
  if (theirs === namespace) return;
  const { name } = backend.service.object;
  throw constructError(place, {
    law: 'the backend of an Ingress must be in its own namespace',
    got: theirs === undefined ? name : `${theirs}/${name}`,
    remedy: "make the Ingress in the backend's chart, or use a Gateway, whose routes cross namespaces",
  });
}
