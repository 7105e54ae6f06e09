import * as fc from 'fast-check';
import { BLOCKS, compact, maybe, NAMESPACES, NUMBERS, podLabel } from './alphabet';
import { networkPolicyOn } from './arbitrary-network-policies';
import { ACCOUNTS, mesh, named, of, some, type Words } from './mesh-sample';

const ROOT = 'istio-system';

const AMBIENT: Words = { labels: { 'istio.io/dataplane-mode': 'ambient' } };
const SIDECAR: Words = { labels: { 'istio-injection': 'enabled' } };
const istioWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 7, arbitrary: fc.constantFrom(AMBIENT, AMBIENT, SIDECAR) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Words>(
      { labels: { 'istio.io/rev': 'stable' } },
      { labels: { ...AMBIENT.labels, ...SIDECAR.labels } },
      { labels: { ...AMBIENT.labels, 'istio-injection': 'disabled' } },
    ),
  },
);
const istioPodWords: fc.Arbitrary<Words> = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Words>(
      AMBIENT,
      { labels: { 'istio.io/dataplane-mode': 'none' } },
      { labels: { 'sidecar.istio.io/inject': 'true' } },
      { labels: { 'sidecar.istio.io/inject': 'true' } },
      { labels: { 'sidecar.istio.io/inject': 'false' } },
    ),
  },
);

const selector = maybe(fc.record({ matchLabels: podLabel }), 2, 3);

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

/** A mesh of Istio, ambient or with sidecars. */
export const istio = mesh({
  namespace: istioWords,
  pod: istioPodWords,
  policies: fc
    .tuple(fc.array(authorization, { maxLength: 4 }), fc.array(authentication, { maxLength: 3 }))
    .map((groups) => groups.flat().map((policy, i) => named(policy, `policy-${i}`))),
  networkPolicy: networkPolicyOn(fc.constantFrom([15008], [15008], [80, 8080])),
});
