import { StatefulSetServiceNotFound } from '../../../lib/checks/rules/stateful-set-service-not-found';
import { found, shown } from '../found';
import { object, service } from '../manifests';
import { all, workload } from '../shop';

const check = new StatefulSetServiceNotFound();

const DB = workload('shop/db').replace('Deployment', 'StatefulSet').replace('spec:', 'spec:\n  serviceName: db');
const headless = (name: string) => service(name, '[{ port: 5432 }]', 'clusterIP: None');

describe('reports', () => {
  test('a Service that is not there, with the name that does not resolve', () => {
    expect(shown(check, all(DB, service('shop/web')))).toEqual([
      '5: StatefulSet shop/db: there is no Service db in namespace shop',
      '  anyone -> db-0.db.shop.svc finds no address',
    ]);
  });

  test('one that is not headless, and one for other pods', () => {
    expect(found(check, all(DB, service('shop/db')))).toEqual([
      '5: StatefulSet shop/db: Service shop/db is not headless',
    ]);
    expect(found(check, all(DB, headless('shop/db').replace('{ app: db }', '{ app: x }')))).toEqual([
      "5: StatefulSet shop/db: Service shop/db doesn't select its pods",
    ]);
  });
});

describe('is silent about', () => {
  test('a headless Service for the pods, and a StatefulSet without a serviceName', () => {
    expect(found(check, all(DB, headless('shop/db')))).toEqual([]);
    expect(found(check, all(DB.replace('\n  serviceName: db', ''), service('shop/web')))).toEqual([]);
  });

  test('a namespace of which no Service was read, and a Service that a chart may make', () => {
    expect(found(check, DB)).toEqual([]);
    const chart = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop/db', 'spec: {}');
    expect(found(check, all(DB, service('shop/web'), chart))).toEqual([]);
  });
});
