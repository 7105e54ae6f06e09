import * as path from 'node:path';
import { Include } from 'cdk8s';
import { AdoptedWorkload, IsolatedNamespace, Peer, Platform, PodSecurity, Port } from 'cdk8s-networking';

/*
 * Online Boutique as others run it, closed without a change of any of its own objects: what
 * `npx cdk8s-networking suggest manifests -n boutique` printed, two changes later. The namespace enforces all, as the last
 * step of docs/adopting.md has it, and what isn't understood is gone: an assistant that the release doesn't run.
 */

const platform = new Platform();

const boutique = new IsolatedNamespace(platform, 'boutique', {
  podSecurity: PodSecurity.privileged({ reason: 'as it was before it was adopted' }),
  writesDefaultServiceAccount: false,
});
new Include(boutique, 'manifests', { url: path.join(__dirname, 'manifests/boutique.yaml') });

const adservice = AdoptedWorkload.find(boutique, 'Deployment', 'adservice');
const cartservice = AdoptedWorkload.find(boutique, 'Deployment', 'cartservice');
const checkoutservice = AdoptedWorkload.find(boutique, 'Deployment', 'checkoutservice');
const currencyservice = AdoptedWorkload.find(boutique, 'Deployment', 'currencyservice');
const emailservice = AdoptedWorkload.find(boutique, 'Deployment', 'emailservice');
const frontend = AdoptedWorkload.find(boutique, 'Deployment', 'frontend');
const loadgenerator = AdoptedWorkload.find(boutique, 'Deployment', 'loadgenerator');
const paymentservice = AdoptedWorkload.find(boutique, 'Deployment', 'paymentservice');
const productcatalogservice = AdoptedWorkload.find(boutique, 'Deployment', 'productcatalogservice');
const recommendationservice = AdoptedWorkload.find(boutique, 'Deployment', 'recommendationservice');
const redisCart = AdoptedWorkload.find(boutique, 'Deployment', 'redis-cart');
const shippingservice = AdoptedWorkload.find(boutique, 'Deployment', 'shippingservice');

// sure: env REDIS_ADDR=redis-cart:6379 (examples/adopted-boutique/manifests/boutique.yaml:39)
cartservice.connections.allowTo(redisCart, { ports: [Port.tcp(6379)], reason: 'env REDIS_ADDR=redis-cart:6379' });

// sure: env CART_SERVICE_ADDR=cartservice:7070 (examples/adopted-boutique/manifests/boutique.yaml:66)
checkoutservice.connections.allowTo(cartservice, {
  ports: [Port.tcp(7070)],
  reason: 'env CART_SERVICE_ADDR=cartservice:7070',
});

// sure: env CURRENCY_SERVICE_ADDR=currencyservice:7000 (examples/adopted-boutique/manifests/boutique.yaml:65)
checkoutservice.connections.allowTo(currencyservice, {
  ports: [Port.tcp(7000)],
  reason: 'env CURRENCY_SERVICE_ADDR=currencyservice:7000',
});

// sure: env EMAIL_SERVICE_ADDR=emailservice:5000 (examples/adopted-boutique/manifests/boutique.yaml:64)
checkoutservice.connections.allowTo(emailservice, {
  ports: [Port.tcp(8080)],
  reason: 'env EMAIL_SERVICE_ADDR=emailservice:5000',
});

// sure: env PAYMENT_SERVICE_ADDR=paymentservice:50051 (examples/adopted-boutique/manifests/boutique.yaml:63)
checkoutservice.connections.allowTo(paymentservice, {
  ports: [Port.tcp(50051)],
  reason: 'env PAYMENT_SERVICE_ADDR=paymentservice:50051',
});

// sure: env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550 (examples/adopted-boutique/manifests/boutique.yaml:61)
checkoutservice.connections.allowTo(productcatalogservice, {
  ports: [Port.tcp(3550)],
  reason: 'env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550',
});

// sure: env SHIPPING_SERVICE_ADDR=shippingservice:50051 (examples/adopted-boutique/manifests/boutique.yaml:62)
checkoutservice.connections.allowTo(shippingservice, {
  ports: [Port.tcp(50051)],
  reason: 'env SHIPPING_SERVICE_ADDR=shippingservice:50051',
});

// sure: env AD_SERVICE_ADDR=adservice:9555 (examples/adopted-boutique/manifests/boutique.yaml:138)
frontend.connections.allowTo(adservice, { ports: [Port.tcp(9555)], reason: 'env AD_SERVICE_ADDR=adservice:9555' });

// sure: env CART_SERVICE_ADDR=cartservice:7070 (examples/adopted-boutique/manifests/boutique.yaml:134)
frontend.connections.allowTo(cartservice, {
  ports: [Port.tcp(7070)],
  reason: 'env CART_SERVICE_ADDR=cartservice:7070',
});

// sure: env CHECKOUT_SERVICE_ADDR=checkoutservice:5050 (examples/adopted-boutique/manifests/boutique.yaml:137)
frontend.connections.allowTo(checkoutservice, {
  ports: [Port.tcp(5050)],
  reason: 'env CHECKOUT_SERVICE_ADDR=checkoutservice:5050',
});

// sure: env CURRENCY_SERVICE_ADDR=currencyservice:7000 (examples/adopted-boutique/manifests/boutique.yaml:133)
frontend.connections.allowTo(currencyservice, {
  ports: [Port.tcp(7000)],
  reason: 'env CURRENCY_SERVICE_ADDR=currencyservice:7000',
});

// sure: env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550 (examples/adopted-boutique/manifests/boutique.yaml:132)
frontend.connections.allowTo(productcatalogservice, {
  ports: [Port.tcp(3550)],
  reason: 'env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550',
});

// sure: env RECOMMENDATION_SERVICE_ADDR=recommendationservice:8080 (examples/adopted-boutique/manifests/boutique.yaml:135)
frontend.connections.allowTo(recommendationservice, {
  ports: [Port.tcp(8080)],
  reason: 'env RECOMMENDATION_SERVICE_ADDR=recommendationservice:8080',
});

// sure: env SHIPPING_SERVICE_ADDR=shippingservice:50051 (examples/adopted-boutique/manifests/boutique.yaml:136)
frontend.connections.allowTo(shippingservice, {
  ports: [Port.tcp(50051)],
  reason: 'env SHIPPING_SERVICE_ADDR=shippingservice:50051',
});

// sure: Service boutique/frontend-external brings tcp://*:80 (examples/adopted-boutique/manifests/boutique.yaml:150)
// sure: Service boutique/frontend-external brings tcp://*:30000-32767 (examples/adopted-boutique/manifests/boutique.yaml:150)
frontend.connections.allowFrom(Peer.anywhere({ reason: 'Service boutique/frontend-external brings tcp://*:80' }), {
  ports: [Port.tcp(8080)],
});

// sure: env FRONTEND_ADDR=frontend:80 (examples/adopted-boutique/manifests/boutique.yaml:164)
loadgenerator.connections.allowTo(frontend, { ports: [Port.tcp(8080)], reason: 'env FRONTEND_ADDR=frontend:80' });

// sure: env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550 (examples/adopted-boutique/manifests/boutique.yaml:227)
recommendationservice.connections.allowTo(productcatalogservice, {
  ports: [Port.tcp(3550)],
  reason: 'env PRODUCT_CATALOG_SERVICE_ADDR=productcatalogservice:3550',
});

platform.synth();
