import * as path from 'node:path';
import { Duration, Size } from 'cdk8s';
import {
  BackendProtocol,
  Challenge,
  type Entry,
  type IGatewayImplementation,
  type IIngressController,
  Ingress,
  IngressOption,
  type IngressOptions,
  InternalService,
  IsolatedNamespace,
  Platform,
  PodSecurity,
  SharedGateway,
  Tls,
  WebApp,
} from '../../lib';
import { CONTROLLERS, clusterOf, gatewayEntry, IMPLEMENTATIONS, ingressEntry } from './ways-in';

/*
 * One of each way into a cluster: every ingress controller with each option that it has, and every implementation of the
 * Gateway API with a shared Gateway; each in a folder of its own, for the judge of manifests.
 */

const OUT = process.env.CDK8S_OUTDIR ?? 'dist';
const cors = { allowOrigins: ['https://www.example.com'], allowHeaders: ['x-token'], maxAge: Duration.minutes(10) };

/** What asks for an option; an option that isn't asked for by itself has none. */
const ASKING: Partial<Record<IngressOption, IngressOptions>> = {
  [IngressOption.TIMEOUT]: { timeout: Duration.seconds(30) },
  [IngressOption.MAX_BODY_SIZE]: { maxBodySize: Size.mebibytes(8) },
  [IngressOption.STICKY_SESSION]: { stickySession: {} },
  [IngressOption.STICKY_SESSION_COOKIE_NAME]: { stickySession: { cookieName: 'session' } },
  [IngressOption.STICKY_SESSION_DURATION]: { stickySession: { duration: Duration.hours(1) } },
  [IngressOption.SOURCE_RANGES]: { sourceRanges: ['203.0.113.0/24'] },
  [IngressOption.CORS]: { cors },
  [IngressOption.CORS_EXPOSE_HEADERS]: { cors: { ...cors, exposeHeaders: ['x-total'] } },
  [IngressOption.BACKEND_HTTPS]: { backendProtocol: BackendProtocol.HTTPS },
  [IngressOption.BACKEND_GRPC]: { backendProtocol: BackendProtocol.GRPC },
  [IngressOption.BACKEND_GRPCS]: { backendProtocol: BackendProtocol.GRPCS },
  [IngressOption.REWRITE_PREFIX]: { rewritePrefix: '/' },
  [IngressOption.RATE_LIMIT]: { rateLimit: { requestsPerSecond: 10 } },
  [IngressOption.RATE_LIMIT_BURST]: { rateLimit: { requestsPerSecond: 10, burst: 20 } },
  [IngressOption.BASIC_AUTH]: { basicAuth: { secret: 'users' } },
  [IngressOption.EXTERNAL_AUTH]: {
    externalAuth: { url: 'https://auth.example.com/check', responseHeaders: ['X-User'] },
  },
  [IngressOption.EXTERNAL_AUTH_SIGN_IN]: {
    externalAuth: { url: 'https://auth.example.com/check', signInUrl: 'https://auth.example.com/start' },
  },
};

function platformFor(folder: string, entry: Entry): Platform {
  return new Platform({ cluster: clusterOf(folder, entry), outdir: path.join(OUT, folder) });
}

/** By what a controller can be given a certificate. */
function tlsFor({ options }: IIngressController): Tls {
  if (options.includes(IngressOption.SECRET_CERTIFICATE)) return Tls.secret('example-tls');
  if (options.includes(IngressOption.CLOUD_CERTIFICATE)) return Tls.cloud('example-certificate');
  return Tls.none({ reason: 'this controller ends no TLS by Ingress' });
}

/** One Ingress for each option, each with an app of its own: an option may say something of the Service. */
function writeIngresses(folder: string, controller: IIngressController): void {
  const platform = platformFor(folder, ingressEntry(controller));
  const shop = new IsolatedNamespace(platform, 'shop');
  const tls = tlsFor(controller);
  const asked = controller.options.flatMap((option, index) =>
    ASKING[option] ? [{ index, options: ASKING[option] }] : [],
  );
  for (const { index, options } of [{ index: 99, options: undefined }, ...asked]) {
    const backend = new InternalService(shop, `app-${index}`, { image: 'ghcr.io/acme/app:1.0', port: 8080 });
    const host = `app-${index}.example.com`;
    const path = options?.rewritePrefix ? '/app' : '/';
    new Ingress(shop, `route-${index}`, { backend, host, path, tls, options });
  }
  platform.synth();
}

/** A Gateway that is shared by two namespaces. */
function writeGateway(folder: string, implementation: IGatewayImplementation): void {
  const platform = platformFor(folder, gatewayEntry(implementation));
  const takesSecrets = implementation.takesSecrets ?? true;
  const edge = new SharedGateway(platform, 'edge', {
    hostnames: ['*.example.com'],
    podSecurity: PodSecurity.baseline({ reason: 'the pods of some data planes' }),
    tls: takesSecrets
      ? Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 })
      : Tls.cloud('arn:aws:acm:eu-west-1:123456789012:certificate/example'),
    guardsHosts: true,
  });
  for (const team of ['shop', 'bank']) {
    const space = new IsolatedNamespace(platform, team, { gateway: edge.forHosts(`${team}.example.com`) });
    new WebApp(space, 'web', { image: 'ghcr.io/acme/web:2.0', port: 3000, host: `${team}.example.com` });
  }
  platform.synth();
}

for (const [name, controller] of Object.entries(CONTROLLERS)) writeIngresses(`ingress-${name}`, controller);
for (const [name, implementation] of Object.entries(IMPLEMENTATIONS)) writeGateway(`gateway-${name}`, implementation);
