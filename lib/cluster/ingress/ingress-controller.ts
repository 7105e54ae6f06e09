import type { Peer } from '../../traffic';
import type { IngressOption } from './ingress-option';
import type { IngressAnswer, IngressRequest } from './ingress-request';

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

  /**
   * Whether it knows its class by the annotation `kubernetes.io/ingress.class` only, and takes no notice of
   * `ingressClassName`.
   *
   * @default false
   */
  readonly isClassAnnotated?: boolean;

  /** From where requests come, which a policy has to let in: its pods, or the addresses of a load balancer outside. */
  readonly dataPlane: Peer;

  /**
   * Whether its pods are proxies of Istio, which are in its mesh wherever they are.
   *
   * @default false
   */
  readonly isMeshProxy?: boolean;

  /**
   * The namespace of its pods, where `dataPlane` knows it by labels: whoever reads manifests finds the pods by its name.
   *
   * @default - the one that `dataPlane` names, if it names one
   */
  readonly namespace?: string;

  /** What it can do of that which not every controller can: an Ingress that asks for anything else is an error. */
  readonly options: IngressOption[];

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

  /**
   * How it gives what an Ingress asks. It is asked for nothing but its `options`.
   *
   * @param request - what the Ingress asks
   * @throws when it can't: the error names what it lacks
   */
  serve(request: IngressRequest): IngressAnswer;
}
