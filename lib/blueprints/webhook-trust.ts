import { valueError } from '../errors';
import { checkDnsSubdomain } from '../traffic';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const TRUST = Symbol.for('cdk8s-networking.WebhookTrust');

/**
 * By what the API server knows the certificate of an admission webhook. The certificate has to name the webhook's Service,
 * as in `webhook.shop.svc`.
 *
 * @example
 * const trust = WebhookTrust.certManager('webhook-cert');
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook
 */
export class WebhookTrust {
  /**
   * By the certificates of those who signed it.
   *
   * @param text - one or more certificates in PEM, and not in base64 once more
   * @throws when there is no certificate
   */
  public static pem(text: string): WebhookTrust {
    if (typeof text !== 'string' || !/^-----BEGIN CERTIFICATE-----$/m.test(text)) {
      throw valueError({
        law: 'WebhookTrust.pem() must have a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----',
        got: text,
        remedy: 'give the text of the file as it is',
      });
    }
    return new WebhookTrust(Buffer.from(text).toString('base64'));
  }

  /**
   * By what cert-manager's CA injector finds beside a Certificate of the webhook's namespace, and writes in.
   *
   * @param certificate - the name of the Certificate, such as the one that the webhook itself serves with
   * @throws when Kubernetes refuses the name
   * @see https://cert-manager.io/docs/concepts/ca-injector/
   */
  public static certManager(certificate: string): WebhookTrust {
    checkDnsSubdomain('the name of a Certificate', certificate);
    return new WebhookTrust(undefined, 'cert-manager.io/inject-ca-from', certificate);
  }

  /**
   * By what cert-manager's CA injector finds in a Secret of the webhook's namespace. The Secret has to allow it by the
   * annotation `cert-manager.io/allow-direct-injection: "true"`.
   *
   * @param secret - the name of the Secret
   * @throws when Kubernetes refuses the name
   */
  public static certManagerSecret(secret: string): WebhookTrust {
    checkDnsSubdomain('the name of a Secret', secret);
    return new WebhookTrust(undefined, 'cert-manager.io/inject-ca-from-secret', secret);
  }

  /** By what somebody writes in later, such as the webhook itself. Until then the API server reaches no answer. */
  public static writtenLater(): WebhookTrust {
    return new WebhookTrust();
  }

  /**
   * Whether this is a WebhookTrust, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isWebhookTrust(x: unknown): boolean {
    return typeof x === 'object' && x !== null && TRUST in x;
  }

  private constructor(
    /** @internal the certificates in base64, where they are known */
    public readonly _caBundle?: string,
    private readonly annotation?: string,
    private readonly source?: string,
  ) {
    Object.defineProperty(this, TRUST, { value: true });
  }

  /** @internal what is written to the configuration of a webhook in this namespace */
  public _annotations(namespace: string): { readonly [key: string]: string } {
    return this.annotation === undefined ? {} : { [this.annotation]: `${namespace}/${this.source}` };
  }
}
