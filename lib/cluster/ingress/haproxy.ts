import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { annotations, type Said } from './annotations';
import { checkHeaderNames } from './header-names';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type CorsRequest, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { checkSeconds, MAX_MILLISECONDS } from './limits';
import { optionsOf } from './option-table';
import { originPattern } from './origin-pattern';

const PREFIX = 'haproxy.org/';

/** It keeps to one pod by a cookie only that has a name. */
const COOKIE = 'sticky-session';

const ENCRYPTED: BackendProtocol[] = [BackendProtocol.HTTPS, BackendProtocol.GRPCS];
const GRPC: BackendProtocol[] = [BackendProtocol.GRPC, BackendProtocol.GRPCS];

/** How the HAProxy Kubernetes Ingress Controller is installed. */
export interface HaproxyProps {
  /**
   * The namespace of its pods.
   *
   * @default 'haproxy-controller'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release. `helm list -A` shows it.
   *
   * @default 'haproxy-kubernetes-ingress'
   */
  readonly release?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'haproxy'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the chart: name `kubernetes-ingress`, instance `<release>`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * The HAProxy Kubernetes Ingress Controller of HAProxy Technologies, as its own chart installs it. HAProxy Ingress,
 * whose annotations start with `haproxy-ingress.github.io/`, is another one.
 *
 * @see https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
 */
export class Haproxy implements IIngressController {
  public readonly name = 'haproxy';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);

  public constructor(props: HaproxyProps = {}) {
    checkInstallation('IngressControllers.haproxy()', props, ['namespace', 'release', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'haproxy';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'haproxy-controller',
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'kubernetes-ingress',
            'app.kubernetes.io/instance': props.release ?? 'haproxy-kubernetes-ingress',
          },
        }),
      ),
    );
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { stickySession, timeout, cors } = request;
    checkSeconds(this.name, { option: 'timeout', seconds: timeout, most: MAX_MILLISECONDS });
    checkHeaderNames(this.name, cors?.allowHeaders ?? []);
    const cookie = stickySession && (stickySession.cookieName ?? COOKIE);
    return {
      annotations: annotations(PREFIX, { ...redirect(request), ...access(request), ...rewriting(request) }),
      // All Ingresses of a Service have one backend of HAProxy, so that an Ingress has no sure say in it.
      serviceAnnotations: annotations(PREFIX, { 'cookie-persistence': cookie, ...backend(request) }),
    };
  }
}

function redirect({ isSecure }: IngressRequest): Said {
  // A ConfigMap of the cluster can turn the redirect on for all: say what is meant. Without the port it redirects to
  // 8443: its pods have that one, but its Service, which clients reach, has 443.
  return { 'ssl-redirect': isSecure, 'ssl-redirect-port': isSecure ? 443 : undefined };
}

function access({ sourceRanges, cors, rateLimit, basicAuthSecret }: IngressRequest): Said {
  return {
    'allow-list': sourceRanges?.join(', '),
    ...(cors ? crossOrigin(cors) : {}),
    ...(rateLimit
      ? {
          'rate-limit-requests': rateLimit.requestsPerSecond,
          'rate-limit-period': '1s',
          'rate-limit-status-code': 429,
        }
      : {}),
    ...(basicAuthSecret === undefined ? {} : { 'auth-type': 'basic-auth', 'auth-secret': basicAuthSecret }),
  };
}

function crossOrigin({ allowOrigins, allowMethods, allowHeaders, allowCredentials, maxAge }: CorsRequest): Said {
  return {
    'cors-enable': true,
    'cors-allow-origin': allowOrigins.includes('*') ? '*' : allowOrigins.map(originPattern).join('|'),
    'cors-allow-methods': allowMethods.join(', '),
    'cors-allow-headers': allowHeaders.join(', '),
    'cors-allow-credentials': allowCredentials,
    'cors-max-age': `${maxAge}s`,
  };
}

function backend({ timeout, backendProtocol }: IngressRequest): Said {
  const is = (protocols: BackendProtocol[]) => backendProtocol !== undefined && protocols.includes(backendProtocol);
  return {
    'timeout-server': timeout === undefined ? undefined : `${timeout}s`,
    'server-ssl': is(ENCRYPTED) ? true : undefined,
    'server-proto': is(GRPC) ? 'h2' : undefined,
  };
}

/** A regular expression for the path as it comes, and the one that the backend gets in its place. */
function rewriting({ rewritePrefix: prefix, paths: [path = '/'] }: IngressRequest): Said {
  if (prefix === undefined) return {};
  const stray = [path, prefix].find((each) => !/^[A-Za-z0-9/_.-]*$/.test(each));
  if (stray !== undefined) {
    throw valueError({
      law: 'a path that haproxy rewrites, and what it is rewritten to, must have no characters but letters, digits, "/", "-", "_", "."',
      got: stray,
      remedy: 'serve a shorter path above it, or leave out `rewritePrefix`',
    });
  }
  const [from, to] = [path, prefix].map((each) => each.replace(/\/$/, ''));
  return { 'path-rewrite': `^${from?.replace(/\./g, '\\.')}/?(.*) ${to}/\\1` };
}
