import { Testing } from 'cdk8s';
import {
  ExistingGateway,
  Gateway,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  HttpRoute,
  type HttpRouteRule,
} from '../../../lib';
import { Backend, platform, SECRET, space } from '../sample';

/** What a synth says of routes for these hosts, each with its rules. */
function problems(...routes: { hosts?: string[]; rules: (api: Backend) => HttpRouteRule[] }[]): string[] {
  const shop = space(platform(), 'shop');
  const api = new Backend(shop, 'api');
  const made = routes.map(({ hosts = ['shop.example.com'], rules }, index) => {
    const gateway = Gateway.shared(shop);
    return new HttpRoute(shop, `route-${index}`, { gateway, hostnames: hosts, tls: SECRET, rules: rules(api) });
  });
  return made.flatMap(({ node }) => node.validate());
}

const LOGIN = { filters: [HttpFilter.redirect({ path: '/login' })] };
const REMEDY = 'redirect to another host or path, match less, or add a rule for where it leads';

function comesBack(requests: string, to: string): string {
  return `a redirect must lead to what another rule is for, but requests for ${requests} are led to ${to}, and so come back for ever; ${REMEDY}`;
}

describe('reports a redirect', () => {
  test.each<[string, HttpRouteRule, string]>([
    ['to a path below all paths', LOGIN, comesBack('/ of shop.example.com', '/login of shop.example.com')],
    [
      'to a prefix below the one that was matched',
      { matches: [HttpMatch.path('/a')], filters: [HttpFilter.redirect({ prefix: '/a/b' })] },
      comesBack('/a of shop.example.com', '/a/b of shop.example.com'),
    ],
    [
      'to what one of its own matches is for',
      { matches: [HttpMatch.path('/login'), HttpMatch.path('/old')], ...LOGIN },
      comesBack('/login of shop.example.com', '/login of shop.example.com'),
    ],
  ])('%s', (_, rule, problem) => {
    expect(problems({ rules: () => [rule] })).toEqual([problem]);
  });

  test('from any host below a domain to one of them', () => {
    const www = { filters: [HttpFilter.redirect({ hostname: 'www.example.com' })] };
    const problem = comesBack('/ of *.example.com', '/ of www.example.com');
    expect(problems({ hosts: ['*.example.com'], rules: () => [www] })).toEqual([problem]);
  });
});

test('reports a redirect to the very port on which its Gateway listens', () => {
  const shop = space(platform(), 'shop');
  const gateway = new Gateway(shop, 'edge', { httpsPort: 8443 });
  const on = (port: number) => [{ filters: [HttpFilter.redirect({ port })] }];
  const common = { gateway, tls: SECRET };
  const same = new HttpRoute(shop, 'same', { ...common, hostnames: ['a.example.com'], rules: on(8443) });
  const other = new HttpRoute(shop, 'other', { ...common, hostnames: ['b.example.com'], rules: on(9443) });
  expect(same.node.validate()).toEqual([comesBack('/ of a.example.com', '/ of a.example.com')]);
  expect(other.node.validate()).toEqual([]);
});

describe('is silent about a redirect', () => {
  test.each<[string, (api: Backend) => HttpRouteRule[]]>([
    ['to another rule', (api) => [LOGIN, { matches: [HttpMatch.path('/login')], backends: [api] }]],
    ['to an exact path', (api) => [LOGIN, { matches: [HttpMatch.exactPath('/login')], backends: [api] }]],
    ['to what a pattern may be for', (api) => [LOGIN, { matches: [HttpMatch.pathRegex('/log.*')], backends: [api] }]],
    ['from a path alone', () => [{ matches: [HttpMatch.exactPath('/')], ...LOGIN }]],
    ['from a pattern', () => [{ matches: [HttpMatch.pathRegex('/.*')], ...LOGIN }]],
    ['after which browsers ask by GET', () => [{ matches: [HttpMatch.path('/').method(HttpMethod.POST)], ...LOGIN }]],
    ['to another port', () => [{ filters: [HttpFilter.redirect({ path: '/login', port: 8443 })] }]],
    ['to another host', () => [{ filters: [HttpFilter.redirect({ path: '/login', hostname: 'id.example.com' })] }]],
    [
      'to a shorter prefix',
      () => [{ matches: [HttpMatch.path('/a')], filters: [HttpFilter.redirect({ prefix: '/' })] }],
    ],
  ])('%s', (_, rules) => {
    expect(problems({ rules })).toEqual([]);
  });

  test('to another route of the host, whichever was declared first', () => {
    const from = { rules: () => [LOGIN] };
    const to = { rules: (api: Backend) => [{ matches: [HttpMatch.path('/login')], backends: [api] }] };
    expect(problems(from, to)).toEqual([]);
    expect(problems(to, from)).toEqual([]);
    expect(problems(from, { ...to, hosts: ['www.example.com'] })).toHaveLength(1);
  });

  test('to a host of its own below a domain', () => {
    const from = {
      hosts: ['*.example.com'],
      rules: () => [{ filters: [HttpFilter.redirect({ hostname: 'www.example.com' })] }],
    };
    const to = { hosts: ['www.example.com'], rules: (api: Backend) => [{ backends: [api] }] };
    expect(problems(from, to)).toEqual([]);
  });

  test('on a Gateway that others write, whose routes nobody here knows', () => {
    const shop = space(platform(), 'shop');
    const gateway = new ExistingGateway(shop, 'edge', {
      name: 'public',
      namespace: 'gateways',
      listeners: [{ name: 'https' }],
    });
    const { node } = new HttpRoute(shop, 'web', { gateway, hostnames: ['shop.example.com'], rules: [LOGIN] });
    expect(node.validate()).toEqual([]);
  });
});

test('a route that is taken out is no way out', () => {
  const shop = space(platform(), 'shop');
  const common = { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET };
  new HttpRoute(shop, 'from', { ...common, rules: [LOGIN] });
  const rules = [{ matches: [HttpMatch.path('/login')], backends: [new Backend(shop, 'api')] }];
  new HttpRoute(shop, 'to', { ...common, rules });
  expect(() => Testing.synth(shop)).not.toThrow();
  shop.node.tryRemoveChild('to');
  expect(shop.node.findChild('from').node.validate()).toEqual([
    comesBack('/ of shop.example.com', '/login of shop.example.com'),
  ]);
});
