import { Checks, Checkup, type Finding, type ICheck, type Inspection, Severity } from '../../lib/checks';
import { Clusters, KubernetesApi, Monitoring, NetworkPlugin } from '../../lib/cluster';
import { gateway, manifests, PARENT, route, TO_WEB, WEB } from '../analysis/entry/manifests';
import { mutated } from '../analysis/read/mutations';
import { grant, HTTPS, ingress, listenerSet, namespace, object, service } from './manifests';
import { all, namespacePeer, pods, policyFor, workload } from './shop';

const BAD = manifests(
  gateway('{ name: http, port: 80, protocol: HTTP }', '{ name: https, port: 443, protocol: HTTPS }'),
  route(`${PARENT}\nrules: [{ backendRefs: [{ name: web, port: 8080 }] }]`),
  WEB,
);

const lines = ({ findings }: Checkup) =>
  findings.map(({ check, subject }) => `${subject.file}:${subject.line} ${check}`);

test('findings have the order of files and lines, whatever the order of the texts', () => {
  const told = [
    'a.yaml:9 listener-without-certificate',
    'a.yaml:17 route-not-admitted',
    'a.yaml:18 backend-port-not-found',
    'a.yaml:29 readiness-not-asked',
    'b.yaml:8 listener-without-certificate',
  ];
  const sources = [
    { name: 'b.yaml', text: gateway('{ name: https, port: 443, protocol: HTTPS }').replace('edge', 'other') },
    { name: 'a.yaml', text: BAD },
  ];
  expect(lines(Checkup.ofText(sources))).toEqual(told);
  expect(lines(Checkup.ofText([...sources].reverse()))).toEqual(told);
});

test('a finding has all that its check says', () => {
  const [finding] = Checkup.ofText([{ name: 'a.yaml', text: BAD }]).findings;
  expect(finding).toEqual({
    check: 'listener-without-certificate',
    severity: Severity.ERROR,
    subject: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      namespace: 'gateways',
      name: 'edge',
      file: 'a.yaml',
      line: 9,
    },
    message: 'listener "https" has no certificate',
    evidence: ['https://*/ at gateways/edge isn\'t served by listener "https"'],
    harm: 'nothing is served on the listener',
    remedy: 'give the listener tls.certificateRefs; to pass TLS through, its protocol must be TLS',
    see: 'https://gateway-api.sigs.k8s.io/guides/tls/',
  });
});

test('objects are judged as texts are', () => {
  const objects = [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { parentRefs: [{ name: 'edge' }], rules: [{ matches: [{ path: { value: '/' } }] }] },
    },
  ];
  const checkup = Checkup.ofObjects(objects, { checks: [Checks.find('rule-without-backend')] });
  expect(checkup.findings.map(({ message }) => message)).toEqual(['a rule has neither backends nor a redirect']);
  expect(checkup.isSound).toBe(false);
});

test('nothing wrong is sound, and so is what is only a warning', () => {
  expect(Checkup.ofText([]).isSound).toBe(true);
  const name = object('v1', 'Service', 'shop/web', 'spec: { type: ExternalName, externalName: shop.example.com }');
  const checkup = Checkup.ofText([{ name: 'a.yaml', text: manifests(route(`${PARENT}\n${TO_WEB}`), name) }]);
  expect([checkup.isSound, lines(checkup)]).toEqual([true, ['a.yaml:7 backend-external-name']]);
});

test('what breaks a law of Kubernetes is told, and not judged', () => {
  const text = route(`${PARENT}\nrules: [{ backendRefs: [{ name: web, port: http }] }]`);
  const { findings, problems } = Checkup.ofText([{ name: 'a.yaml', text }]);
  expect(findings).toEqual([]);
  expect(problems.map(({ path }) => path)).toEqual(['spec.rules[0].backendRefs[0].port']);
});

describe('a check of a user', () => {
  class NoNodePorts implements ICheck {
    public readonly id = 'no-node-ports';
    public readonly severity = Severity.INFO;
    public readonly summary = 'a Service with a port on every node';
    public readonly condition = 'none';
    public readonly harm = 'whoever reaches a node reaches the Service';
    public readonly remedy = 'make it a Service of type ClusterIP';
    public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/';

    public inspect(inspection: Inspection): Finding[] {
      return inspection.objects
        .filter(({ kind, body }) => kind === 'Service' && body.spec?.type === 'NodePort')
        .map((found) => inspection.finding(found, ['spec', 'type'], 'it is of type NodePort'));
    }
  }

  test('looks at the objects, and finds their lines', () => {
    const text = `${WEB.trimEnd()}\n  type: NodePort\n`;
    const { findings } = Checkup.ofText([{ name: 'a.yaml', text }], { checks: [new NoNodePorts()] });
    expect(findings.map(({ subject, message }) => [subject.name, subject.line, message])).toEqual([
      ['web', 17, 'it is of type NodePort'],
    ]);
  });

  test('may name an object by a copy, as other languages do', () => {
    class Copying extends NoNodePorts {
      public override inspect(inspection: Inspection): Finding[] {
        return inspection.objects.map((found) => inspection.finding({ ...found }, [], `it is ${found.name}`));
      }
    }
    const { findings } = Checkup.ofText([{ name: 'a.yaml', text: WEB }], { checks: [new Copying()] });
    expect(findings.map(({ subject, message }) => [subject.line, message])).toEqual([
      [2, 'it is web'],
      [11, 'it is web'],
    ]);
  });

  test('may not find anything about what was not read', () => {
    const stray = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web', body: {} };
    class Stray extends NoNodePorts {
      public override inspect(inspection: Inspection): Finding[] {
        return [inspection.finding(stray, [], 'it is not there')];
      }
    }
    expect(() => Checkup.ofText([], { checks: [new Stray()] })).toThrow(
      new Error(
        'a finding must be about an object that was read, but got {"apiVersion":"v1","kind":"Service","namespace":"shop","name":"web","body":{}}; take it from `objects`',
      ),
    );
  });
});

test('checks that are none are refused', () => {
  const refused = (checks: any) => () => Checkup.ofText([], { checks });
  expect(refused('redirect-loop')).toThrow(
    new Error(
      'the `checks` of a checkup must be a list of ICheck, but got "redirect-loop"; take them from Checks, such as [Checks.find(\'redirect-loop\')]',
    ),
  );
  expect(refused([null])).toThrow(
    new Error(
      "the `checks` of a checkup must be a list of ICheck, but got [null]; take them from Checks, such as [Checks.find('redirect-loop')]",
    ),
  );
});

test('whatever stands in manifests, the checks come to an end', () => {
  const policy =
    'spec: { targetRefs: [{ group: "", kind: Service, name: web }], validation: { caCertificateRefs: [{ kind: ConfigMap, name: ca }] } }';
  const everything = manifests(
    `${gateway(HTTPS, '{ name: http, port: 80, protocol: HTTP }')}  tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } } } }\n`,
    listenerSet('{ name: shop, port: 80, protocol: HTTP }'),
    route(`${PARENT}
hostnames: [shop.example.com]
rules:
  - matches: [{ path: { value: /a }, headers: [{ name: a, value: b }], method: GET }]
    timeouts: { request: 10s }
    filters:
      - { type: RequestRedirect, requestRedirect: { scheme: https, path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }
      - { type: CORS, cors: { allowOrigins: ["*"], allowCredentials: true } }
    backendRefs: [{ name: web, port: 80, filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: a, port: 1 } } }] }]`),
    route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute'),
    object('gateway.networking.k8s.io/v1', 'BackendTLSPolicy', 'shop/web', policy),
    ingress('tls: [{ hosts: [a.example.com] }]\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
    namespace('shop'),
    service('api/api'),
    grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: core, kind: Service'),
    WEB,
  );
  const counts = Array.from({ length: 500 }, (_, seed) => {
    const checkup = Checkup.ofText([{ name: 'a.yaml', text: mutated(everything, seed) }]);
    return checkup.findings.length;
  });
  expect(Math.max(...counts)).toBeGreaterThan(5);
});

test('whatever stands in policies, the checks come to an end, on a cluster of which everything is known', () => {
  const known = Clusters.kubeadm({
    networkPlugin: NetworkPlugin.calico(),
    podRanges: ['10.244.0.0/16'],
    kubernetesApi: KubernetesApi.at(['10.0.0.4']),
    monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'prometheus' }),
  });
  const admin = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: closed }
spec:
  priority: 10
  subject: { namespaces: { matchLabels: { team: shop } } }
  ingress:
    - { action: Deny, from: [{ namespaces: {} }] }
    - { action: Allow, from: [{ namespaces: {} }], ports: [{ portNumber: { protocol: TCP, port: 80 } }] }
`;
  const everything = all(
    policyFor('shop/deny', '', 'policyTypes: [Ingress, Egress]'),
    policyFor('shop/wep', 'wep', `ingress: [{ from: [${pods('db')}], ports: [{ port: 80 }] }]`),
    policyFor(
      'shop/db',
      'db',
      'policyTypes: [Ingress]',
      `ingress: [{ from: [${namespacePeer('monitoring')}, ${pods('prometheus')}] }]`,
      'egress: [{}]',
    ),
    policyFor(
      'shop/web',
      'web',
      'egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: 10.0.0.0/8 } }] }, { to: [{ namespaceSelector: {} }] }]',
    ),
    admin,
    service('shop/web', '[{ port: 80, targetPort: 8080 }]'),
    workload('shop/web'),
    workload('shop/db', undefined, '[{ name: sql, containerPort: 5432 }]', 'hostNetwork: true, '),
    workload('monitoring/prometheus'),
  );
  const counts = Array.from({ length: 300 }, (_, seed) => {
    const text = seed === 0 ? everything : mutated(everything, seed);
    return Checkup.ofText([{ name: 'a.yaml', text }], { cluster: known }).findings.length;
  });
  expect(counts[0]).toBeGreaterThan(7);
});
