import type { IBackend, IExternalBackend } from '../backend';
import type { BackendTrust } from './backend-trust';
import type { SubjectAltName } from './subject-alt-name';

/** How data planes connect to a backend by TLS. */
export interface BackendTlsPolicyProps {
  /** Whose Service it is for; both are in one namespace. */
  readonly backend: IBackend | IExternalBackend;

  /**
   * The name of the Service's port that it is for.
   *
   * @default - all ports, but for those that have a policy of their own
   */
  readonly portName?: string;

  /** The host for which the data plane asks, and which the certificate has to have unless `subjectAltNames` are given. */
  readonly hostname: string;

  /** By whom the certificate has to be signed. */
  readonly trust: BackendTrust;

  /**
   * The names of which the certificate has to have one, in place of the `hostname`; from 1 to 5.
   *
   * @default - the `hostname`
   */
  readonly subjectAltNames?: SubjectAltName[];

  /**
   * Options of TLS that the implementation knows, at most 16.
   *
   * @default - none
   */
  readonly options?: { readonly [key: string]: string };

  /**
   * The entry of the cluster profile whose Gateways connect to the backend: what its implementation can't do is an error.
   *
   * @default - the profile's default entry, where it is one by Gateway
   */
  readonly entry?: string;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}
