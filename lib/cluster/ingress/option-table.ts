import { IngressOption } from './ingress-option';

/** The columns below, in their order. */
const CONTROLLERS = [
  'aws-load-balancer',
  'azure-application-gateway',
  'cilium',
  'contour',
  'gke',
  'haproxy',
  'ingress-nginx',
  'istio-ingress',
  'kong',
  'openshift',
  'traefik',
];

/**
 * A column for each controller: `Y` is what it can do by an Ingress, and `-` what it can't, or only by objects that stand
 * in the place of an Ingress, by snippets of configuration, or in a way whose documentation isn't clear.
 */
const TABLE: Record<IngressOption, string> = {
  [IngressOption.TIMEOUT]: 'Y Y Y Y Y Y Y - Y Y Y',
  [IngressOption.MAX_BODY_SIZE]: '- - - - - - Y - Y - Y',
  [IngressOption.STICKY_SESSION]: 'Y Y - - Y Y Y - Y - Y',
  [IngressOption.STICKY_SESSION_COOKIE_NAME]: '- - - - - Y Y - Y - Y',
  [IngressOption.STICKY_SESSION_DURATION]: 'Y - - - Y - Y - - - Y',
  [IngressOption.SOURCE_RANGES]: 'Y - - - - Y Y - Y - Y',
  [IngressOption.CORS]: '- - - - - Y Y - Y - Y',
  [IngressOption.CORS_EXPOSE_HEADERS]: '- - - - - - Y - Y - Y',
  [IngressOption.BACKEND_HTTPS]: 'Y Y - Y - Y Y - Y - Y',
  [IngressOption.BACKEND_GRPC]: 'Y - - Y - Y Y - Y - Y',
  [IngressOption.BACKEND_GRPCS]: 'Y - - Y - Y Y - Y - Y',
  [IngressOption.REWRITE_PREFIX]: '- Y - - - Y - - Y - Y',
  [IngressOption.RATE_LIMIT]: '- - - - - Y Y - Y - Y',
  [IngressOption.RATE_LIMIT_BURST]: '- - - - - - Y - - - Y',
  [IngressOption.BASIC_AUTH]: '- - - - - Y Y - - - Y',
  [IngressOption.EXTERNAL_AUTH]: '- - - - - - Y - - - Y',
  [IngressOption.EXTERNAL_AUTH_SIGN_IN]: '- - - - - - Y - - - -',
  [IngressOption.DEFAULT_BACKEND]: 'Y Y Y Y Y Y Y - Y - Y',
  [IngressOption.SECRET_CERTIFICATE]: '- Y Y Y Y Y Y - Y Y Y',
  [IngressOption.ISSUED_CERTIFICATE]: '- Y Y Y Y Y Y - Y Y Y',
  [IngressOption.HTTP01_CHALLENGE]: '- Y Y Y - Y Y - Y - Y',
  [IngressOption.CLOUD_CERTIFICATE]: 'Y Y - - Y - - - - - -',
};

/** What a controller that is known here can do. */
export function optionsOf(controller: string): IngressOption[] {
  const options = Object.values(IngressOption).filter((option) => controllersWith(option).includes(controller));
  Object.freeze(options);
  return options;
}

/** The controllers that are known here to have an option, by name. */
export function controllersWith(option: IngressOption): string[] {
  const marks = TABLE[option].split(' ');
  return CONTROLLERS.filter((_, column) => marks[column] === 'Y');
}
