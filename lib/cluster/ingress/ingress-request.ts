import type { ControllerObject } from '../controller-object';

/** What a backend speaks. */
export enum BackendProtocol {
  /** HTTP in clear text. */
  HTTP = 'HTTP',
  /** HTTP over TLS. Whether the certificate is checked is the controller's affair. */
  HTTPS = 'HTTPS',
  /** gRPC in clear text. */
  GRPC = 'GRPC',
  /** gRPC over TLS. Whether the certificate is checked is the controller's affair. */
  GRPCS = 'GRPCS',
}

/** How the requests of one client go to one pod. */
export interface StickySessionRequest {
  /**
   * The name of the cookie.
   *
   * @default - the controller's own
   */
  readonly cookieName?: string;

  /**
   * How long the browser keeps it, in seconds.
   *
   * @default - the controller's own
   */
  readonly seconds?: number;
}

/** How often the clients of one address may ask. Each pod of a controller counts by itself. */
export interface IngressRateLimit {
  /** How often in a second, a whole number, on the average. */
  readonly requestsPerSecond: number;

  /**
   * How many requests may come at once beyond that, a whole number.
   *
   * @default - the controller's own
   */
  readonly burst?: number;
}

/** What scripts of other sites may ask for; nothing is left to the controller. */
export interface CorsRequest {
  /** The sites, such as `https://www.example.com` or `https://*.example.com`; `*` alone for all of them. */
  readonly allowOrigins: string[];
  /** The methods that they may use. */
  readonly allowMethods: string[];
  /** The headers that they may send; `*` alone for all of them. */
  readonly allowHeaders: string[];
  /** The headers of answers that they may read; none for those that browsers allow by themselves. */
  readonly exposeHeaders: string[];
  /** Whether their requests carry cookies. */
  readonly allowCredentials: boolean;
  /** For how long browsers remember the leave, in seconds. */
  readonly maxAge: number;
}

/** Who is asked before each request whether it may pass. */
export interface ExternalAuthRequest {
  /** Where. */
  readonly url: string;
  /** The headers of the answer that the backend gets to see. */
  readonly responseHeaders: string[];

  /**
   * Where a browser is sent that may not pass.
   *
   * @default - it gets the answer as it is
   */
  readonly signInUrl?: string;
}

/** What an Ingress asks of its controller. */
export interface IngressRequest {
  /** The name of the Ingress, with which those of its controller objects start. */
  readonly name: string;

  /**
   * The namespace of the Ingress.
   *
   * @default - its chart names none
   */
  readonly namespace?: string;

  /** The hosts, each once; none where it serves any host. */
  readonly hosts: string[];

  /** The paths, each once. */
  readonly paths: string[];

  /**
   * Those of the paths that mean nothing below them.
   *
   * @default - none
   */
  readonly exactPaths?: string[];

  /**
   * Whether a rule of it is for any host.
   *
   * @default - none of its rules is
   */
  readonly isForAnyHost?: boolean;

  /** The ports of Services to which requests go, each once; where `backendProtocol` is said. */
  readonly servicePorts: number[];

  /** Whether it leads what no rule fits to a backend as well. */
  readonly hasDefaultBackend: boolean;

  /** Whether the hosts have a certificate: plain HTTP is redirected then, or not answered. */
  readonly isSecure: boolean;

  /** Whether the certificate is in a Secret that cert-manager fills. */
  readonly isIssued: boolean;

  /** Whether cert-manager proves by an HTTP request that the hosts are ours. */
  readonly isProvenByHttp: boolean;

  /**
   * The name of the certificate at the cloud provider.
   *
   * @default - it keeps none
   */
  readonly cloudCertificate?: string;

  /**
   * How long to wait for a backend, in whole seconds.
   *
   * @default - the controller's own
   */
  readonly timeout?: number;

  /**
   * The greatest body of a request, in bytes.
   *
   * @default - the controller's own
   */
  readonly maxBodySize?: number;

  /**
   * How the requests of one client go to one pod.
   *
   * @default - any pod may get each
   */
  readonly stickySession?: StickySessionRequest;

  /**
   * The addresses of the clients that are served, in CIDR notation.
   *
   * @default - all
   */
  readonly sourceRanges?: string[];

  /**
   * What scripts of other sites may ask for.
   *
   * @default - the controller says nothing of it
   */
  readonly cors?: CorsRequest;

  /**
   * What the backends speak.
   *
   * @default - nothing is said: HTTP in clear text
   */
  readonly backendProtocol?: BackendProtocol;

  /**
   * What takes the place of the path, of which there is one then.
   *
   * @default - the backend gets the path as it came
   */
  readonly rewritePrefix?: string;

  /**
   * How often one client may ask.
   *
   * @default - as often as it likes
   */
  readonly rateLimit?: IngressRateLimit;

  /**
   * The Secret with users and passwords, of the Ingress's namespace.
   *
   * @default - nobody is asked for a password
   */
  readonly basicAuthSecret?: string;

  /**
   * Who is asked before each request.
   *
   * @default - nobody
   */
  readonly externalAuth?: ExternalAuthRequest;
}

/** How a controller gives what an Ingress asks. */
export interface IngressAnswer {
  /** The annotations of the Ingress. */
  readonly annotations: { readonly [key: string]: string };

  /**
   * The annotations of each Service that it leads to.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { readonly [key: string]: string };

  /**
   * Objects of the controller's own kinds, which are written beside the Ingress.
   *
   * @default - none
   */
  readonly objects?: ControllerObject[];

  /**
   * The annotations of an Ingress of its own for plain HTTP, with the same rules and without TLS, whose name is that of
   * the Ingress with `-redirect` after it.
   *
   * @default - there is none: one Ingress serves both
   */
  readonly plainHttpAnnotations?: { readonly [key: string]: string };
}
