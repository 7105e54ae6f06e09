import { AutoscalerTargetNotFound } from '../../../lib/checks/rules/autoscaler-target-not-found';
import { found } from '../found';
import { object } from '../manifests';
import { all, workload } from '../shop';

const check = new AutoscalerTargetNotFound();

const WEB = workload('shop/web');
const hpa = (target: string, name = 'shop/web') =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', name, `spec:\n  maxReplicas: 3\n  scaleTargetRef: ${target}`);

describe('reports', () => {
  test('a name that no workload has, and one by another kind', () => {
    expect(found(check, all(hpa('{ apiVersion: apps/v1, kind: Deployment, name: wep }'), WEB))).toEqual([
      '7: HorizontalPodAutoscaler shop/web: there is no Deployment wep in namespace shop; there is shop/web',
    ]);
    expect(found(check, all(hpa('{ apiVersion: apps/v1, kind: StatefulSet, name: web }'), WEB))).toEqual([
      '7: HorizontalPodAutoscaler shop/web: web in namespace shop is a Deployment, not a StatefulSet',
    ]);
  });

  test('the targets of other autoscalers', () => {
    const vpa = object(
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      'shop/web',
      'spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: api } }',
    );
    const keda = object('keda.sh/v1alpha1', 'ScaledObject', 'shop/web', 'spec: { scaleTargetRef: { name: api } }');
    expect(found(check, all(vpa, WEB))).toEqual([
      '5: VerticalPodAutoscaler shop/web: there is no Deployment api in namespace shop',
    ]);
    expect(found(check, all(keda, WEB))).toEqual([
      '5: ScaledObject shop/web: there is no Deployment api in namespace shop',
    ]);
  });
});

describe('is silent about', () => {
  test('a workload that is there, and a kind of somebody else', () => {
    expect(found(check, all(hpa('{ apiVersion: apps/v1, kind: Deployment, name: web }'), WEB))).toEqual([]);
    expect(found(check, all(hpa('{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api }'), WEB))).toEqual([]);
  });

  test('a namespace of which no workload was read, or that a chart may fill', () => {
    const target = '{ apiVersion: apps/v1, kind: Deployment, name: api }';
    const chart = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop/api', 'spec: {}');
    expect(found(check, hpa(target))).toEqual([]);
    expect(found(check, all(hpa(target), WEB, chart))).toEqual([]);
  });
});
