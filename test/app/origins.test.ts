import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import {
  ClusterProfile,
  Clusters,
  checks,
  InternalService,
  IsolatedNamespace,
  NetworkPlugin,
  Platform,
  SynthChecks,
} from '../../lib';

const CLUSTER = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() });

/** A route that leads to a port that its Service doesn't have. */
const ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'admin', namespace: 'shop' },
  spec: { rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] },
};

/** Hands out copies of its objects, as charts do that change all of them. */
class Copying extends Chart {
  public override toJson(): any[] {
    return super.toJson().map((each) => JSON.parse(JSON.stringify(each)));
  }
}

/** Has objects that nothing in the tree stands for. */
class Conjuring extends Chart {
  public override toJson(): any[] {
    return [...super.toJson(), ROUTE];
  }
}

class Listing extends Chart {
  public override toJson(): any[] {
    return [{ apiVersion: 'v1', kind: 'List', items: super.toJson().map((each) => ({ ...each })) }];
  }
}

function platform(): Platform {
  return new Platform({ cluster: CLUSTER });
}

function stock(): App {
  const app = new App();
  ClusterProfile.attach(app, CLUSTER);
  SynthChecks.attach(app);
  return app;
}

/** The start of what is said of an app with a Service `api`. */
function saidOf(app: App, add: (app: App) => void): string[] {
  new InternalService(new IsolatedNamespace(app, 'shop'), 'api', { image: 'api:1', port: 8080, runAs: 1000 });
  add(app);
  try {
    app.synthYaml();
  } catch (error) {
    return [...(error as Error).message.matchAll(/^ {2}(.*?\)): /gm)].map(([, head]) => head as string);
  }
  return [];
}

describe.each([
  ['a Platform', platform],
  ['a stock App', stock],
])('%s names what a finding is about', (_, appIn) => {
  test('by an object by hand', () => {
    expect(saidOf(appIn(), (app) => new ApiObject(new Chart(app, 'by-hand'), 'route', ROUTE))).toEqual([
      '[by-hand/route] error backend-port-not-found: HTTPRoute shop/admin (by-hand.k8s.yaml)',
    ]);
  });

  test('by an object of an included file', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'origins-'));
    const file = path.join(folder, 'route.yaml');
    fs.writeFileSync(file, JSON.stringify(ROUTE));
    const said = saidOf(appIn(), (app) => new Include(new Chart(app, 'included'), 'file', { url: file }));
    fs.rmSync(folder, { recursive: true });
    expect(said).toEqual([
      '[included/file/admin-httproute-shop] error backend-port-not-found: HTTPRoute shop/admin (included.k8s.yaml)',
    ]);
  });

  test('by the object of which a chart hands out a copy', () => {
    expect(saidOf(appIn(), (app) => new ApiObject(new Copying(app, 'copying'), 'route', ROUTE))).toEqual([
      '[copying/route] error backend-port-not-found: HTTPRoute shop/admin (copying.k8s.yaml)',
    ]);
  });

  test('by the object of which a chart puts a copy into a List', () => {
    expect(saidOf(appIn(), (app) => new ApiObject(new Listing(app, 'listing'), 'route', ROUTE))).toEqual([
      '[listing/route] error backend-port-not-found: HTTPRoute shop/admin (listing.k8s.yaml)',
    ]);
  });

  test('by the chart that makes it out of nothing', () => {
    expect(saidOf(appIn(), (app) => new Conjuring(app, 'conjuring'))).toEqual([
      '[conjuring] error backend-port-not-found: HTTPRoute shop/admin (conjuring.k8s.yaml)',
    ]);
  });

  test('so that it is acknowledged there', () => {
    const acknowledged = (app: App) => {
      const chart = new Conjuring(app, 'conjuring');
      checks.Checks.of(chart).acknowledge('backend-port-not-found', { reason: 'another team adds the port' });
    };
    expect(saidOf(appIn(), acknowledged)).toEqual([]);
  });
});
