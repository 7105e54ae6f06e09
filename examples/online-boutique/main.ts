import { Duration } from 'cdk8s';
import {
  Clusters,
  type ContainerResources,
  Entry,
  IngressControllers,
  InternalService,
  type InternalServiceProps,
  type IService,
  IsolatedNamespace,
  Platform,
  Probe,
  ServiceAccount,
  Tls,
  Volume,
  WebApp,
  Worker,
} from 'cdk8s-networking';

/*
 * Online Boutique, the public demo of a shop: eleven services and a load generator, with its public images, and the
 * ports, environment and probes that it publishes.
 *
 * Its pods run as published: as user 1000, with a read-only root, all capabilities dropped. Ours differ in one thing:
 * they also have the seccomp profile RuntimeDefault, without which Pod Security "restricted" refuses them. And no pod
 * gets a token for the Kubernetes API, since none uses it.
 */

const cluster =
  process.env.ENTRY === 'ingress'
    ? Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] })
    : Clusters.kubeadm();

const platform = new Platform({ cluster });
const boutique = new IsolatedNamespace(platform, 'boutique');

const release = (name: string) => `us-central1-docker.pkg.dev/google-samples/microservices-demo/${name}:v0.10.5`;
const address = (service: IService) => `${service.dnsName.short}:${service.defaultPort}`;
const hardened = { runAs: 1000, readOnlyRoot: true };
const quick = { terminationGracePeriod: Duration.seconds(5) };
const small: ContainerResources = { cpuRequest: '100m', cpuLimit: '200m', memoryRequest: '64Mi', memoryLimit: '128Mi' };

/** One of the gRPC services, which all look alike. */
function grpcService(name: string, props: Omit<InternalServiceProps, 'image'>): InternalService {
  return new InternalService(boutique, name, {
    image: release(name),
    portName: 'grpc',
    appProtocol: 'grpc',
    serviceAccount: ServiceAccount.dedicated(),
    readiness: Probe.grpc(),
    liveness: Probe.grpc(),
    resources: small,
    ...hardened,
    ...props,
  });
}

const everyFiveSeconds = Probe.grpc({ period: Duration.seconds(5) });
const withoutProfiler = (port: number) => ({ PORT: `${port}`, DISABLE_PROFILER: '1' });

const ad = grpcService('adservice', {
  port: 9555,
  env: { PORT: '9555' },
  readiness: Probe.grpc({ initialDelay: Duration.seconds(20), period: Duration.seconds(15) }),
  liveness: Probe.grpc({ initialDelay: Duration.seconds(20), period: Duration.seconds(15) }),
  resources: { cpuRequest: '200m', cpuLimit: '300m', memoryRequest: '180Mi', memoryLimit: '300Mi' },
  ...quick,
});

const redis = new InternalService(boutique, 'redis-cart', {
  image: 'redis:alpine',
  port: 6379,
  portName: 'tcp-redis',
  readiness: Probe.tcp({ period: Duration.seconds(5) }),
  liveness: Probe.tcp({ period: Duration.seconds(5) }),
  resources: { cpuRequest: '70m', cpuLimit: '125m', memoryRequest: '200Mi', memoryLimit: '256Mi' },
  volumes: { '/data': Volume.emptyDir() },
  ...hardened,
});

const cart = grpcService('cartservice', {
  port: 7070,
  env: { REDIS_ADDR: address(redis.service) },
  readiness: Probe.grpc({ initialDelay: Duration.seconds(15) }),
  liveness: Probe.grpc({ initialDelay: Duration.seconds(15), period: Duration.seconds(10) }),
  resources: { ...small, cpuRequest: '200m', cpuLimit: '300m' },
  ...quick,
});

const currency = grpcService('currencyservice', { port: 7000, env: withoutProfiler(7000), ...quick });

const email = grpcService('emailservice', {
  port: 8080,
  servicePort: 5000,
  env: withoutProfiler(8080),
  readiness: everyFiveSeconds,
  liveness: everyFiveSeconds,
  ...quick,
});

const payment = grpcService('paymentservice', { port: 50051, env: withoutProfiler(50051), ...quick });

const catalog = grpcService('productcatalogservice', { port: 3550, env: withoutProfiler(3550), ...quick });

const shipping = grpcService('shippingservice', {
  port: 50051,
  env: withoutProfiler(50051),
  readiness: everyFiveSeconds,
});

const recommendation = grpcService('recommendationservice', {
  port: 8080,
  env: { PORT: '8080', PRODUCT_CATALOG_SERVICE_ADDR: address(catalog.service), DISABLE_PROFILER: '1' },
  readiness: everyFiveSeconds,
  liveness: everyFiveSeconds,
  resources: { cpuRequest: '100m', cpuLimit: '200m', memoryRequest: '220Mi', memoryLimit: '450Mi' },
  ...quick,
});

const checkout = grpcService('checkoutservice', {
  port: 5050,
  env: {
    PORT: '5050',
    PRODUCT_CATALOG_SERVICE_ADDR: address(catalog.service),
    SHIPPING_SERVICE_ADDR: address(shipping.service),
    PAYMENT_SERVICE_ADDR: address(payment.service),
    EMAIL_SERVICE_ADDR: address(email.service),
    CURRENCY_SERVICE_ADDR: address(currency.service),
    CART_SERVICE_ADDR: address(cart.service),
  },
});

const healthz = (session: string) =>
  Probe.http('/_healthz', {
    headers: { Cookie: `shop_session-id=${session}` },
    initialDelay: Duration.seconds(10),
  });

const frontend = new WebApp(boutique, 'frontend', {
  image: release('frontend'),
  host: 'boutique.example.com',
  tls: Tls.secret('boutique-tls'),
  port: 8080,
  servicePort: 80,
  serviceAccount: ServiceAccount.dedicated(),
  readiness: healthz('x-readiness-probe'),
  liveness: healthz('x-liveness-probe'),
  resources: small,
  env: {
    PORT: '8080',
    PRODUCT_CATALOG_SERVICE_ADDR: address(catalog.service),
    CURRENCY_SERVICE_ADDR: address(currency.service),
    CART_SERVICE_ADDR: address(cart.service),
    RECOMMENDATION_SERVICE_ADDR: address(recommendation.service),
    SHIPPING_SERVICE_ADDR: address(shipping.service),
    CHECKOUT_SERVICE_ADDR: address(checkout.service),
    AD_SERVICE_ADDR: address(ad.service),
    // An optional service that the release doesn't run.
    SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
    ENABLE_PROFILER: '0',
  },
  ...hardened,
});

/** Waits up to two minutes for the frontend, so that the load doesn't start with errors. */
const FRONTEND_CHECK = `for attempt in $(seq 12); do
  wget -q -O /dev/null "http://$FRONTEND_ADDR" && exit 0
  sleep 10
done
echo "no answer from $FRONTEND_ADDR" >&2
exit 1`;

const loadGenerator = new Worker(boutique, 'loadgenerator', {
  image: release('loadgenerator'),
  env: { FRONTEND_ADDR: address(frontend.service), USERS: '10', RATE: '1' },
  initContainers: [
    {
      name: 'frontend-check',
      image: 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d',
      command: ['/bin/sh', '-c', FRONTEND_CHECK],
      env: { FRONTEND_ADDR: address(frontend.service) },
    },
  ],
  serviceAccount: ServiceAccount.dedicated(),
  resources: { cpuRequest: '300m', cpuLimit: '500m', memoryRequest: '256Mi', memoryLimit: '512Mi' },
  ...hardened,
  ...quick,
});

for (const callee of [ad, cart, checkout, currency, catalog, recommendation, shipping]) {
  frontend.connections.allowTo(callee);
}
for (const callee of [cart, currency, email, payment, catalog, shipping]) {
  checkout.connections.allowTo(callee);
}
recommendation.connections.allowTo(catalog);
cart.connections.allowTo(redis, { reason: 'carts are kept in Redis' });
loadGenerator.connections.allowTo(frontend);

platform.synth();
