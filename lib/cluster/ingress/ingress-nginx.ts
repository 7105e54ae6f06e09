import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { annotations, type Said } from './annotations';
import { checkHeaderNames } from './header-names';
import type { IIngressController } from './ingress-controller';
import {
  BackendProtocol,
  type CorsRequest,
  type IngressAnswer,
  type IngressRateLimit,
  type IngressRequest,
} from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** How ingress-nginx is installed. */
export interface IngressNginxProps {
  /**
   * The namespace of its pods.
   *
   * @default 'ingress-nginx'
   */
  readonly namespace?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'nginx'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the project's own manifests: name, instance and component
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * ingress-nginx, as its own manifests and chart install it.
 *
 * @see https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export class IngressNginx implements IIngressController {
  public readonly name = 'ingress-nginx';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  // Its `strict-validate-path-type`, on by default since 1.12. The dot is taken since 1.12.6 and 1.13.2.
  public readonly pathCharacters = '-._';
  public readonly retirement =
    'ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a ' +
    'Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress ' +
    'controller, as in Entry.ingress(IngressControllers.traefik())';

  public constructor(props: IngressNginxProps = {}) {
    checkInstallation('IngressControllers.ingressNginx()', props, ['namespace', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'nginx';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'ingress-nginx',
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'ingress-nginx',
            'app.kubernetes.io/instance': 'ingress-nginx',
            'app.kubernetes.io/component': 'controller',
          },
        }),
      ),
    );
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { isSecure, cors, externalAuth } = request;
    if (cors) checkHeaderNames(this.name, [...cors.allowHeaders, ...cors.exposeHeaders]);
    if (externalAuth) checkHeaderNames(this.name, externalAuth.responseHeaders);
    if (externalAuth) checkUrls([externalAuth.url, externalAuth.signInUrl]);
    // With TLS it redirects by default, but a ConfigMap of the cluster can turn that off: say what is meant.
    const said = { 'ssl-redirect': isSecure, ...access(request), ...backend(request) };
    return { annotations: annotations(PREFIX, said) };
  }
}

function access({ sourceRanges, cors, rateLimit, basicAuthSecret, externalAuth }: IngressRequest): Said {
  return {
    'whitelist-source-range': sourceRanges?.join(','),
    ...(cors ? crossOrigin(cors) : {}),
    ...(rateLimit ? limit(rateLimit) : {}),
    ...(basicAuthSecret === undefined ? {} : { 'auth-type': 'basic', 'auth-secret': basicAuthSecret }),
    'auth-url': externalAuth?.url,
    'auth-response-headers': externalAuth?.responseHeaders.join(',') || undefined,
    'auth-signin': externalAuth?.signInUrl,
  };
}

/** An annotation with any other character is left out, and with it the question whether a request may pass. */
function checkUrls(urls: (string | undefined)[]): void {
  const stray = urls.find((url) => url !== undefined && !/^[A-Za-z0-9._~/:?&=-]+$/.test(url));
  if (stray === undefined) return;
  throw valueError({
    law: 'a URL of `externalAuth` by ingress-nginx must have no characters but letters, digits, "-._~/:?&="',
    got: stray,
    remedy: 'name another `path` or `url`, or another `entry`',
  });
}

/** What it takes for granted is more than browsers do: credentials, other methods, headers such as Authorization. */
function crossOrigin(cors: CorsRequest): Said {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  const stray = allowOrigins.find((origin) => origin !== '*' && /\*(?!\.)/.test(origin));
  const any = [allowHeaders, exposeHeaders].find((headers) => headers.includes('*'));
  if (stray !== undefined || any !== undefined) {
    throw valueError({
      law: 'CORS by ingress-nginx must name headers and hosts; "*" may stand for all origins, or for what is below a domain',
      got: stray ?? any,
      remedy: 'name them one by one',
    });
  }
  return {
    'enable-cors': true,
    'cors-allow-origin': allowOrigins.join(','),
    'cors-allow-methods': allowMethods.join(','),
    'cors-allow-headers': allowHeaders.join(','),
    'cors-expose-headers': exposeHeaders.join(',') || undefined,
    'cors-allow-credentials': allowCredentials,
    'cors-max-age': maxAge,
  };
}

function limit({ requestsPerSecond, burst }: IngressRateLimit): Said {
  const multiplier = burst === undefined ? undefined : burst / requestsPerSecond;
  if (multiplier === undefined || Number.isInteger(multiplier)) {
    return { 'limit-rps': requestsPerSecond, 'limit-burst-multiplier': multiplier };
  }
  throw valueError({
    law: `the \`burst\` of a rate limit by ingress-nginx must be a multiple of its \`requestsPerSecond\`, which is ${requestsPerSecond}`,
    got: burst,
    remedy: 'round it up',
  });
}

function backend({ timeout, maxBodySize, stickySession, backendProtocol }: IngressRequest): Said {
  return {
    'proxy-read-timeout': timeout,
    'proxy-send-timeout': timeout,
    'proxy-body-size': maxBodySize,
    'backend-protocol': backendProtocol === BackendProtocol.HTTP ? undefined : backendProtocol,
    ...(stickySession
      ? {
          affinity: 'cookie',
          'session-cookie-name': stickySession.cookieName,
          'session-cookie-max-age': stickySession.seconds,
        }
      : {}),
  };
}
