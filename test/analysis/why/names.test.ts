import { Answer } from '../../../lib/analysis';
import { Clusters, Entry, GkeDns, IngressControllers } from '../../../lib/cluster';
import { Report } from '../../../lib/report';
import {
  connectivityOf,
  DNS_EGRESS,
  deployment,
  ingress,
  manifests,
  namespace,
  object,
  policy,
  service,
} from '../evaluate/manifests';

const PODS = manifests(namespace('shop'), deployment('web'), deployment('api'));
const told = (text: string, to = 'shop/service/s', port = '80', from = 'shop/web') =>
  Report.why(connectivityOf(text).why(from, to, port === '' ? {} : { port }));
const DNS = `\
  ok  DNS: shop/web can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
`;
const OPEN = `\
  ok  egress: no policy restricts the egress of shop/web
  ok  ingress: no policy restricts the ingress of shop/api
`;

describe('a Service', () => {
  test('leads from its port to that of the pods', () => {
    const text = manifests(PODS, service('s', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }'));
    expect(told(text)).toBe(`\
shop/web -> shop/service/s TCP 80: allowed
${DNS}  ok  Service: s.shop.svc.cluster.local:80 leads to TCP 8080 of shop/api
      by Service shop/s (shop.yaml:23)
${OPEN}`);
  });

  test('does not have the port', () => {
    const text = manifests(PODS, service('s', '{ selector: { app: api }, ports: [{ port: 80 }] }'));
    expect(told(text, 'shop/service/s', '8080')).toBe(`\
shop/web -> shop/service/s TCP 8080: denied
${DNS}  no  Service: Service shop/s doesn't have TCP 8080; its ports are TCP 80
      by Service shop/s (shop.yaml:23)
To allow it: ask for a port of the Service, of which there are TCP 80, or name the pods themselves
`);
  });

  test('selects nobody', () => {
    const text = manifests(PODS, service('s', '{ selector: { app: apy }, ports: [{ port: 80 }] }'));
    expect(told(text)).toBe(`\
shop/web -> shop/service/s TCP 80: denied
${DNS}  no  Service: no pod of namespace shop has the labels app=apy that Service shop/s selects; correct its selector, or \
the labels in the pod template
      by Service shop/s (shop.yaml:23)
To allow it: no pod of namespace shop has the labels app=apy that Service shop/s selects; correct its selector, or the \
labels in the pod template
`);
  });

  test('has no endpoints of its own', () => {
    expect(told(manifests(PODS, service('s', '{ ports: [{ port: 80 }] }')))).toContain(`\
shop/web -> shop/service/s TCP 80: unknown
${DNS}  ??  Service: Service shop/s has no selector, and no EndpointSlice among the manifests says where it leads; write one, \
or give the Service a selector
      by Service shop/s (shop.yaml:23)
`);
  });

  test('is headless, and maps no port', () => {
    const text = manifests(
      PODS,
      service('s', '{ clusterIP: None, selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }'),
    );
    expect(told(text)).toContain(`\
  ok  Service: s.shop.svc.cluster.local leads to the pods of shop/api, on their own ports
      by Service shop/s (shop.yaml:23)
  ??  Service: Service shop/s is headless, so clients arrive on port 80 and the target port 8080 is never used; give it the \
number that the pods listen on as its port
`);
  });

  test('is another name', () => {
    const text = manifests(PODS, service('s', '{ type: ExternalName, externalName: example.com }'));
    expect(told(text, 'shop/service/s', '443')).toBe(`\
shop/web -> shop/service/s TCP 443: allowed
${DNS}  ??  Service: Service shop/s is another name for example.com, whose addresses are not known
      by Service shop/s (shop.yaml:23)
  ok  egress: no policy restricts the egress of shop/web
`);
  });
});

test('the port of a Service is no port of the pods: the usual mistake', () => {
  const text = manifests(
    PODS,
    service('s', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }'),
    policy('api', '{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 8080 }] }] }'),
  );
  expect(told(text, 'shop/api')).toBe(`\
shop/web -> shop/api TCP 80: denied
  ??  name: TCP 80 is a port of Service shop/s, which leads to TCP 8080 of shop/api; policies see that one
      by Service shop/s (shop.yaml:23)
  ok  egress: no policy restricts the egress of shop/web
  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 80; \
NetworkPolicy shop/api does so on TCP 8080 only
      by NetworkPolicy shop/api (shop.yaml:29)
To allow it: ask for TCP 8080, the port of the pods, or for shop/service/s on 80
`);
});

describe('names can not be resolved', () => {
  const SERVICE = service('s', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }');
  const TO_PODS = policy(
    'web',
    `
podSelector: { matchLabels: { app: web } }
policyTypes: [Egress]
egress:
  - to: [{ podSelector: {} }]`,
  );
  const REMEDY = `\
  - to:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: kube-system
        podSelector:
          matchLabels:
            k8s-app: kube-dns
    ports:
      - protocol: TCP
        port: 53
`;

  test('where the client may not reach the DNS of the cluster', () => {
    expect(told(manifests(PODS, SERVICE, TO_PODS))).toBe(`\
shop/web -> shop/service/s TCP 80: denied
  no  DNS: shop/web can't resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system; \
NetworkPolicy shop/web governs the egress of shop/web, and no rule lets it reach the cluster DNS on TCP 53, UDP 53
      by NetworkPolicy shop/web (shop.yaml:29)
  ok  Service: s.shop.svc.cluster.local:80 leads to TCP 8080 of shop/api
      by Service shop/s (shop.yaml:23)
  ok  egress: NetworkPolicy shop/web lets it reach shop/api
      by NetworkPolicy shop/web, spec.egress[0] (shop.yaml:36)
  ok  ingress: no policy restricts the ingress of shop/api
To allow it: add to spec.egress of NetworkPolicy shop/web (shop.yaml:35):
${REMEDY}      - protocol: UDP
        port: 53
`);
    expect(told(manifests(PODS, SERVICE, TO_PODS, DNS_EGRESS))).toMatch(
      /^shop\/web -> shop\/service\/s TCP 80: allowed\n/,
    );
  });

  test('where it reaches that over UDP only: large answers come over TCP', () => {
    const udp = DNS_EGRESS.replace(', { protocol: TCP, port: 53 }', '');
    const { answer, remedy } = connectivityOf(manifests(PODS, SERVICE, TO_PODS, udp)).why('shop/web', 'shop/service/s');
    expect(answer).toBe('denied');
    expect(remedy).toContain(REMEDY.trimEnd());
    expect(remedy).not.toContain('UDP');
  });

  test('for certain where the DNS lets clients in by names of ports that are not in the manifests', () => {
    const named = policy(
      'dns',
      '{ podSelector: {}, ingress: [{ ports: [{ port: dns, protocol: UDP }, { port: dns-tcp }] }] }',
      {
        namespace: 'kube-system',
      },
    );
    expect(told(manifests(PODS, SERVICE, named))).toContain(`\
shop/web -> shop/service/s TCP 80: unknown
  ??  DNS: shop/web may not be able to resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace \
kube-system; the names of the ports are not known
`);
  });

  describe('where the pods of the DNS listen on other ports than their Service has', () => {
    const dnsLeg = (ports: string) => {
      const egress = policy(
        'dns',
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }], ports: [${ports}] }] }`,
      );
      const network = connectivityOf(manifests(PODS, SERVICE, egress), { cluster: Clusters.openshift() });
      return network.why('shop/web', 'shop/service/s', { port: '80' }).legs.find(({ leg }) => leg === 'DNS');
    };

    test('but not where those of the pods are open', () => {
      expect(dnsLeg('{ protocol: UDP, port: 5353 }, { protocol: TCP, port: 5353 }')).toMatchObject({
        answer: Answer.ALLOWED,
        text:
          'shop/web can resolve names: names need TCP 5353, UDP 5353 to ' +
          'pods dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns',
      });
    });

    test('and only those of the Service are open', () => {
      expect(dnsLeg('{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }')?.answer).toBe(Answer.DENIED);
    });
  });

  test('never, where the DNS is known by addresses alone: pods of its namespace are no part of it', () => {
    const cluster = Clusters.gke({ dnsProvider: GkeDns.CLOUD_DNS });
    const other = deployment('other', { namespace: 'kube-system', labels: '{ k8s-app: other }' });
    const text = manifests(PODS, SERVICE, TO_PODS, other);
    expect(Report.why(connectivityOf(text, { cluster }).why('shop/web', 'shop/service/s', { port: '80' }))).toContain(
      '  ??  DNS: shop/web may not be able to resolve names: names need TCP 53, UDP 53 to 169.254.169.254/32',
    );
  });

  test('where the DNS lets nobody in', () => {
    const dns = deployment('coredns', { namespace: 'kube-system', labels: '{ k8s-app: kube-dns }' });
    const closed = policy('dns', '{ podSelector: { matchLabels: { k8s-app: kube-dns } } }', {
      namespace: 'kube-system',
    });
    expect(told(manifests(PODS, SERVICE, dns, closed))).toContain(`\
  no  DNS: shop/web can't resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system; \
NetworkPolicy kube-system/dns governs the ingress of the cluster DNS, and no rule lets shop/web in on TCP 53, UDP 53
`);
  });
});

describe('from outside', () => {
  test('tells that nodes alone are let in, where clients may be judged by their own address', () => {
    const nodePort = service(
      'api',
      '{ type: NodePort, selector: { app: api }, ports: [{ port: 80, targetPort: http }] }',
    );
    const fromNodes = policy(
      'api',
      '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }] }',
    );
    const report = connectivityOf(manifests(PODS, nodePort, fromNodes), { nodeCidrs: ['192.0.2.0/24'] }).why(
      'outside',
      'shop/api',
    );
    expect(report.answer).toBe(Answer.UNKNOWN);
    expect(report.legs.at(-1)?.text).toBe(
      'policies let in nodes alone, and with some network plugins the address of the client counts where its pod is on ' +
        'the node that it dials (--cluster says which plugin)',
    );
  });

  const SERVICE = service('s', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }');
  const INGRESS = ingress(
    's',
    '\ningressClassName: nginx\ndefaultBackend: { service: { name: s, port: { number: 80 } } }',
  );
  const CLOSED = policy('api', '{ podSelector: { matchLabels: { app: api } } }');
  const cluster = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });

  test('an Ingress leads through its controller, the Service and the policies', () => {
    const report = connectivityOf(manifests(PODS, SERVICE, INGRESS, CLOSED), { cluster }).why('outside', 'shop/api');
    expect(Report.why(report)).toBe(`\
outside -> shop/api any port: denied
  ok  controller: pods app.kubernetes.io/component=controller,app.kubernetes.io/instance=ingress-nginx,\
app.kubernetes.io/name=ingress-nginx in namespace ingress-nginx serve IngressClass nginx
  ok  route: http://*/: Ingress shop/s sends requests to port 80 of Service shop/s
      by Ingress shop/s (shop.yaml:34)
  ok  backend: Service shop/s has the TCP port 80
      by Ingress shop/s (shop.yaml:34)
  ok  Service: Service shop/s leads its port 80 to TCP port 8080 of Deployment shop/api
      by Service shop/s (shop.yaml:27)
  ok  egress: no policy restricts the egress of ingress-nginx/nginx
  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets ingress-nginx/nginx in on TCP 8080
      by NetworkPolicy shop/api (shop.yaml:36)
To allow it: add to spec.ingress of NetworkPolicy shop/api (shop.yaml:39):
  - from:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: ingress-nginx
        podSelector:
          matchLabels:
            app.kubernetes.io/component: controller
            app.kubernetes.io/instance: ingress-nginx
            app.kubernetes.io/name: ingress-nginx
    ports:
      - protocol: TCP
        port: 8080
`);
  });

  test('nobody can be let in of whom it is not known where they are', () => {
    const { answer, remedy } = connectivityOf(manifests(PODS, SERVICE, INGRESS, CLOSED)).why('outside', 'shop/api');
    expect([answer, remedy]).toEqual([
      'denied',
      'say where ingress-controller is (--cluster or --entry), and let its pods in',
    ]);
  });

  test('a Gateway leads by its listener', () => {
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'edge',
      '{ gatewayClassName: eg, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
      { namespace: 'shop' },
    );
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      's',
      '{ parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: s, port: 80 }] }] }',
      { namespace: 'shop' },
    );
    expect(told(manifests(PODS, SERVICE, gateway, route), 'shop/api', '8080', 'shop/edge')).toBe(`\
shop/edge -> shop/api TCP 8080: allowed
  ??  controller: which pods serve Gateway shop/edge isn't known; a cluster profile can say it, or a selection of the pods \
of GatewayClass eg
  ok  listener: listener "http" of Gateway shop/edge admits routes of namespace shop
      by Gateway shop/edge (shop.yaml:33)
  ok  route: http://*/: HTTPRoute shop/s sends requests to port 80 of Service shop/s
      by HTTPRoute shop/s (shop.yaml:39)
  ok  backend: Service shop/s has the TCP port 80
      by HTTPRoute shop/s (shop.yaml:39)
  ok  Service: Service shop/s leads its port 80 to TCP port 8080 of Deployment shop/api
      by Service shop/s (shop.yaml:27)
  ok  egress: no policy restricts the egress of shop/edge
  ok  ingress: no policy restricts the ingress of shop/api
`);
  });

  test('a route that no listener takes is told of', () => {
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'edge',
      '{ gatewayClassName: eg, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
      { namespace: 'gateways' },
    );
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      's',
      '{ parentRefs: [{ name: edge, namespace: gateways }], rules: [{ backendRefs: [{ name: s, port: 80 }] }] }',
      { namespace: 'shop' },
    );
    const fault =
      'the route\'s namespace shop is not admitted by listener "http" of Gateway gateways/edge, whose ' +
      'allowedRoutes.namespaces.from is Same; set it to All, or to a Selector that matches the namespace';
    const { answer, legs, remedy } = connectivityOf(manifests(PODS, SERVICE, gateway, route)).why(
      'outside',
      'shop/api',
    );
    expect([answer, remedy]).toEqual(['denied', fault]);
    expect(legs.find((leg) => leg.answer === 'denied')?.text).toBe(`http://*/: ${fault}`);
  });

  test('a route that is broken is not what has to be mended where another one leads there', () => {
    const paths = ingress(
      's',
      `
ingressClassName: nginx
rules:
  - http:
      paths:
        - { path: /, pathType: Prefix, backend: { service: { name: s, port: { number: 80 } } } }
        - { path: /old, pathType: Prefix, backend: { service: { name: old, port: { number: 80 } } } }`,
    );
    const { remedy } = connectivityOf(manifests(PODS, SERVICE, paths, CLOSED), { cluster }).why('outside', 'shop/api');
    expect(remedy).toMatch(/^add to spec\.ingress of NetworkPolicy shop\/api /);
    const opened = manifests(PODS, SERVICE, paths);
    expect(connectivityOf(opened, { cluster }).why('outside', 'shop/api').remedy).toBeUndefined();
  });

  test('a load balancer that keeps the addresses of its clients is asked about those', () => {
    const balancer = service(
      's',
      '{ type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: api }, ports: [{ port: 80, targetPort: http }] }',
    );
    const { answer, legs, remedy } = connectivityOf(manifests(PODS, balancer, CLOSED)).why('outside', 'shop/api');
    expect([answer, legs.find(({ leg }) => leg === 'ingress')?.text]).toEqual([
      'denied',
      'NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets 0.0.0.0/0 in on TCP 8080',
    ]);
    expect(remedy).toContain('cidr: 0.0.0.0/0');
  });

  test('nothing may lead there', () => {
    expect(told(PODS, 'shop/api', '', 'outside')).toBe(`\
outside -> shop/api any port: denied
  no  route: no Ingress, route or Service of type LoadBalancer or NodePort leads to any port of shop/api
To allow it: write an Ingress or a route whose backend is a Service that selects these pods
`);
  });

  test('what comes in leads to a workload', () => {
    expect(() => told(manifests(PODS, SERVICE), 'shop/service/s', '80', 'outside')).toThrow(
      'what comes through an entry leads to a workload, but got "shop/service/s"; name the workload, as in shop/web',
    );
  });
});

test('a closed egress is no matter of the name outside: its addresses are what no manifest says', () => {
  const text = manifests(
    PODS,
    service('s', '{ type: ExternalName, externalName: example.com }'),
    policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }'),
  );
  const { legs, remedy } = connectivityOf(text).why('shop/web', 'shop/service/s', { port: '443' });
  expect(legs.map(({ leg, answer }) => `${leg} ${answer}`)).toEqual(['DNS denied', 'Service unknown', 'egress denied']);
  expect(remedy).toContain('let it out to the addresses of example.com, which no manifest says');
});

test('a * that means one workload only is that workload', () => {
  const text =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { template: {} }';
  const { from, to, answer } = connectivityOf(text).why('shop/*', 'shop/*');
  expect({ from, to, answer }).toEqual({ from: 'shop/*', to: 'shop/*', answer: Answer.ALLOWED });
});
