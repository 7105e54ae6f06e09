import { constructError, type Located, located, valueError } from '../errors';
import { checkDnsLabel, checkDnsSubdomain, checkLabelValue } from '../traffic';
import { Address } from './address';

/** In which state something behind a Service is. What is left out, Kubernetes takes for the usual state. */
export interface EndpointConditions {
  /**
   * Whether it takes connections.
   *
   * @default true
   */
  readonly ready?: boolean;

  /**
   * Whether it answers, even while it is being shut down. Where nothing is ready, some Services go on with those.
   *
   * @default - the same as `ready`
   */
  readonly serving?: boolean;

  /**
   * Whether it is being shut down.
   *
   * @default false
   */
  readonly terminating?: boolean;
}

/** Something behind a Service without selector: one address. */
export interface Endpoint {
  /** The address, IPv4 or IPv6. */
  readonly address: string;

  /**
   * In which state it is.
   *
   * @default - ready
   */
  readonly conditions?: EndpointConditions;

  /**
   * Its own name below that of a headless Service, a DNS-1123 label.
   *
   * @default - none
   */
  readonly hostname?: string;

  /**
   * The zone that it is in, as the label `topology.kubernetes.io/zone` of the nodes has it.
   *
   * @default - not known
   */
  readonly zone?: string;

  /**
   * The node that it is on.
   *
   * @default - none: it is outside the cluster
   */
  readonly nodeName?: string;
}

/** An endpoint with its address in the canonical form. */
export interface PlacedEndpoint {
  readonly address: Address;
  readonly endpoint: Endpoint;
}

/** What the API server and kube-proxy want of endpoints; each address is there once. */
export function placedEndpoints(place: Located, endpoints: Endpoint[]): PlacedEndpoint[] {
  if (!Array.isArray(endpoints) || endpoints.length === 0) {
    throw constructError(place, {
      law: 'a Service without selector must have an endpoint',
      got: endpoints,
      remedy: "give `endpoints` as in [{ address: '10.9.0.12' }]",
    });
  }
  const placed = endpoints.map((endpoint) => located(place, () => placedEndpoint(endpoint)));
  const texts = placed.map(({ address }) => address.text);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice === undefined) return placed;
  throw constructError(place, {
    law: 'the endpoints of a Service must differ in their addresses',
    got: twice,
    remedy: 'name it once',
  });
}

function placedEndpoint(endpoint: Endpoint): PlacedEndpoint {
  if (typeof endpoint !== 'object' || endpoint === null) {
    throw valueError({
      law: 'an endpoint must be an object with an address',
      got: endpoint,
      remedy: "write it as in { address: '10.9.0.12' }",
    });
  }
  const { address, conditions, hostname, zone, nodeName } = endpoint;
  const placed = Address.ofSomebody('the address of an endpoint', address, remedyFor(address));
  if (hostname !== undefined) checkDnsLabel('the hostname of an endpoint', hostname);
  if (zone !== undefined) checkLabelValue('topology.kubernetes.io/zone', zone);
  if (nodeName !== undefined) checkDnsSubdomain('the node of an endpoint', nodeName);
  if (conditions !== undefined) checkConditions(conditions);
  return { address: placed, endpoint };
}

/** Kubernetes has slices of names, type FQDN; kube-proxy never looks at them. */
function remedyFor(address: unknown): string {
  const isName = typeof address === 'string' && /[a-z]/i.test(address) && !address.includes(':');
  return isName
    ? 'for a DNS name make an ExternalNameService: kube-proxy ignores EndpointSlices of the type FQDN'
    : "write it as in { address: '10.9.0.12' }";
}

function checkConditions(conditions: EndpointConditions): void {
  for (const [condition, state] of Object.entries(conditions)) {
    if (
      !['ready', 'serving', 'terminating'].includes(condition) ||
      (state !== undefined && typeof state !== 'boolean')
    ) {
      throw valueError({
        law: 'the conditions of an endpoint must be true or false: ready, serving, terminating',
        got: { [condition]: state },
        remedy: 'leave it out for the default',
      });
    }
  }
  // What isn't said to be not ready is.
  if (conditions.ready === false || !conditions.terminating) return;
  throw valueError({
    law: 'an endpoint that is being shut down must not be ready',
    got: conditions,
    remedy: 'where it still answers, give `serving: true` and `ready: false`',
  });
}
