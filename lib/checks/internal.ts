import { mappingAt, textAt } from './written';

/** Annotations by which a load balancer is in a private network only, each with the values that say so. */
const INTERNAL: { readonly [annotation: string]: RegExp } = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': /^(?!false$)/,
  'service.beta.kubernetes.io/aws-load-balancer-scheme': /^internal$/,
  'service.beta.kubernetes.io/azure-load-balancer-internal': /^true$/,
  'networking.gke.io/load-balancer-type': /^internal$/i,
  'cloud.google.com/load-balancer-type': /^internal$/i,
  'networking.istio.io/service-type': /^ClusterIP$/,
  'alb.ingress.kubernetes.io/scheme': /^internal$/,
};

/** Names of hosts that nobody outside of a cluster, a network or a machine resolves. */
const INTERNAL_HOST = /(^|\.)(svc|local|localhost|internal|intranet|lan|test|home\.arpa)$/;

/** Classes of which the name says that they are for a private network. */
const INTERNAL_CLASS = /internal|rilb|private/;

/** Whether annotations say that what is made for an object is in a private network. */
export function isInternal(body: unknown): boolean {
  const places = [
    ['metadata', 'annotations'],
    ['spec', 'infrastructure', 'annotations'],
  ];
  return places.some((place) => {
    const annotations = mappingAt(body, ...place);
    return Object.entries(INTERNAL).some(([name, values]) => {
      const value = textAt(annotations, name);
      return value !== undefined && values.test(value);
    });
  });
}

/** Whether a host is one of a cluster, a private network or a machine. */
export function isInternalHost(host: string): boolean {
  return INTERNAL_HOST.test(host);
}

/** Whether a class says by its name that it is for a private network. */
export function isInternalClass(className: string): boolean {
  return INTERNAL_CLASS.test(className);
}
