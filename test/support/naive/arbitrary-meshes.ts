import * as fc from 'fast-check';
import { BLOCKS, compact, maybe, NAMESPACES, NUMBERS, POD_LABELS, PORT_NAMES } from './alphabet';
import type { Manifest } from './kinds';

/** What a mesh puts into a cluster: words for namespaces and pods, accounts, and policies of its own. */
export interface SampleMesh {
  /** In the order of `NAMESPACES`. */
  readonly namespaces: readonly Words[];
  /** By the number of the workload. */
  readonly pods: readonly PodWords[];
  readonly policies: readonly Manifest[];
  /** Whether all Namespaces are among the manifests; whether pods are in the mesh is known then. */
  readonly isRead: boolean;
}

interface Words {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

interface PodWords extends Words {
  readonly serviceAccountName?: string;
}

const ACCOUNTS = ['web', 'api'];
const ROOT = 'istio-system';

const AMBIENT: Words = { labels: { 'istio.io/dataplane-mode': 'ambient' } };
const SIDECAR: Words = { labels: { 'istio-injection': 'enabled' } };
const istioWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 5, arbitrary: fc.constantFrom(AMBIENT, AMBIENT, SIDECAR) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Words>(
      { labels: { 'istio.io/rev': 'stable' } },
      { labels: { ...AMBIENT.labels, ...SIDECAR.labels } },
    ),
  },
);
const istioPodWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 9, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Words>(
      AMBIENT,
      { labels: { 'istio.io/dataplane-mode': 'none' } },
      { labels: { 'sidecar.istio.io/inject': 'true' } },
      { labels: { 'sidecar.istio.io/inject': 'false' } },
    ),
  },
);

function some<T>(item: fc.Arbitrary<T>) {
  return fc.uniqueArray(item, { minLength: 1, maxLength: 2 });
}

const label = fc
  .constantFrom(...Object.keys(POD_LABELS))
  .chain((key) => fc.constantFrom(...(POD_LABELS[key] as string[])).map((value) => ({ [key]: value })));
const selector = maybe(fc.record({ matchLabels: label }), 2, 3);

const principal = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('cluster.local', 'cluster.local', 'other'),
      fc.constantFrom(...NAMESPACES),
      fc.constantFrom(...ACCOUNTS, 'default'),
    )
    .map(([domain, namespace, account]) => `${domain}/ns/${namespace}/sa/${account}`),
  fc.constantFrom(...NAMESPACES).map((namespace) => `cluster.local/ns/${namespace}/*`),
  fc.constantFrom('*', '*/sa/web', 'cluster.local/ns/*/sa/web', 'other/ns/blue/*'),
);
const namespaceName = fc.constantFrom(...NAMESPACES, 'gr*', '*ed', '*');
const cidr = fc.constantFrom(...Object.keys(BLOCKS), '203.0.113.15', 'fd00:1::7');
const portText = fc.constantFrom(...NUMBERS.map(String));

const source = fc
  .oneof(
    fc.record({ principals: some(principal) }),
    fc.record({ notPrincipals: some(principal) }),
    fc.record({ namespaces: some(namespaceName), notPrincipals: maybe(some(principal)) }),
    fc.record({ notNamespaces: some(namespaceName), principals: maybe(some(principal)) }),
    fc.record({ ipBlocks: some(cidr), notIpBlocks: maybe(some(cidr)) }),
    fc.record({ notIpBlocks: some(cidr), namespaces: maybe(some(namespaceName)) }),
  )
  .map((found) => ({ source: compact(found) }));
const operation = fc
  .oneof(fc.record({ ports: some(portText) }), fc.record({ notPorts: some(portText) }))
  .map((found) => ({ operation: found }));

function condition(key: string, value: fc.Arbitrary<string>) {
  return fc.oneof(
    fc.record({ key: fc.constant(key), values: some(value) }),
    fc.record({ key: fc.constant(key), notValues: some(value) }),
  );
}

const istioRule = fc
  .record({
    from: maybe(some(source), 1, 3),
    to: maybe(some(operation), 2, 1),
    when: maybe(
      some(
        fc.oneof(
          condition('source.principal', principal),
          condition('source.namespace', namespaceName),
          condition('source.ip', cidr),
          condition('destination.port', portText),
        ),
      ),
      5,
      1,
    ),
  })
  .map(compact);

const placed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMESPACES) },
  { weight: 1, arbitrary: fc.constant(ROOT) },
);

const authorization = fc
  .record({
    namespace: placed,
    spec: fc
      .record({
        selector,
        action: maybe(fc.constantFrom('ALLOW', 'DENY', 'DENY', 'AUDIT')),
        rules: maybe(fc.array(istioRule, { maxLength: 2 }), 1, 6),
      })
      .map(compact),
  })
  .map(({ namespace, spec }) => of('security.istio.io/v1', 'AuthorizationPolicy', namespace, spec));

const mode = fc.constantFrom('STRICT', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET').map((word) => ({ mode: word }));
const authentication = fc
  .record({
    namespace: placed,
    spec: fc
      .record({
        selector,
        mtls: maybe(mode, 1, 4),
        portLevelMtls: maybe(fc.dictionary(portText, mode, { minKeys: 1, maxKeys: 2 })),
      })
      .map(compact),
  })
  .map(({ namespace, spec }) => of('security.istio.io/v1', 'PeerAuthentication', namespace, spec));

function of(apiVersion: string, kind: string, namespace: string, spec: object): Manifest {
  return { apiVersion, kind, metadata: { name: 'policy', namespace }, spec };
}

function mesh(
  namespace: fc.Arbitrary<Words>,
  pod: fc.Arbitrary<Words>,
  policies: fc.Arbitrary<readonly Manifest[]>,
): fc.Arbitrary<SampleMesh> {
  const account = maybe(fc.constantFrom(...ACCOUNTS), 1, 2);
  return fc.record({
    namespaces: fc.array(namespace, { minLength: NAMESPACES.length, maxLength: NAMESPACES.length }),
    pods: fc.array(
      fc.record({ words: pod, serviceAccountName: account }).map(({ words, ...own }) => compact({ ...words, ...own })),
      { maxLength: 6 },
    ),
    policies,
    isRead: fc.constantFrom(true, true, true, false),
  });
}

const istio = mesh(
  istioWords,
  istioPodWords,
  fc
    .tuple(fc.array(authorization, { maxLength: 4 }), fc.array(authentication, { maxLength: 3 }))
    .map((groups) => groups.flat().map((policy, i) => named(policy, `policy-${i}`))),
);

function named(manifest: Manifest, name: string): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, name } };
}

const ACCESS = [
  'deny',
  'all-unauthenticated',
  'all-authenticated',
  'cluster-authenticated',
  'cluster-unauthenticated',
  'audit',
];
const access = fc.constantFrom(...ACCESS, 'deny', 'deny');
const defaults = access.map((word) => ({ 'config.linkerd.io/default-inbound-policy': word }));
const inject = (word: string) => ({ 'linkerd.io/inject': word });
const linkerdWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: maybe(defaults, 1, 5).map((word) => ({ annotations: { ...inject('enabled'), ...word } })),
  },
  { weight: 1, arbitrary: fc.constant({ annotations: inject('disabled') }) },
);
const linkerdPodWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom('enabled', 'disabled').map((word) => ({ annotations: inject(word) })) },
  { weight: 1, arbitrary: defaults.map((annotations) => ({ annotations })) },
);

/** Few names, so that references often lead somewhere. */
const linkerdName = fc.constantFrom('one', 'two');
const linkerdPlace = fc.constantFrom(...NAMESPACES);
const server = fc
  .record({
    podSelector: fc.oneof(fc.constant({}), fc.constant({}), fc.record({ matchLabels: label })),
    port: fc.oneof(fc.constantFrom<number | string>(...NUMBERS), fc.constantFrom<number | string>(...PORT_NAMES)),
    accessPolicy: maybe(access),
  })
  .map(compact);
const account = fc
  .record({
    kind: fc.constant('ServiceAccount'),
    name: fc.constantFrom(...ACCOUNTS, 'default'),
    namespace: maybe(linkerdPlace),
  })
  .map(compact);
const identityRef = fc.oneof(
  account,
  fc.record({ kind: fc.constant('ServiceAccount'), namespace: linkerdPlace }),
  fc.record({ kind: fc.constant('Namespace'), name: linkerdPlace }),
);
const identity = fc
  .tuple(fc.constantFrom('web.', 'api.', '*.'), linkerdPlace)
  .map(([first, namespace]) => `${first}${namespace}.serviceaccount.identity.linkerd.cluster.local`);
const meshTls = fc.oneof(
  fc.record({ identityRefs: some(identityRef) }),
  fc.record({ identities: some(fc.oneof(identity, fc.constant('*'))) }),
);
const network = fc.constantFrom(...Object.keys(BLOCKS)).chain((found) => {
  const holes = BLOCKS[found] as string[];
  if (holes.length === 0) return fc.constant({ cidr: found });
  return fc.record({ cidr: fc.constant(found), except: maybe(some(fc.constantFrom(...holes))) }).map(compact);
});
const reference = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        group: fc.constant('policy.linkerd.io'),
        kind: fc.constantFrom('MeshTLSAuthentication', 'NetworkAuthentication'),
        name: linkerdName,
        namespace: maybe(linkerdPlace, 3, 1),
      })
      .map(compact),
  },
  { weight: 1, arbitrary: account },
);

function linkerdObject(kind: string, spec: fc.Arbitrary<object>, version = 'v1alpha1'): fc.Arbitrary<Manifest> {
  return fc
    .record({ name: linkerdName, namespace: linkerdPlace, spec })
    .map((found) => named(of(`policy.linkerd.io/${version}`, kind, found.namespace, found.spec), found.name));
}

const linkerdAuthorization = fc
  .record({
    namespace: linkerdPlace,
    server: maybe(linkerdName, 1, 3),
    requiredAuthenticationRefs: some(reference),
  })
  .map(({ namespace, server: name, requiredAuthenticationRefs }) =>
    of('policy.linkerd.io/v1alpha1', 'AuthorizationPolicy', namespace, {
      targetRef:
        name === undefined
          ? { kind: 'Namespace', name: namespace }
          : { group: 'policy.linkerd.io', kind: 'Server', name },
      requiredAuthenticationRefs,
    }),
  );

const linkerd = mesh(
  linkerdWords,
  linkerdPodWords,
  fc
    .tuple(
      fc.uniqueArray(linkerdObject('Server', server, 'v1beta3'), { minLength: 2, maxLength: 8, selector: placeOf }),
      fc.array(linkerdAuthorization, { maxLength: 4 }),
      fc.uniqueArray(linkerdObject('MeshTLSAuthentication', meshTls), {
        minLength: 2,
        maxLength: 8,
        selector: placeOf,
      }),
      fc.uniqueArray(linkerdObject('NetworkAuthentication', fc.record({ networks: some(network) })), {
        maxLength: 6,
        selector: placeOf,
      }),
    )
    .map(([servers, authorizations, ...authentications]) => [
      ...servers,
      ...authorizations.map((policy, i) => named(policy, `policy-${i}`)),
      ...authentications.flat(),
    ]),
);

function placeOf({ metadata: { namespace, name } }: Manifest): string {
  return `${namespace}/${name}`;
}

/** A mesh of Istio or of Linkerd, or none. */
export const sampleMesh: fc.Arbitrary<SampleMesh | undefined> = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: istio },
  { weight: 3, arbitrary: linkerd },
);

/** A Namespace with what the mesh says of it. */
export function meshedNamespace(manifest: Manifest, { namespaces }: SampleMesh): Manifest {
  const words = namespaces[NAMESPACES.indexOf(manifest.metadata.name)] ?? {};
  return { ...manifest, metadata: withWords(manifest.metadata, words) };
}

/**
 * What runs, with what the mesh says of the workload with that number.
 *
 * @param read - the namespaces among the manifests; in others, pods leave it open whether they are in the mesh
 */
export function meshedWorkload(manifest: Manifest, i: number, { pods }: SampleMesh, read: readonly string[]): Manifest {
  const { serviceAccountName, ...said } = pods[i] ?? {};
  const words = read.includes(manifest.metadata.namespace as string) ? said : {};
  const inside = ({ metadata, spec }: { metadata: Manifest['metadata']; spec: object }) => ({
    metadata: withWords(metadata, words),
    spec: compact({ ...spec, serviceAccountName }),
  });
  const { kind, metadata, spec } = manifest;
  if (kind === 'Pod') return { ...manifest, ...inside({ metadata, spec }) };
  if (kind === 'CronJob')
    return { ...manifest, spec: { jobTemplate: { spec: { template: inside(spec.jobTemplate.spec.template) } } } };
  return { ...manifest, spec: { template: inside(spec.template) } };
}

function withWords<T extends Manifest['metadata']>(metadata: T, { labels, annotations }: Words): T {
  return compact({
    ...metadata,
    labels: labels ? { ...metadata.labels, ...labels } : metadata.labels,
    annotations: annotations ? { ...metadata.annotations, ...annotations } : metadata.annotations,
  });
}
