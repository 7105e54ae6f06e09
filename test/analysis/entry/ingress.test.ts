import { entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import { Clusters, Entry, IngressControllers } from '../../../lib/cluster';
import { manifests, WEB } from './manifests';
import { steps, told } from './told';

function ingress(spec: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
}

function toldOf(spec: string, ...others: string[]): string[] {
  return told(manifests(ingress(spec), WEB, ...others));
}

const TO_WEB = 'pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } }';
const RULE = `rules: [{ host: shop.example.com, http: { paths: [{ path: /, ${TO_WEB} }] } }]`;
const NGINX = entryFactsOf(
  Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] }),
  undefined,
);

describe('the controller', () => {
  test('is one that nobody names', () => {
    expect(steps(manifests(ingress(`ingressClassName: nginx\n${RULE}`), WEB))).toEqual([
      "controller allowed: which pods serve IngressClass nginx isn't known; a cluster profile can say it, or a selection of the pods of IngressClass nginx",
      'route allowed: Ingress shop/web sends requests to port 80 of Service shop/web',
      'backend allowed: Service shop/web has the TCP port 80',
      'Service allowed: Service shop/web leads its port 80 to TCP port 8080 of Deployment shop/web',
    ]);
    expect(toldOf(RULE)).toEqual([
      'allowed ingress-controller http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('is that of the class, and the only one that is known where no class is named', () => {
    for (const spec of [`ingressClassName: nginx\n${RULE}`, RULE]) {
      const text = manifests(ingress(spec), WEB);
      expect(told(text, NGINX)).toEqual([
        'allowed ingress-nginx/nginx http://shop.example.com/ -> Deployment shop/web TCP 8080',
      ]);
      expect(steps(text, NGINX)[0]).toBe(
        'controller allowed: pods app.kubernetes.io/component=controller,app.kubernetes.io/instance=ingress-nginx,app.kubernetes.io/name=ingress-nginx in namespace ingress-nginx serve IngressClass nginx',
      );
    }
  });

  test('is not one of another class', () => {
    expect(told(manifests(ingress(`ingressClassName: traefik\n${RULE}`), WEB), NGINX)).toEqual([
      'allowed ingress-controller http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });
});

describe('hosts and paths', () => {
  test('a host with a certificate is asked by HTTPS', () => {
    expect(toldOf(`tls: [{ hosts: [shop.example.com] }]\n${RULE}`)[0]).toContain(' https://shop.example.com/ ');
    expect(toldOf(`tls: [{ hosts: ['*.example.com'] }]\n${RULE}`)[0]).toContain(' https://shop.example.com/ ');
    expect(toldOf(`tls: [{ secretName: tls }]\n${RULE}`)[0]).toContain(' https://shop.example.com/ ');
    expect(toldOf(`tls: [{ hosts: [blog.example.com, '*.com'] }]\n${RULE}`)[0]).toContain(' http://shop.example.com/ ');
  });

  test.each([
    'alb.ingress.kubernetes.io/certificate-arn',
    'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
    'ingress.gcp.kubernetes.io/pre-shared-cert',
    'networking.gke.io/managed-certificates',
  ])('those whose certificate the cloud keeps are asked by HTTPS: %s', (annotation) => {
    const wayOf = (said: string) =>
      told(manifests(ingress(RULE).replace('name: web', `name: web, annotations: { ${annotation}: ${said} }`), WEB));
    expect(wayOf('shop')).toEqual([
      'allowed ingress-controller https://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
    expect(wayOf('""')).toEqual([
      'allowed ingress-controller http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('each path is a way, and the default backend takes every host', () => {
    const paths = `[{ path: /a, ${TO_WEB} }, { path: /b, ${TO_WEB} }]`;
    const rest = 'defaultBackend: { service: { name: web, port: { name: http } } }';
    expect(toldOf(`rules: [{ http: { paths: ${paths} } }]\n${rest}`)).toEqual([
      'allowed ingress-controller http://*/a -> Deployment shop/web TCP 8080',
      'allowed ingress-controller http://*/b -> Deployment shop/web TCP 8080',
      'allowed ingress-controller http://*/ -> Deployment shop/web TCP 8080',
    ]);
  });
});

describe('backends', () => {
  const toldTo = (backend: string, ...others: string[]) => toldOf(`defaultBackend: ${backend}`, ...others);

  test('have a port by number or by name', () => {
    expect(toldTo('{ service: { name: web, port: { name: http } } }')).toEqual([
      'allowed ingress-controller http://*/ -> Deployment shop/web TCP 8080',
    ]);
    expect(toldTo('{ service: { name: web, port: { name: https } } }')).toEqual([
      'denied ingress-controller http://*/',
      '  backend denied: Service shop/web has no TCP port named "https"; it has TCP 80 ("http")',
    ]);
    expect(toldTo('{ service: { name: web, port: { number: 8080 } } }')).toEqual([
      'denied ingress-controller http://*/',
      '  backend denied: Service shop/web has no TCP port 8080; it has TCP 80 ("http")',
    ]);
  });

  test('have to be there', () => {
    expect(toldTo('{ service: { name: wep, port: { number: 80 } } }')).toEqual([
      'denied ingress-controller http://*/',
      "  backend denied: Service shop/wep, to which Ingress shop/web leads, isn't among the manifests; correct the name, or add the Service",
    ]);
  });

  test('that only have UDP get nothing', () => {
    const dns = `
apiVersion: v1
kind: Service
metadata: { name: dns, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 53, protocol: UDP }] }
`;
    expect(toldTo('{ service: { name: dns, port: { number: 53 } } }', dns)).toEqual([
      'denied ingress-controller http://*/',
      '  backend denied: Service shop/dns has no TCP port 53; it has UDP 53',
    ]);
  });

  test('that are no Services may lead anywhere', () => {
    expect(toldTo('{ resource: { apiGroup: example.com, kind: Bucket, name: files } }')).toEqual([
      'unknown ingress-controller http://*/',
      "  route unknown: where a backend of Ingress shop/web leads isn't known: it is no Service",
    ]);
  });
});
