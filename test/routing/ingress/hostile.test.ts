import { Duration, Size } from 'cdk8s';
import { Entry, HttpMethod, type IIngressController, Ingress, IngressControllers } from '../../../lib';
import { Backend, CLEAR, platform, space } from '../sample';

const subnetRanges = ['10.0.0.0/24'];

const CONTROLLERS: IIngressController[] = [
  IngressControllers.awsLoadBalancer({ subnetRanges }),
  IngressControllers.azureApplicationGateway({ subnetRanges }),
  IngressControllers.cilium(),
  IngressControllers.contour(),
  IngressControllers.gke(),
  IngressControllers.haproxy(),
  IngressControllers.ingressNginx(),
  IngressControllers.istioIngress(),
  IngressControllers.kong(),
  IngressControllers.traefik(),
];

/** An Ingress in clear text, which every controller serves. */
function asking(controller: IIngressController, options: any): Ingress {
  const app = platform(Entry.ingress(controller));
  const backend = new Backend(space(app, 'shop', 'apps'), 'web-app');
  return new Ingress(space(app, 'shop'), 'web', {
    backend,
    host: 'shop.example.com',
    path: '/app',
    tls: CLEAR,
    options,
  });
}

const PATH =
  'must start with "/", have at most 1024 characters, all of them allowed in a URL path (so no "?", "#" or space), and ' +
  'contain no "//", "/./", "/../" or "%2F"';
const COOKIE = 'the `cookieName` of a `stickySession` must have 1 to 64 letters, digits, "-" and "_" only';
const ORIGIN =
  'an origin of CORS must be "http://" or "https://" and a host in lower case, perhaps with "*." in front and a port ' +
  'behind, and nothing else';

/** What no controller is ever told, whether or not it has the option. */
const HOSTILE: [string, object, string][] = [
  [
    'a header in the name of a cookie',
    { stickySession: { cookieName: 'a\r\nSet-Cookie: b' } },
    `${COOKIE}, but got "a\\r\\nSet-Cookie: b"; write it as in 'shop-session'`,
  ],
  [
    'a name of a cookie longer than a header',
    { stickySession: { cookieName: 'a'.repeat(65) } },
    `${COOKIE}, but got "${'a'.repeat(65)}"; write it as in 'shop-session'`,
  ],
  [
    'a second network behind a comma',
    { sourceRanges: ['203.0.113.0/24,0.0.0.0/0'] },
    'a CIDR must be an IPv4 address in four decimal parts or an IPv6 address in groups, "/" and a prefix length, but got "203.0.113.0/24,0.0.0.0/0"; write it as in 10.0.0.0/8 or 2001:db8::/32',
  ],
  [
    'an origin of all hosts of a letter',
    { cors: { allowOrigins: ['https://a*.example.com'] } },
    `${ORIGIN}, but got "https://a*.example.com"; write it as in "https://www.example.com"`,
  ],
  [
    'an origin in another script',
    { cors: { allowOrigins: ['https://exаmple.com'], allowMethods: [HttpMethod.GET] } },
    `${ORIGIN}, but got "https://exаmple.com"; write it as in "https://www.example.com"`,
  ],
  [
    'a host in the place of a path',
    { rewritePrefix: '//evil.example.com' },
    `the \`rewritePrefix\` of an Ingress ${PATH}, but got "//evil.example.com"; write it as the browser sends it, such as "/admin"`,
  ],
  [
    'no time at all',
    { timeout: Duration.seconds(0) },
    'the `timeout` of an Ingress must be a Duration of whole seconds, from 1 to 2147483647, but got "0 seconds"; write it as in Duration.seconds(30)',
  ],
  [
    'a time that no controller can count',
    { timeout: Duration.days(30_000) },
    'the `timeout` of an Ingress must be a Duration of whole seconds, from 1 to 2147483647, but got "2592000000 seconds"; write it as in Duration.seconds(30)',
  ],
  [
    'a size that no controller can count',
    { maxBodySize: Size.tebibytes(8192) },
    'the `maxBodySize` of an Ingress must be a Size of at least one KiB, and less than 8 PiB, but got "8796093022208 KiB"; write it as in Size.mebibytes(10)',
  ],
  [
    'a rate that no controller can count',
    { rateLimit: { requestsPerSecond: 1e21 } },
    'the `requestsPerSecond` of a `rateLimit` must be a whole number from 1 to 2147483647, but got 1e+21; write it as in { requestsPerSecond: 10 }',
  ],
];

describe.each(HOSTILE)('%s', (_, options, text) => {
  test.each(CONTROLLERS.map((controller) => ({ name: controller.name, controller })))(
    'is refused before $name is asked',
    ({ controller }) => {
      expect(() => asking(controller, options)).toThrow(new Error(`[shop/web] ${text}`));
    },
  );
});

test('a path of a backend that is asked who may pass has nothing that a proxy would read', () => {
  const asked = (path: string) => {
    const app = platform(Entry.ingress(IngressControllers.ingressNginx()));
    const apps = space(app, 'shop', 'apps');
    const externalAuth = { backend: new Backend(apps, 'auth'), path };
    const backend = new Backend(apps, 'web-app');
    const options = { externalAuth };
    return new Ingress(space(app, 'shop'), 'web', { backend, host: 'shop.example.com', tls: CLEAR, options });
  };
  expect(() => asked('/check/$http_x')).toThrow(
    new Error(
      '[shop/web] the `path` of the `externalAuth` of an Ingress must have no characters but letters, digits, "/", "-", ' +
        '".", "_", "~" and "%", but got "/check/$http_x"; write it as in \'/check\'',
    ),
  );
  expect(asked('/check/x-1').toJson().metadata.annotations['nginx.ingress.kubernetes.io/auth-url']).toBe(
    'http://auth.shop.svc.cluster.local:3000/check/x-1',
  );
});
