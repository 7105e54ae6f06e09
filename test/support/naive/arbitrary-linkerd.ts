import * as fc from 'fast-check';
import { BLOCKS, compact, maybe, NAMESPACES, NUMBERS, PORT_NAMES, podLabel } from './alphabet';
import { networkPolicyOn } from './arbitrary-network-policies';
import type { Manifest } from './kinds';
import { ACCOUNTS, mesh, named, of, some, type Words } from './mesh-sample';

const ACCESS = [
  'deny',
  'all-unauthenticated',
  'all-authenticated',
  'cluster-authenticated',
  'cluster-unauthenticated',
  'audit',
];
const access = fc.constantFrom(...ACCESS, 'deny', 'deny');
const defaults = fc
  .constantFrom(...ACCESS, 'all-unauthenticated', 'all-unauthenticated')
  .map((word) => ({ 'config.linkerd.io/default-inbound-policy': word }));
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
    podSelector: fc.oneof(fc.constant({}), fc.constant({}), fc.record({ matchLabels: podLabel })),
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

/** The mesh of Linkerd. */
export const linkerd = mesh({
  namespace: linkerdWords,
  pod: linkerdPodWords,
  policies: fc
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
  networkPolicy: networkPolicyOn(fc.constantFrom([4143, 80, 8080], [4143, 80, 8080], [4143], [80, 8080])),
});

function placeOf({ metadata: { namespace, name } }: Manifest): string {
  return `${namespace}/${name}`;
}
