import { valueError } from '../../errors';
import { checkFlags, LabelSelector, Peer, PodSelection } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import { annotations } from './annotations';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';
import { middleware, middlewaresOf, transportOf } from './traefik-objects';

const ROUTER = 'traefik.ingress.kubernetes.io/router.';
const SERVICE = 'traefik.ingress.kubernetes.io/service.';

/** The schemes by which it asks backends. */
const SCHEMES: Record<BackendProtocol, string | undefined> = {
  [BackendProtocol.HTTP]: undefined,
  [BackendProtocol.HTTPS]: 'https',
  [BackendProtocol.GRPC]: 'h2c',
  [BackendProtocol.GRPCS]: 'https',
};

/** How Traefik is installed. */
export interface TraefikProps {
  /**
   * The namespace of its pods.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release.
   *
   * @default 'traefik'
   */
  readonly release?: string;

  /**
   * The name of its IngressClass.
   *
   * @default - as the chart does: the name of the release, with `-traefik` after it where it doesn't contain that word
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the chart: name `traefik`, instance `<release>-<namespace>`
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Whether it runs with `providers.kubernetesCRD.safeNaming`, which Traefik 3.7.11 brought: Ingresses name its objects
   * otherwise then, and one that names them in the old way isn't served. Without it, `a-b` of the namespace `c` and `b` of
   * the namespace `c-a` have one name, and take each other's place.
   *
   * @default false
   */
  readonly safeNaming?: boolean;
}

/**
 * Traefik, as its own chart installs it, with the entry points `web` and `websecure`.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 */
export class Traefik implements IIngressController {
  public readonly name = 'traefik';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  private readonly safeNaming: boolean;

  public constructor(props: TraefikProps = {}) {
    const known = ['namespace', 'release', 'ingressClassName', 'labels', 'safeNaming'];
    checkInstallation('IngressControllers.traefik()', props, known);
    const { safeNaming = false } = props;
    checkFlags({ safeNaming });
    this.safeNaming = safeNaming;
    const namespace = props.namespace ?? 'traefik';
    const release = props.release ?? 'traefik';
    const fullName = release.includes('traefik') ? release : `${release}-traefik`;
    this.ingressClassName = props.ingressClassName ?? fullName;
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        namespace,
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'traefik',
            'app.kubernetes.io/instance': `${release}-${namespace}`,
          },
        }),
      ),
    );
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { isSecure } = request;
    const middlewares = middlewaresOf(request);
    const transport = transportOf(request);
    // It redirects by a Middleware, on a second Ingress at its plain entry point.
    const redirect = isSecure ? [middleware('redirect', { redirectScheme: { scheme: 'https', permanent: true } })] : [];
    return {
      annotations: annotations(ROUTER, {
        entrypoints: isSecure ? 'websecure' : 'web',
        tls: isSecure ? true : undefined,
        middlewares: this.references(request, middlewares),
      }),
      serviceAnnotations: annotations(SERVICE, {
        serverstransport: this.references(request, transport ? [transport] : []),
        ...backend(request),
      }),
      objects: [...redirect, ...middlewares, ...(transport ? [transport] : [])],
      plainHttpAnnotations: isSecure
        ? annotations(ROUTER, { entrypoints: 'web', middlewares: this.references(request, redirect) })
        : undefined,
    };
  }

  /** Its objects as annotations name them, in the order in which they are passed; undefined where there are none. */
  private references({ name, namespace }: IngressRequest, objects: ControllerObject[]): string | undefined {
    if (objects.length === 0) return undefined;
    if (namespace === undefined) {
      throw valueError({
        law: 'the namespace of an Ingress that Traefik serves must be known, since it names its Middlewares by namespace',
        remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
      });
    }
    if (this.safeNaming) for (const each of [namespace, name]) checkSafeName(each);
    const separator = this.safeNaming ? '_' : '-';
    const names = objects.map(({ suffix }) => `${normalized(namespace)}${separator}${normalized(`${name}-${suffix}`)}`);
    return names.map((each) => `${each}@kubernetescrd`).join(',');
  }
}

/** Names as Traefik keeps them: whatever is between letters and digits is one hyphen. */
function normalized(name: string): string {
  return name.replace(/[^a-z0-9]+/g, '-');
}

/** Whether they are kept like this with the other separator as well isn't documented. */
function checkSafeName(name: string): void {
  if (normalized(name) === name) return;
  throw valueError({
    law: 'an Ingress by Traefik with `safeNaming`, and its namespace, must have a name without "." and two "-" in a row',
    got: name,
    remedy: 'choose another name',
  });
}

function backend({ backendProtocol = BackendProtocol.HTTP, stickySession, isSecure }: IngressRequest) {
  return {
    serversscheme: SCHEMES[backendProtocol],
    ...(stickySession
      ? {
          'sticky.cookie': true,
          'sticky.cookie.name': stickySession.cookieName,
          'sticky.cookie.maxage': stickySession.seconds,
          'sticky.cookie.httponly': true,
          'sticky.cookie.secure': isSecure ? true : undefined,
        }
      : {}),
  };
}
