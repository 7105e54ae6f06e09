import type { Peer } from '../../traffic';

/** How an ingress controller is told to send plain HTTP to HTTPS. */
export enum HttpsRedirect {
  /** By annotations on the Ingress itself. */
  ANNOTATIONS = 'annotations',
  /** By a second Ingress on the plain HTTP entry point, with a Traefik Middleware that redirects. */
  TRAEFIK_MIDDLEWARE = 'traefik-middleware',
}

/**
 * The contract of an ingress controller: what one has to know to write an Ingress for it, and to let it in.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
 */
export interface IIngressController {
  /** What people call it: `traefik`. */
  readonly name: string;

  /** The IngressClass that it answers to. */
  readonly ingressClassName: string;

  /** From where requests come, which a policy has to let in: its pods, or the addresses of a load balancer outside. */
  readonly dataPlane: Peer;

  /** How it redirects plain HTTP to HTTPS. */
  readonly httpsRedirect: HttpsRedirect;

  /** What an Ingress with TLS says to it. */
  readonly httpsAnnotations: { readonly [key: string]: string };

  /** What an Ingress without TLS says to it. */
  readonly httpAnnotations: { readonly [key: string]: string };

  /**
   * Punctuation that it accepts in a path, besides letters, digits and `/`: `-._`.
   *
   * @default - all that a URL path may have
   */
  readonly pathCharacters?: string;

  /**
   * That nobody fixes it any more, since when, and the way out: in one sentence, which a synth that writes an Ingress for
   * it says once.
   *
   * @default - it is maintained
   */
  readonly retirement?: string;
}
