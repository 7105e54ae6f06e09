import { App, Yaml } from 'cdk8s';
import { ClusterProfile, type ClusterProfileProps, type IMesh } from '../../../lib';

const POLICIES = ['NetworkPolicy', 'AuthorizationPolicy', 'PeerAuthentication', 'Server'];
const AUTHENTICATIONS = ['MeshTLSAuthentication', 'NetworkAuthentication'];

/** Those that are equal in every namespace. */
const USUAL = ['default-deny', 'allow-dns', 'allow-mesh', 'strict-mtls'];

/** An app in a cluster with a mesh. */
export function appIn(mesh: IMesh | undefined, props: Partial<ClusterProfileProps> = {}): App {
  const app = new App();
  ClusterProfile.attach(app, ClusterProfile.define({ name: 'test', mesh, ...props }));
  return app;
}

/** All that an app writes, once it is found to hold. */
export function objectsOf(app: App): any[] {
  return app.charts.flatMap((chart) => chart.toJson());
}

/** The policies of workloads, without the labels that all objects have. */
export function policiesOf(app: App): any[] {
  return objectsOf(app)
    .filter(({ kind, metadata: { name } }) => [...POLICIES, ...AUTHENTICATIONS].includes(kind) && !USUAL.includes(name))
    .map(({ metadata: { labels, ...metadata }, ...rest }) => ({ ...rest, metadata }));
}

/** These as a cluster would be given them. */
export function yamlOf(app: App): string {
  return Yaml.stringify(...policiesOf(app)).trimEnd();
}

/**
 * The rules of AuthorizationPolicies of Istio, a line for each caller: `shop/web <- cluster.local/ns/shop/sa/api: 8080`;
 * and the ports that take plain connections.
 */
export function identityLines(app: App): string[] {
  return policiesOf(app).flatMap(({ kind, metadata, spec }) => {
    const place = `${metadata.namespace}/${metadata.name}`;
    if (kind === 'PeerAuthentication') return [`${place} plain: ${plain(spec)}`];
    if (kind !== 'AuthorizationPolicy') return [];
    if (!spec.rules) return [`${place} <- nobody`];
    return spec.rules.flatMap(({ from = [{ source: 'everyone' }], to }: any) => {
      const ports = to ? to.flatMap(({ operation }: any) => operation.ports).join(', ') : 'every port';
      return from.flatMap(({ source }: any) => callers(source).map((who) => `${place} <- ${who}: ${ports}`));
    });
  });
}

function plain({ mtls, portLevelMtls = {} }: any): string {
  return mtls.mode === 'STRICT' ? Object.keys(portLevelMtls).join(', ') : 'every port';
}

function callers(source: any): string[] {
  if (source === 'everyone') return [source];
  const { principals = [], namespaces = [], ipBlocks = [], notIpBlocks = [], notPrincipals = [] } = source;
  const strangers = notPrincipals.map((name: string) => `not ${name}`);
  // All that a source says must hold.
  const blocks = ipBlocks.map((block: string) =>
    [[block, ...notIpBlocks].join(' except '), ...strangers].join(' and '),
  );
  const known = [...principals, ...namespaces.map((name: string) => `namespace ${name}`)];
  return [...known, ...(blocks.length > 0 ? blocks : strangers)];
}

/** An object by its kind and name. */
export function find(objects: any[], kind: string, name: string): any {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

/** The problems for which an app isn't written. */
export function problemsOf(app: App): string[] {
  const { root } = app.node;
  return [root, ...root.node.findAll().filter((each) => each !== root)].flatMap(({ node }) =>
    node.validate().map((text) => `[${node.path}] ${text}`),
  );
}
