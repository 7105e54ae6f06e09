import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { PerNamespace } from '../shared-routing';
import type { IGateway } from './route-parent';

/** Those that the apps of a namespace may use, where that is limited. */
const ALLOWED = new PerNamespace<IGateway[] | undefined>();

/** Limits the apps of a namespace to some Gateways, for what is made from now on; undefined limits them no more. */
export function limitGateways(chart: Chart, gateways: IGateway[] | undefined): void {
  ALLOWED.give(chart, gateways);
}

/** Checks that what is made in a scope may use a Gateway. */
export function checkAllowed(place: Located, scope: IConstruct, gateway: IGateway): void {
  const chart = [...scope.node.scopes].reverse().find(Chart.isChart) as Chart | undefined;
  const allowed = chart && ALLOWED.of(chart);
  if (!allowed || isOwnListenerSet(chart, gateway) || allowed.some((each) => isSame(each, gateway))) return;
  const names = [...new Set(allowed.map(({ displayName }) => displayName))].sort();
  throw constructError(place, {
    law: `the apps of namespace ${chart.namespace} must use a Gateway that its \`allowedGateways\` name: ${names.join(', ')}`,
    got: gateway.displayName,
    remedy: 'choose one of these, or add it there',
  });
}

/** Hosts that a Gateway delegates, and whatever stands for one that exists, are that Gateway. */
function isSame(one: IGateway, other: IGateway): boolean {
  return one.name === other.name && one.namespace === other.namespace;
}

/** Whether it is a listener set of the namespace itself: the Gateway that it adds to was checked when it was made. */
function isOwnListenerSet(chart: Chart, { _parent: { construct }, namespace }: IGateway): boolean {
  return ApiObject.isApiObject(construct) && construct.kind === 'ListenerSet' && namespace === chart.namespace;
}
