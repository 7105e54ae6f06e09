import type { IIngressController, Tls } from '../../cluster';
import { issuedSecretName } from '../issued-certificates';
import type { Target } from './targets';

/** The class and the rules of an Ingress as they are written; ports that weren't given are those of the Services by then. */
export function ingressManifest(controller: IIngressController, targets: Target[]): any {
  const ruled = targets.filter(({ path }) => path !== undefined);
  const [otherwise] = targets.filter(({ path }) => path === undefined);
  return {
    ingressClassName: controller.isClassAnnotated ? undefined : controller.ingressClassName,
    defaultBackend: otherwise && backendManifest(otherwise),
    rules: ruled.length > 0 ? hostsOf(ruled).map((host) => ruleManifest(host, ruled)) : undefined,
  };
}

/** The certificates of an Ingress as they are written: one for each host. What the cloud keeps is told by annotation. */
export function tlsManifest(tls: Tls, targets: Target[]): any {
  if (tls.isNone || tls.cloudCertificate !== undefined) return {};
  return {
    tls: hostsOf(targets).map((host) => ({
      // Of none, cert-manager would have nothing to issue, so that there is a name.
      secretName: tls.secretName ?? issuedSecretName(host as string),
      ...(host === undefined ? {} : { hosts: [host] }),
    })),
  };
}

/** Each host once, in the order in which they come. */
function hostsOf(targets: Target[]): (string | undefined)[] {
  return [...new Set(targets.map(({ host }) => host))];
}

function ruleManifest(host: string | undefined, targets: Target[]): any {
  const paths = targets
    .filter((target) => target.host === host)
    .map((target) => ({
      path: target.path,
      pathType: target.exact ? 'Exact' : 'Prefix',
      backend: backendManifest(target),
    }));
  return { http: { paths }, ...(host === undefined ? {} : { host }) };
}

function backendManifest({ backend: { service }, port }: Target): any {
  return { service: { name: service.object.name, port: { number: port ?? service.defaultPort } } };
}
