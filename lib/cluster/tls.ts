import { valueError } from '../errors';
import { checkDnsLabel, checkDnsSubdomain } from '../traffic';

const TLS = Symbol.for('cdk8s-networking.Tls');

/** How cert-manager proves to the certificate authority that a host is yours. */
export enum Challenge {
  /** By answering an HTTP request on port 80 of the host: pods of cert-manager get a connection for it. */
  HTTP01 = 'http01',
  /** By a DNS record: the only way to a wildcard certificate. No pod needs a connection. */
  DNS01 = 'dns01',
}

/** Where a certificate in a Secret is. */
export interface TlsSecretOptions {
  /**
   * The namespace of the Secret. A Gateway elsewhere needs a ReferenceGrant there, which is written; an Ingress can't
   * reach into another namespace.
   *
   * @default - the namespace of the Gateway or Ingress
   */
  readonly namespace?: string;
}

/** Who issues a certificate. Exactly one of the issuers is given. */
export interface TlsCertManagerProps {
  /**
   * The name of a ClusterIssuer.
   *
   * @default - none; `issuer` is given
   */
  readonly clusterIssuer?: string;
  /**
   * The name of an Issuer in the namespace of the Gateway or Ingress.
   *
   * @default - none; `clusterIssuer` is given
   */
  readonly issuer?: string;
  /** How the issuer proves that the host is yours: what its `solvers` say. */
  readonly challenge: Challenge;
}

/** Why a host is served in clear text. */
export interface TlsNoneProps {
  /** Why, for whoever reads the manifests: the annotation `cdk8s-networking/clear-text-reason` of the routes. */
  readonly reason: string;
}

/**
 * Where the certificate of a host comes from.
 *
 * Given to an app, a Gateway, or an entry of the cluster profile; the nearest one counts. A host without any is an
 * error: nothing is served in clear text by default.
 *
 * @example
 * Tls.secret('shop-tls');
 * Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
 * Tls.none({ reason: 'the company proxy in front terminates TLS' });
 */
export class Tls {
  /**
   * A certificate that is in a Secret of type kubernetes.io/tls already.
   *
   * @param name - the Secret's name
   * @param options - where it is
   * @throws when a name breaks Kubernetes' syntax
   */
  public static secret(name: string, options: TlsSecretOptions = {}): Tls {
    checkDnsSubdomain('the name of a Secret', name);
    if (options.namespace !== undefined) checkDnsLabel('the namespace of a Secret', options.namespace);
    return new Tls({ secretName: name, secretNamespace: options.namespace });
  }

  /**
   * A certificate that cert-manager issues, renews and puts into a Secret named after the host.
   *
   * @throws when not exactly one issuer is given, its name breaks Kubernetes' syntax, or the challenge isn't said
   * @see https://cert-manager.io/docs/usage/gateway/
   */
  public static certManager(props: TlsCertManagerProps): Tls {
    const { clusterIssuer, issuer, challenge } = props ?? {};
    if ((clusterIssuer === undefined) === (issuer === undefined)) {
      throw valueError({
        law: 'Tls.certManager() must have either `clusterIssuer` or `issuer`',
        got: props,
        remedy: 'name the one that shall issue the certificate',
      });
    }
    checkDnsSubdomain('the name of an issuer', clusterIssuer ?? issuer ?? '');
    if (!Object.values(Challenge).includes(challenge)) {
      throw valueError({
        law: 'the `challenge` of Tls.certManager() must be Challenge.HTTP01 or Challenge.DNS01',
        got: challenge,
        remedy: "say which one the issuer's `solvers` have",
      });
    }
    return new Tls({ clusterIssuer, issuer, challenge });
  }

  /**
   * A certificate that the cloud provider keeps, where its load balancer ends TLS.
   *
   * @param certificate - its name there: an ARN of AWS Certificate Manager, a pre-shared certificate of GKE, or one of an
   * Azure Application Gateway
   * @throws when the name is empty or has a space or a comma
   */
  public static cloud(certificate: string): Tls {
    if (typeof certificate !== 'string' || !/^[^\s,]+$/.test(certificate)) {
      throw valueError({
        law: 'the name of a certificate that the cloud keeps must be a text without spaces and commas',
        got: certificate,
        remedy: "write it as the cloud does: Tls.cloud('arn:aws:acm:eu-west-1:123456789012:certificate/...')",
      });
    }
    return new Tls({ cloudCertificate: certificate });
  }

  /**
   * Plain HTTP, said aloud: no certificate, and no redirect to HTTPS.
   *
   * @throws when the reason is empty
   */
  public static none(props: TlsNoneProps): Tls {
    const reason: unknown = props?.reason;
    if (typeof reason !== 'string' || !reason.trim()) {
      throw valueError({
        law: 'Tls.none() must give a reason, since the host is served in clear text',
        got: reason,
        remedy: "say why: Tls.none({ reason: 'the proxy in front terminates TLS' })",
      });
    }
    return new Tls({ reason });
  }

  /**
   * Whether this is a Tls, of this or another copy of this library.
   *
   * @internal
   */
  public static _isTls(x: unknown): boolean {
    return typeof x === 'object' && x !== null && TLS in x;
  }

  /** The Secret that holds the certificate; undefined when cert-manager names it, the cloud keeps it, or without TLS. */
  public readonly secretName?: string;
  /** The namespace of that Secret, where it was given. */
  public readonly secretNamespace?: string;
  /** The ClusterIssuer that issues the certificate. */
  public readonly clusterIssuer?: string;
  /** The Issuer that issues the certificate. */
  public readonly issuer?: string;
  /** How the issuer proves that the host is yours. */
  public readonly challenge?: Challenge;
  /** The name of the certificate at the cloud provider, where that keeps it. */
  public readonly cloudCertificate?: string;
  /** Why there is no TLS. */
  public readonly reason?: string;

  private constructor(parts: {
    secretName?: string;
    secretNamespace?: string;
    clusterIssuer?: string;
    issuer?: string;
    challenge?: Challenge;
    cloudCertificate?: string;
    reason?: string;
  }) {
    Object.defineProperty(this, TLS, { value: true });
    this.secretName = parts.secretName;
    this.secretNamespace = parts.secretNamespace;
    this.clusterIssuer = parts.clusterIssuer;
    this.issuer = parts.issuer;
    this.challenge = parts.challenge;
    this.cloudCertificate = parts.cloudCertificate;
    this.reason = parts.reason;
  }

  /** Whether the host is served in clear text. */
  public get isNone(): boolean {
    return this.reason !== undefined;
  }

  /** Whether cert-manager issues the certificate. */
  public get isIssued(): boolean {
    return this.clusterIssuer !== undefined || this.issuer !== undefined;
  }

  /** The certificate's source in words: two values that read alike are alike. */
  public toString(): string {
    if (this.isNone) return 'no TLS';
    if (this.clusterIssuer) return `ClusterIssuer ${this.clusterIssuer} by ${this.challenge}`;
    if (this.issuer) return `Issuer ${this.issuer} by ${this.challenge}`;
    if (this.cloudCertificate) return `certificate ${this.cloudCertificate} of the cloud`;
    return `Secret ${this.secretNamespace ? `${this.secretNamespace}/` : ''}${this.secretName}`;
  }
}

/** Checks what is given as `tls`, which may be left out: a Secret's bare name would name one that nobody makes. */
export function checkTls(tls: unknown): void {
  if (tls === undefined || tls === null || Tls._isTls(tls)) return;
  throw valueError({
    law: '`tls` must be a Tls',
    got: tls,
    remedy: "write Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
  });
}
