import type { IBackend, IExternalBackend } from '../backend';

/** A path of a host, and who answers it. */
export interface IngressPath {
  /** Who answers. An Ingress reaches Services of its own namespace only. */
  readonly backend: IBackend | IExternalBackend;

  /**
   * The path; everything below it as well, unless it is `exact`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Whether it is this path alone, and nothing below it.
   *
   * @default false
   */
  readonly exact?: boolean;

  /**
   * The Service port of the backend.
   *
   * @default - the Service's first port
   */
  readonly port?: number;
}

/** A host with its paths. */
export interface IngressRule {
  /**
   * The host, such as `shop.example.com`.
   *
   * @default - any host; the Ingress has to say so by `anyHost`
   */
  readonly host?: string;

  /** Its paths, at least one. Of two that fit a request the longer one counts. */
  readonly paths: IngressPath[];
}

/** Who answers what no rule fits. */
export interface IngressDefaultBackend {
  /** Who answers. An Ingress reaches Services of its own namespace only. */
  readonly backend: IBackend | IExternalBackend;

  /**
   * The Service port of the backend.
   *
   * @default - the Service's first port
   */
  readonly port?: number;
}

/** That requests for any host are meant. */
export interface AnyHostOptions {
  /** Why, for whoever reads the manifests: the annotation `cdk8s-networking/any-host-reason` of the Ingress. */
  readonly reason: string;
}
