import { IsolatedNamespace, type IsolatedNamespaceProps, NameScope, Platform } from '../../lib';

function shopWith(props: IsolatedNamespaceProps): IsolatedNamespace {
  return new IsolatedNamespace(new Platform(), 'shop', props);
}

describe('refuses', () => {
  test.each(['kube-system', 'kube-public', 'kube-node-lease'])('the namespace %s', (name) => {
    const error = (path: string) =>
      new Error(
        `[${path}] an isolated namespace must not be one of Kubernetes itself (kube-node-lease, kube-public, ` +
          `kube-system), whose pods it would stop, but got "${name}"; choose another name; single policies can be ` +
          'written into a Chart with that namespace',
      );
    expect(() => shopWith({ name })).toThrow(error('shop'));
    expect(() => new IsolatedNamespace(new Platform(), name)).toThrow(error(name));
  });

  test('the same that a prefix makes', () => {
    const platform = new Platform();
    NameScope.of(platform, 'kube');
    expect(() => new IsolatedNamespace(platform, 'system')).toThrow('[system] an isolated namespace must not be');
  });

  test('the name of another namespace as a label', () => {
    expect(() => shopWith({ labels: { 'kubernetes.io/metadata.name': 'kube-system' } })).toThrow(
      new Error(
        '[shop] the label kubernetes.io/metadata.name must be the name of the namespace, shop, as the API server sets ' +
          'it, but got "kube-system"; leave it out',
      ),
    );
  });

  test.each([
    ['baseline', '"baseline"'],
    [{ level: 'none' }, '{"level":"none"}'],
    [null, 'null'],
  ])('a Pod Security that is none: %j', (podSecurity: any, shown) => {
    expect(() => shopWith({ podSecurity })).toThrow(
      new Error(
        `[shop] \`podSecurity\` must be a PodSecurity, but got ${shown}; write it as in ` +
          "PodSecurity.baseline({ reason: '...' })",
      ),
    );
  });
});

describe('allows', () => {
  test('the namespace "default"', () => {
    expect(new IsolatedNamespace(new Platform(), 'default').namespace).toBe('default');
  });

  test('the name of the namespace itself as a label', () => {
    const labels = { 'kubernetes.io/metadata.name': 'shop' };
    expect(shopWith({ labels }).namespaceObject.toJson().metadata.labels).toMatchObject(labels);
  });
});
