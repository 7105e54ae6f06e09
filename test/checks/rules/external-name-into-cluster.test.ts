import { ExternalNameIntoCluster } from '../../../lib/checks/rules/external-name-into-cluster';
import { found, shown } from '../found';
import { service } from '../manifests';

const check = new ExternalNameIntoCluster();

const named = (externalName: string) => service('shop/db', '[]', `type: ExternalName, externalName: ${externalName}`);

describe('reports', () => {
  test('another name for a Service of another namespace, with what it passes by', () => {
    expect(shown(check, named('db.data.svc.cluster.local'))).toEqual([
      '5: Service shop/db: it is another name for Service data/db',
      '  shop/service/db -> data/service/db asks for no ReferenceGrant',
    ]);
    expect(found(check, named('db.data.svc'))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('a name outside of the cluster, and one of its own namespace', () => {
    expect(found(check, named('db.example.com'))).toEqual([]);
    expect(found(check, named('pg.shop.svc.cluster.local'))).toEqual([]);
  });

  test('Services of other types', () => {
    expect(found(check, service('shop/db'))).toEqual([]);
  });
});
