import { Chart, JsonPatch } from 'cdk8s';
import { IsolatedNamespace, SharedGateway } from '../../../lib';
import { names, platform, SECRET } from '../sample';

function guarded() {
  const app = platform();
  const shared = new SharedGateway(app, 'edge', {
    hostnames: ['*.example.com', 'status.example.com'],
    tls: SECRET,
    guardsHosts: true,
  });
  return { app, shared, home: Chart.of(shared.gateway) };
}

test('a guard knows to whom each host belongs, of namespaces that are declared later as well', () => {
  const { app, shared } = guarded();
  new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com', '*.shop.example.com') });
  new IsolatedNamespace(app, 'bank', { gateway: shared.forHosts('bank.example.com') });
  expect(shared.guard?.toJson()).toMatchSnapshot();
});

test('its binding denies, in every namespace', () => {
  const { home } = guarded();
  const [binding] = home.toJson().filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
  expect(binding).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: {
      labels: {
        'app.kubernetes.io/instance': 'gateways',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/name': 'hosts-of-edge.gateways',
        'app.kubernetes.io/part-of': 'gateways',
      },
      name: 'hosts-of-edge.gateways',
    },
    spec: { policyName: 'hosts-of-edge.gateways', validationActions: ['Deny'] },
  });
});

test('a Gateway that isn’t guarded has none', () => {
  const shared = new SharedGateway(platform(), 'edge', { hostnames: ['*.example.com'], tls: SECRET });
  expect(shared.guard).toBeUndefined();
  expect(names(Chart.of(shared.gateway), 'ValidatingAdmissionPolicy')).toEqual([]);
});

test('patches apply to it', () => {
  const { shared } = guarded();
  shared.guard?.addJsonPatch(JsonPatch.replace('/spec/failurePolicy', 'Ignore'));
  expect(shared.guard?.toJson().spec.failurePolicy).toBe('Ignore');
});
