import type { Chart } from 'cdk8s';
import {
  Clusters,
  Entry,
  GatewayFeature,
  GatewayImplementations,
  GrpcMatch,
  HttpFilter,
  HttpMatch,
  type IGatewayImplementation,
  MeshGrpcRoute,
  MeshHttpRoute,
  type MeshHttpRouteProps,
  Platform,
  Release,
} from '../../../lib';
import { Backend, istio, names, nginx, Outside, space, written } from '../sample';

const ISTIO = GatewayImplementations.istio();
const CILIUM = GatewayImplementations.cilium();

/** Two versions and somebody who asks, on a cluster with some entries. */
function shop(...entries: Entry[]) {
  const app = new Platform({ cluster: Clusters.kubeadm({ entries: entries.length > 0 ? entries : [istio()] }) });
  const apps = space(app, 'shop', 'apps');
  const [web, api, next] = ['web', 'api', 'next'].map((id) => new Backend(apps, id)) as [Backend, Backend, Backend];
  return { app, apps, routes: space(app, 'shop', 'routes'), web, api, next };
}

/** A route for the api, but for what a test says. */
function route(chart: Chart, api: Backend, props: Partial<MeshHttpRouteProps> = {}, id = 'release'): MeshHttpRoute {
  return new MeshHttpRoute(chart, id, { service: api, rules: [{ backends: [api] }], ...props });
}

function ingress(chart: Chart, name: string): any {
  return written(chart, 'NetworkPolicy', name).spec.ingress;
}

describe('an HTTPRoute of a mesh', () => {
  test('is written, with a Service as its parent', () => {
    const { routes, api, next, web } = shop();
    const { rules } = { rules: Release.canary({ stable: api, canary: next, percent: 10 }).rules() };
    route(routes, api, { rules, callers: [web], servicePort: 3000 });
    expect(routes).toMatchSnapshot();
  });

  test('lets its callers connect to all backends, mirrors among them, and nobody else', () => {
    const { apps, routes, web, api, next } = shop();
    const shadow = new Backend(apps, 'shadow', { port: 4000, servicePort: 80 });
    route(routes, api, {
      callers: [web],
      rules: [
        {
          split: [
            { to: api, weight: 1 },
            { to: next, weight: 0 },
          ],
          filters: [HttpFilter.mirror(shadow)],
        },
      ],
    });
    const fromWeb = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };
    const on = (port: number) => [{ ...fromWeb, ports: [{ port, protocol: 'TCP' }] }];
    expect(['api', 'next', 'shadow', 'web'].map((name) => ingress(apps, name))).toEqual([
      on(3000),
      on(3000),
      on(4000),
      undefined,
    ]);
    expect(written(apps, 'NetworkPolicy', 'web').metadata.annotations).toEqual({
      'cdk8s-networking/reasons': expect.stringContaining(
        'shop/web -> shop/api TCP 3000: requests to Service shop/api',
      ),
    });
  });

  test('opens nothing without callers', () => {
    const { apps, routes, api } = shop();
    route(routes, api);
    expect(ingress(apps, 'api')).toBeUndefined();
  });

  test('leads to other namespaces by a grant, and outside of the cluster', () => {
    const { app, routes, web, api } = shop();
    const payments = space(app, 'payments');
    const outside = new Outside(routes, 'outside');
    const { grants } = route(routes, api, {
      callers: [web],
      rules: [{ backends: [new Backend(payments, 'ledger'), outside] }],
    });
    expect(grants.map(({ name }) => name)).toEqual(['service-ledger-from-shop']);
    expect(names(payments, 'ReferenceGrant')).toEqual(['service-ledger-from-shop']);
  });

  test('may stand in the namespace of those who ask', () => {
    const { app, api } = shop();
    const partners = space(app, 'partners');
    route(partners, api);
    expect(written(partners, 'HTTPRoute', 'release').spec).toEqual({
      parentRefs: [{ group: '', kind: 'Service', name: 'api', namespace: 'shop' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'api', namespace: 'shop', port: 3000 }],
        },
      ],
    });
  });

  test('is served by an implementation that is given, beside another entry', () => {
    const { routes, api } = shop(nginx());
    expect(() => route(routes, api, { implementation: ISTIO })).not.toThrow();
    expect(() => route(routes, api, { implementation: CILIUM }, 'more')).toThrow(/^\[routes\/more\] what clients ask /);
  });

  test('is served by whoever says nothing of itself', () => {
    const { routes, api } = shop();
    const implementation: IGatewayImplementation = Object.create(ISTIO, { features: { value: undefined } });
    expect(() => route(routes, api, { implementation })).not.toThrow();
  });
});

test('a GRPCRoute of a mesh is written, and opens its backends', () => {
  const { apps, routes, web, api, next } = shop();
  new MeshGrpcRoute(routes, 'calls', {
    service: api,
    callers: [web],
    rules: [{ matches: [GrpcMatch.service('acme.Audit')], backends: [next] }, { backends: [api] }],
  });
  expect(written(routes, 'GRPCRoute', 'calls')).toMatchObject({
    apiVersion: 'gateway.networking.k8s.io/v1',
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'api' }],
      rules: [
        {
          matches: [{ method: { type: 'Exact', service: 'acme.Audit' } }],
          backendRefs: [{ name: 'next', port: 3000 }],
        },
        { backendRefs: [{ name: 'api', port: 3000 }] },
      ],
    },
  });
  expect(['api', 'next'].map((name) => ingress(apps, name)?.length)).toEqual([1, 1]);
});

test('those of the catalogue that are named as meshes are all that have one', () => {
  const known = [ISTIO, CILIUM, GatewayImplementations.envoyGateway(), GatewayImplementations.kgateway()];
  const meshes = known.filter(({ features }) => features?.supported.includes(GatewayFeature.MESH));
  expect(meshes.map(({ name }) => name)).toEqual(['istio', 'cilium']);
});

describe('refuses', () => {
  test('an implementation that is no mesh', () => {
    const { routes, api } = shop(Entry.gateway(GatewayImplementations.envoyGateway()));
    const remedy = 'give `implementation`: cilium or istio, of GatewayImplementations';
    expect(() => route(routes, api)).toThrow(
      new Error(
        '[routes/release] a MeshHttpRoute must be left to a mesh, and by the report of Envoy ' +
          `Gateway 1.9.0, Gateway API v1.6.1, envoy-gateway is none; ${remedy}`,
      ),
    );
    const { routes: others, api: other } = shop(nginx());
    expect(() => route(others, other)).toThrow(
      new Error(
        '[routes/release] a MeshHttpRoute must have an implementation, and the default entry of the cluster ' +
          `profile is none by Gateway; ${remedy}`,
      ),
    );
  });

  test('a route in another namespace than that of its Service, where the mesh declares that it heeds none', () => {
    const { app, api } = shop();
    expect(() => route(space(app, 'partners'), api, { implementation: CILIUM })).toThrow(
      /^\[partners\/release\] a MeshHttpRoute outside of the namespace of its Service must be left to implementations of the Gateway API that have MeshConsumerRoute, and cilium doesn't, /,
    );
  });

  test('requests that another route has, and such that it names twice', () => {
    const { app, routes, api } = shop();
    route(routes, api);
    expect(() => route(routes, api, {}, 'more')).toThrow(
      new Error(
        '[routes/more] what clients ask of a Service must belong to one route, but [routes/release] has / of Service ' +
          'shop/api for clients of shop already; leave one of them out, or match more',
      ),
    );
    const rules = [{ matches: [HttpMatch.path('/a'), HttpMatch.path('/a/')], backends: [api] }];
    expect(() => route(routes, api, { rules }, 'twice')).toThrow(
      new Error(
        '[routes/twice] what clients ask of a Service must belong to one route, but this one names /a of Service shop/api ' +
          'for clients of shop twice; leave one of them out, or match more',
      ),
    );
    expect(() => route(routes, api, { servicePort: 3000 }, 'port')).not.toThrow();
    expect(() => route(space(app, 'partners'), api, {}, 'theirs')).not.toThrow();
    routes.node.tryRemoveChild('release');
    expect(() => route(routes, api, {}, 'again')).not.toThrow();
  });

  test('both kinds of routes for a Service port, of which the mesh would heed the GRPCRoutes alone', () => {
    const { app, routes, api } = shop();
    route(routes, api, { servicePort: 3000 });
    const calls = (chart: Chart, id: string, servicePort?: number) =>
      new MeshGrpcRoute(chart, id, { service: api, servicePort, rules: [{ backends: [api] }] });
    for (const port of [undefined, 3000]) {
      expect(() => calls(routes, 'calls', port)).toThrow(
        new Error(
          '[routes/calls] a Service port must be routed by HTTPRoutes or by GRPCRoutes, but [routes/release] is a ' +
            'HTTPRoute of Service shop/api for clients of shop already; name a `servicePort` in both, or leave one of ' +
            'them out: a mesh would heed the GRPCRoute alone',
        ),
      );
    }
    expect(() => calls(space(app, 'partners'), 'calls')).not.toThrow();
    routes.node.tryRemoveChild('release');
    expect(() => calls(routes, 'calls')).not.toThrow();
  });

  test('a caller of another app, and leaves nothing behind', () => {
    const { apps, routes, web, api } = shop();
    const callers = [web, shop().web];
    expect(() => route(routes, api, { callers })).toThrow(
      new Error(
        '[routes/release] the `callers` of a MeshHttpRoute must be in its app, but [apps/web] is in another; make the ' +
          'route in the app of its callers',
      ),
    );
    expect(ingress(apps, 'api')).toBeUndefined();
    expect(names(routes, 'HTTPRoute')).toEqual([]);
    expect(() => route(routes, api)).not.toThrow();
  });

  test('a redirect that leads back', () => {
    const { routes, api } = shop();
    expect(() => route(routes, api, { rules: [{ filters: [HttpFilter.redirect({ port: 80 })] }] })).toThrow(
      new Error(
        '[routes/release] a redirect must lead elsewhere, but requests for / of api come back for ever; redirect to ' +
          'another host or path, or match less',
      ),
    );
  });

  test.each([
    [{ service: 'api' }, /^\[routes\/release\] a backend must have a Service, .*, but got "api"; /],
    [{ servicePort: 80 }, /^\[routes\/release\] a Service port must be one of TCP 3000, but got "TCP 80"; /],
    [{ rules: [] }, /^\[routes\/release\] an HTTPRoute must have 1 to 16 rules, but got 0; give `rules`$/],
    [{ callers: 'web' }, /^\[routes\/release\] the `callers` must be a list, but got "web"; /],
    [
      { callers: ['web'] },
      /^\[routes\/release\] the `callers` of a MeshHttpRoute must take part in connections, but got "web"; name workloads of this library, or AdoptedWorkload\.of\(\) for those of others$/,
    ],
    [{ callers: [undefined] }, /^\[routes\/release\] the `callers` of a MeshHttpRoute must .*, but got undefined; /],
    [
      { implementation: 'istio' },
      /^\[routes\/release\] the `implementation` of a MeshHttpRoute must be an IGatewayImplementation, but got "istio"; take cilium or istio from GatewayImplementations$/,
    ],
    [
      { hostnames: ['a.example.com'] },
      /^\[routes\/release\] a MeshHttpRoute must have no `hostnames`, but got \["a\.example\.com"\]; leave it out; it may have service, servicePort, rules, callers, implementation, name$/,
    ],
  ])('%j', (props: any, problem) => {
    const { routes, api } = shop();
    expect(() => route(routes, api, props)).toThrow(problem);
  });
});
