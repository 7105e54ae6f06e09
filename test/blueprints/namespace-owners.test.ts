import { IsolatedNamespace, type IsolatedNamespaceProps, Owner, OwnerRole, Platform } from '../../lib';
import { listOf, ofKind } from '../workload/written';

function shopWith(props: IsolatedNamespaceProps): IsolatedNamespace {
  return new IsolatedNamespace(new Platform(), 'shop', props);
}

function subjectsOf(owners: any): any[] {
  return ofKind(shopWith({ owners }), 'RoleBinding')[0].subjects;
}

const apiGroup = 'rbac.authorization.k8s.io';

describe('owners', () => {
  test('are nobody unless they are named', () => {
    expect(listOf(shopWith({})).filter((each) => /Role/.test(each))).toEqual([]);
  });

  test('may do what the ClusterRole "edit" lets them, in this namespace', () => {
    const shop = shopWith({ owners: ['team-shop'] });
    expect(ofKind(shop, 'Role')).toEqual([]);
    const [{ metadata, roleRef, subjects }] = ofKind(shop, 'RoleBinding');
    expect(metadata).toMatchObject({ name: 'owners', namespace: 'shop' });
    expect(roleRef).toEqual({ apiGroup, kind: 'ClusterRole', name: 'edit' });
    expect(subjects).toEqual([{ apiGroup, kind: 'Group', name: 'team-shop' }]);
  });

  test('are groups, users and service accounts, each once and in one order', () => {
    const expected = [
      { apiGroup, kind: 'Group', name: 'team-shop' },
      { apiGroup, kind: 'User', name: 'ada@example.com' },
      { kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' },
      { kind: 'ServiceAccount', name: 'deployer', namespace: 'shop' },
    ];
    const owners = [
      'team-shop',
      Owner.group('team-shop'),
      Owner.user('ada@example.com'),
      Owner.serviceAccount('deployer', { namespace: 'ci' }),
      Owner.serviceAccount('deployer'),
    ];
    expect(subjectsOf(owners)).toEqual(expected);
    expect(subjectsOf([...owners].reverse())).toEqual(expected);
  });

  test('get another ClusterRole where one is named', () => {
    const shop = shopWith({ owners: ['team-shop'], ownerRole: OwnerRole.clusterRole('deployers') });
    expect(ofKind(shop, 'RoleBinding')[0].roleRef).toEqual({ apiGroup, kind: 'ClusterRole', name: 'deployers' });
  });

  test('may be kept from the network policies, the quota and the roles', () => {
    const shop = shopWith({ owners: ['team-shop'], ownerRole: OwnerRole.withoutNetworkPolicies() });
    expect(ofKind(shop, 'RoleBinding')[0].roleRef).toEqual({ apiGroup, kind: 'Role', name: 'owners' });
    const [{ rules }] = ofKind(shop, 'Role');
    const verbsOn = (resource: string) =>
      rules.filter(({ resources }: any) => resources.includes(resource)).flatMap(({ verbs }: any) => verbs);
    expect(verbsOn('networkpolicies')).toEqual(['get', 'list', 'watch']);
    expect(verbsOn('resourcequotas')).toEqual(['get', 'list', 'watch']);
    expect(verbsOn('rolebindings')).toEqual([]);
    // Whoever changes endpoints leads the requests of a Service, or of an Ingress, to wherever they like.
    expect(verbsOn('endpoints')).toEqual(['get', 'list', 'watch']);
    expect(verbsOn('deployments')).toContain('patch');
    expect(verbsOn('httproutes')).toContain('create');
  });
});

describe('refuses', () => {
  test.each([
    ['no owner', [], 'an empty list'],
    ['a text', 'team-shop', '"team-shop"'],
    ['something else', [42], '[42]'],
  ])('%s', (_, owners: any, shown) => {
    expect(() => shopWith({ owners })).toThrow(
      new Error(
        `[shop] \`owners\` must be a list of groups or Owners, with one in it, but got ${shown}; write it as in ` +
          "['team-shop', Owner.user('ada@example.com')]",
      ),
    );
  });

  test.each(['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts'])('everyone: %s', (group) => {
    expect(() => shopWith({ owners: [group] })).toThrow(
      new Error(
        '[shop] an owner must not be everyone (system:authenticated, system:serviceaccounts, system:unauthenticated), ' +
          `but got "${group}"; name a group of yours; of one namespace it is "system:serviceaccounts:ci"`,
      ),
    );
  });

  test("everyone who doesn't log in, which is a user to the API server", () => {
    expect(() => Owner.user('system:anonymous')).toThrow(
      new Error(
        'an owner must not be everyone who doesn\'t log in, but got "system:anonymous"; name a user of yours, such as ' +
          '"ada@example.com"',
      ),
    );
    expect(subjectsOf([Owner.user('system:node:one')])).toEqual([{ apiGroup, kind: 'User', name: 'system:node:one' }]);
  });

  test('a namespace that is misspelt, so that the account would be another', () => {
    expect(() => Owner.serviceAccount('deployer', { namespce: 'ci' } as any)).toThrow(
      new Error('Owner.serviceAccount() must have no `namespce`, but got "ci"; leave it out; it may have namespace'),
    );
  });

  test('a role of nobody', () => {
    expect(() => shopWith({ ownerRole: OwnerRole.edit() })).toThrow(
      new Error(
        "[shop] an `ownerRole` must be somebody's, and there are no `owners`; name them as in `owners: ['team-shop']`",
      ),
    );
  });

  test('a role that is none', () => {
    expect(() => shopWith({ owners: ['team-shop'], ownerRole: 'edit' as any })).toThrow(
      new Error(
        '[shop] `ownerRole` must be an OwnerRole, but got "edit"; write it as in OwnerRole.clusterRole(\'view\')',
      ),
    );
  });

  test('a name that is empty', () => {
    expect(() => Owner.group('')).toThrow('the name of a group must');
    expect(() => Owner.user('')).toThrow('the name of a user must');
    expect(() => Owner.serviceAccount('')).toThrow('the name of a service account must');
    expect(() => OwnerRole.clusterRole('')).toThrow('the name of a ClusterRole must');
  });
});
