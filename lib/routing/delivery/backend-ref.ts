import { type AnyBackend, namespaceOfBackend } from '../backend';

/** The Service of a backend as a route of a namespace names it. */
export function backendRef(backend: AnyBackend, home: string | undefined, port?: number): any {
  const { service } = backend;
  const namespace = namespaceOfBackend(backend);
  return {
    name: service.object.name,
    ...(namespace === home ? {} : { namespace }),
    port: port ?? service.defaultPort,
  };
}
