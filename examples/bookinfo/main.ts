import {
  Gateway,
  HttpMatch,
  HttpRoute,
  Ingress,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  Platform,
  Port,
  Service,
  Workload,
} from 'cdk8s-networking';
import { chosen, cluster } from '../clusters';

/*
 * Bookinfo, the public demo of Istio: a page about a book, with its details, and with reviews in three versions. Images,
 * ports and paths are those that it publishes.
 *
 * The page finds all versions of the reviews behind one name. Versions 2 and 3 ask for ratings, version 1 doesn't, and so
 * it can't: which pods may connect doesn't follow from which Service they are behind.
 */

const PORT = 9080;
const profile = cluster(chosen);
const platform = new Platform({ cluster: profile });
const bookinfo = new IsolatedNamespace(platform, 'bookinfo');

function serviceOf(app: string, version: string, props: Partial<InternalServiceProps> = {}): InternalService {
  const { name = app } = props;
  return new InternalService(bookinfo, name, {
    image: `docker.io/istio/examples-bookinfo-${app}-${version}:1.20.3`,
    port: PORT,
    portName: 'http',
    labels: { app, version },
    runAs: 1000,
    ...props,
  });
}

const details = serviceOf('details', 'v1');
const ratings = serviceOf('ratings', 'v1');

const [reviewsV1, reviewsV2, reviewsV3] = ['v1', 'v2', 'v3'].map((version) =>
  serviceOf('reviews', version, {
    name: `reviews-${version}`,
    env: { LOG_DIR: '/tmp/logs' },
    writable: ['/tmp', '/opt/ibm/wlp/output'],
  }),
);

/** One name for the pods of all versions: a Service selects by labels, whoever runs the pods. */
const everyVersion = Workload.of({
  namespace: 'bookinfo',
  name: 'reviews',
  labels: { app: 'reviews' },
  ports: [Port.tcp(PORT)],
});
new Service(bookinfo, 'reviews', {
  workload: { workload: everyVersion },
  ports: [{ name: 'http', target: Port.tcp(PORT) }],
});

const productpage = serviceOf('productpage', 'v1', { writable: ['/tmp'] });

for (const callee of [details, reviewsV1, reviewsV2, reviewsV3]) {
  productpage.connections.allowTo(callee);
}
for (const caller of [reviewsV2, reviewsV3]) {
  caller.connections.allowTo(ratings);
}

/** What the page answers; anything else, such as its metrics, stays inside. */
const host = 'bookinfo.example.com';
const exactly = ['/productpage', '/login', '/logout'];
const below = ['/static', '/api/v1/products'];
if (profile.entry().implementation) {
  new HttpRoute(bookinfo, 'bookinfo', {
    gateway: Gateway.shared(bookinfo),
    hostnames: [host],
    rules: [
      {
        matches: [...exactly.map((path) => HttpMatch.exactPath(path)), ...below.map((path) => HttpMatch.path(path))],
        backends: [productpage],
      },
    ],
  });
} else {
  const paths = [...exactly.map((path) => ({ path, exact: true })), ...below.map((path) => ({ path }))];
  new Ingress(bookinfo, 'bookinfo', {
    rules: [{ host, paths: paths.map((each) => ({ ...each, backend: productpage })) }],
  });
}

platform.synth();
