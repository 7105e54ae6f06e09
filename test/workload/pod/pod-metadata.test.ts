import { Connections, PullPolicy, StatefulService } from '../../../lib';
import { apiWith, containerOf, mainOf, podOf, shopNamespace, specOf } from '../written';

describe('the pods have', () => {
  test('more labels and annotations, beside those that are ours', () => {
    const api = apiWith({ labels: { team: 'shop' }, annotations: { 'Example.com/owner': 'the shop' } });
    const { template, selector } = specOf(api.deployment);
    expect(template.metadata).toEqual({
      annotations: { 'Example.com/owner': 'the shop' },
      labels: {
        'app.kubernetes.io/instance': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/name': 'api',
        'app.kubernetes.io/part-of': 'shop',
        team: 'shop',
      },
    });
    expect(selector.matchLabels).not.toHaveProperty('team');
    expect(api.workload.labels.team).toBe('shop');
    expect(api.connections).toBeInstanceOf(Connections);
  });

  test('a name and a subdomain', () => {
    expect(podOf(apiWith({ hostname: 'api', subdomain: 'api-pods' }).deployment)).toMatchObject({
      hostname: 'api',
      subdomain: 'api-pods',
    });
  });

  test('secrets by which images are pulled', () => {
    const { deployment } = apiWith({ imagePullSecrets: ['registry', 'mirror'] });
    expect(podOf(deployment).imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'mirror' }]);
    expect(podOf(apiWith({ imagePullSecrets: [] }).deployment)).not.toHaveProperty('imagePullSecrets');
  });

  test('images that are pulled when it is said, each container by itself', () => {
    const { deployment } = apiWith({
      pullPolicy: PullPolicy.ALWAYS,
      initContainers: [{ name: 'setup', image: 'setup:1' }],
      sidecars: [{ name: 'proxy', image: 'proxy:1', pullPolicy: PullPolicy.NEVER }],
    });
    expect(mainOf(deployment).imagePullPolicy).toBe('Always');
    expect(containerOf(deployment, 'proxy').imagePullPolicy).toBe('Never');
    expect(containerOf(deployment, 'setup')).not.toHaveProperty('imagePullPolicy');
  });
});

describe('refuses', () => {
  test.each(['app.kubernetes.io/name', 'app.kubernetes.io/managed-by', 'pod-template-hash', 'job-name'])(
    'the label %s',
    (key) => {
      expect(() => apiWith({ labels: { [key]: 'x' } })).toThrow(
        new Error(
          `[shop/api] a label of pods must not be one by which they are selected or managed, which are set already, but got "${key}"; ` +
            'choose another key; the `name` of the workload is what it is selected by',
        ),
      );
    },
  );

  test('an annotation that is ours', () => {
    expect(() => apiWith({ annotations: { 'cdk8s-networking/privileges-reason': 'none' } })).toThrow(
      new Error(
        '[shop/api] an annotation of pods must not start with cdk8s-networking/, which this library writes itself, ' +
          'but got "cdk8s-networking/privileges-reason"; choose another key',
      ),
    );
  });

  test('what Kubernetes refuses', () => {
    expect(() => apiWith({ labels: { team: 'the shop' } })).toThrow(/^\[shop\/api\] the label team must be empty or/);
    expect(() => apiWith({ annotations: { 'my key': 'x' } })).toThrow(
      /^\[shop\/api\] the key of an annotation must be/,
    );
    expect(() => apiWith({ annotations: { key: true as any } })).toThrow(
      new Error("[shop/api] the annotation key must be a text, but got true; write it as in 'true'"),
    );
    expect(() => apiWith({ annotations: 'owner' as any })).toThrow(
      new Error(
        '[shop/api] annotations must be texts by their keys, but got "owner"; ' +
          "write them as in { 'example.com/owner': 'shop' }",
      ),
    );
    expect(() => apiWith({ imagePullSecrets: ['My Registry'] })).toThrow(
      /^\[shop\/api\] the name of a Secret must be a DNS-1123 subdomain/,
    );
    expect(() => apiWith({ hostname: 'api.shop' })).toThrow(
      /^\[shop\/api\] the `hostname` of pods must be a DNS-1123 label/,
    );
    expect(() => apiWith({ subdomain: 'Pods' })).toThrow(
      /^\[shop\/api\] the `subdomain` of pods must be a DNS-1123 label/,
    );
  });

  test('a policy of pulling that is none', () => {
    expect(() => apiWith({ pullPolicy: 'always' as any })).toThrow(
      new Error('[shop/api] `pullPolicy` must be a PullPolicy, but got "always"; write it as in PullPolicy.ALWAYS'),
    );
  });

  test('a name for the members of a StatefulSet, which have theirs', () => {
    for (const option of ['hostname', 'subdomain']) {
      expect(() => new StatefulService(shopNamespace(), 'db', { image: 'db:1', port: 5432, [option]: 'db' })).toThrow(
        new Error(
          '[shop/db] the members of a StatefulSet must have no `hostname` and no `subdomain`, which Kubernetes gives to ' +
            'each; leave them out; a member is found under `headlessService.dnsName.member(...)`',
        ),
      );
    }
  });
});
