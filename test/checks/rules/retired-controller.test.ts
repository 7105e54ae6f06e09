import { RetiredController } from '../../../lib/checks/rules/retired-controller';
import { ClusterProfile, Entry, IngressControllers } from '../../../lib/cluster';
import { manifests, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { ingress, object } from '../manifests';
import { all } from '../shop';

const check = new RetiredController();

const TO_SERVICE = 'defaultBackend: { service: { name: web, port: { number: 80 } } }';

describe('reports', () => {
  test('a class of ingress-nginx, by the cluster profile', () => {
    expect(
      found(
        check,
        ingress(TO_SERVICE),
        ClusterProfile.define({ name: 'test', entries: [Entry.ingress(IngressControllers.ingressNginx())] }),
      ),
    ).toEqual([
      '6: Ingress shop/web: its class is nginx, and ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress controller, as in Entry.ingress(IngressControllers.traefik())',
    ]);
  });

  test('a class of ingress-nginx, by the IngressClass', () => {
    expect(
      found(
        check,
        manifests(
          ingress(TO_SERVICE),
          object('networking.k8s.io/v1', 'IngressClass', 'nginx', 'spec: { controller: k8s.io/ingress-nginx }'),
        ),
      ),
    ).toEqual([
      '6: Ingress shop/web: its class is nginx, and ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress controller, as in Entry.ingress(IngressControllers.traefik())',
    ]);
  });

  test('with the connections that come by it', () => {
    const nginx = object('networking.k8s.io/v1', 'IngressClass', 'nginx', 'spec: { controller: k8s.io/ingress-nginx }');
    expect(shown(check, all(ingress(TO_SERVICE), nginx, WEB)).slice(1)).toEqual([
      '  http://*/ -> shop/web TCP 8080 comes by it',
    ]);
  });
});

describe('is silent about', () => {
  test('an Ingress of the default class', () => {
    const text = ingress(TO_SERVICE).replace('  ingressClassName: nginx\n', '');
    const entries = [Entry.ingress(IngressControllers.ingressNginx())];
    expect(found(check, text, ClusterProfile.define({ name: 'test', entries }))).toEqual([]);
  });

  test('a class of which nobody says whose it is', () => {
    expect(found(check, ingress(TO_SERVICE))).toEqual([]);
  });

  test('another controller', () => {
    expect(
      found(
        check,
        manifests(
          ingress(TO_SERVICE),
          object('networking.k8s.io/v1', 'IngressClass', 'nginx', 'spec: { controller: nginx.org/ingress-controller }'),
        ),
        ClusterProfile.define({ name: 'test', entries: [Entry.ingress(IngressControllers.traefik())] }),
      ),
    ).toEqual([]);
  });
});
