import { GatewayClassNotFound } from '../../../lib/checks/rules/gateway-class-not-found';
import { Clusters, Entry, GatewayImplementations } from '../../../lib/cluster';
import { gateway, HTTP } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { object } from '../manifests';
import { all } from '../shop';

const check = new GatewayClassNotFound();

const EDGE = gateway(HTTP);
const gatewayClass = (name: string) =>
  object('gateway.networking.k8s.io/v1', 'GatewayClass', name, 'spec: { controllerName: example.com/gateway }');

describe('reports', () => {
  test('a class that is none of those that were read', () => {
    expect(shown(check, all(EDGE, gatewayClass('public')))).toEqual([
      '6: Gateway gateways/edge: there is no GatewayClass eg; there is public',
      '  anyone -> gateways/edge on port 80 finds no listener',
    ]);
  });

  test('a class that is a letter away from one of the cluster profile', () => {
    const cluster = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] });
    expect(found(check, EDGE.replace('gatewayClassName: eg', 'gatewayClassName: ge'), cluster)).toEqual([
      '6: Gateway gateways/edge: there is no GatewayClass ge; there is eg',
    ]);
  });
});

describe('is silent about', () => {
  test('a class that was read, or that the profile knows', () => {
    expect(found(check, all(EDGE, gatewayClass('eg')))).toEqual([]);
    const cluster = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] });
    expect(found(check, EDGE, cluster)).toEqual([]);
  });

  test('manifests without classes, and a class that its implementation makes itself', () => {
    expect(found(check, EDGE)).toEqual([]);
    const other = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.traefik())] });
    expect(found(check, EDGE, other)).toEqual([]);
    const own = EDGE.replace('gatewayClassName: eg', 'gatewayClassName: istio');
    expect(found(check, all(own, gatewayClass('public')))).toEqual([]);
  });
});
