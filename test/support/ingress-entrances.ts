import { type Carrier, type Entrance, type Note, urlOf } from './entrance';
import { carrierOf, type Facts } from './facts';
import { type Manifest, ofKind, type Read } from './manifests';

interface Backend {
  readonly service?: { name: string; port?: { number?: number; name?: string } };
}

export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: Backend;
  readonly tls?: { hosts?: string[] | null }[] | null;
  readonly rules?: { host?: string; http?: { paths?: { path?: string; backend: Backend }[] } }[] | null;
}

/** Every host and path of every Ingress, with the Service behind it. */
export function ingressEntrances(manifests: Manifest[], facts: Facts, note: Note): Entrance[] {
  const redirects = traefikRedirects(manifests);
  return ofKind<IngressSpec>(manifests, 'networking.k8s.io', 'Ingress').flatMap((ingress) => {
    if (middlewaresOf(ingress).some((middleware) => redirects.has(middleware))) return [];
    const origin = `Ingress ${ingress.namespace}/${ingress.name}`;
    const carrier = ingressCarrier(ingress, facts);
    if (!carrier) {
      note(`${origin}: nothing is known of the controller of class ${classOf(ingress) ?? '(none)'}`);
      return [];
    }
    return pathsOf(ingress.spec).flatMap(({ host, path, backend }): Entrance[] => {
      const port = backend.service?.port?.number ?? backend.service?.port?.name;
      if (!backend.service || port === undefined) {
        note(`${origin}: ${host}${path} leads to no Service port`);
        return [];
      }
      const scheme = isUnderTls(ingress.spec, host) ? 'https' : 'http';
      const url = urlOf(scheme, host, path);
      const { namespace } = ingress;
      return [{ origin, url, carrier, namespace, service: backend.service.name, port, protocol: 'TCP' }];
    });
  });
}

/** The controller of an Ingress. */
export function ingressCarrier(ingress: Read<IngressSpec>, facts: Facts): Carrier | undefined {
  return carrierOf(facts, 'Ingress', classOf(ingress), ingress);
}

/** The Traefik middlewares that send every request elsewhere, as annotations name them. */
function traefikRedirects(manifests: Manifest[]): Set<string> {
  const middlewares = ofKind<{ redirectScheme?: unknown }>(manifests, 'traefik.io', 'Middleware');
  const redirecting = middlewares.filter(({ spec }) => spec.redirectScheme);
  return new Set(redirecting.map(({ namespace, name }) => `${namespace}-${name}@kubernetescrd`));
}

function middlewaresOf({ manifest }: Read<IngressSpec>): string[] {
  return (manifest.metadata.annotations?.['traefik.ingress.kubernetes.io/router.middlewares'] ?? '').split(',');
}

function classOf({ spec, manifest }: Read<IngressSpec>): string | undefined {
  return spec.ingressClassName ?? manifest.metadata.annotations?.['kubernetes.io/ingress.class'];
}

function pathsOf(spec: IngressSpec): { host: string; path: string; backend: Backend }[] {
  const otherwise = spec.defaultBackend ? [{ path: '/', backend: spec.defaultBackend }] : [];
  const ruled = (spec.rules ?? []).flatMap(({ host, http }) =>
    (http?.paths ?? otherwise).map(({ path, backend }) => ({ host: host ?? '*', path: path ?? '/', backend })),
  );
  return [...ruled, ...otherwise.map((each) => ({ host: '*', ...each }))];
}

/** A TLS entry without hosts is for every host; a wildcard stands for one label. */
function isUnderTls(spec: IngressSpec, host: string): boolean {
  return (spec.tls ?? []).some(
    ({ hosts }) => !hosts?.length || hosts.includes(host) || hosts.includes(host.replace(/^[^.]+/, '*')),
  );
}
