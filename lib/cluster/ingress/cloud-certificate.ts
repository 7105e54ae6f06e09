import { valueError } from '../../errors';

/** What the name of a certificate looks like in one cloud. */
export interface CertificateForm {
  readonly pattern: RegExp;
  /** The same in words, after "must be": `the name of a certificate`. */
  readonly words: string;
  /** One as it is written. */
  readonly example: string;
}

/**
 * Checks that the name of a certificate is one of this cloud: any other would leave the host without HTTPS.
 *
 * @param controller - the name of the controller
 * @param certificate - the name; undefined where no cloud keeps one
 * @throws when it has another form
 */
export function checkCloudCertificate(
  controller: string,
  certificate: string | undefined,
  form: CertificateForm,
): void {
  if (certificate === undefined || form.pattern.test(certificate)) return;
  throw valueError({
    law: `the certificate of Tls.cloud() by ${controller} must be ${form.words}`,
    got: certificate,
    remedy: `write it as in Tls.cloud('${form.example}')`,
  });
}
