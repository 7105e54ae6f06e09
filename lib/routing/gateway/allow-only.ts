import type { Chart } from 'cdk8s';
import { constructError } from '../../errors';
import { limitGateways } from './allowed-gateways';
import { checkGateway } from './gateway-laws';
import type { IGateway } from './route-parent';

/**
 * Limits the apps of a namespace to some Gateways; undefined limits them no more, as where one that couldn't be made is
 * made again.
 *
 * @throws when these are no list of Gateways of the chart's app, with one in it
 */
export function allowOnly(chart: Chart, gateways: IGateway[] | undefined): void {
  limitGateways(chart, undefined);
  if (gateways === undefined) return;
  if (!Array.isArray(gateways) || gateways.length === 0) {
    throw constructError(chart, {
      law: '`allowedGateways` must be a list of Gateways, with one in it',
      got: gateways,
      remedy: 'name them, or leave it out where apps may use any',
    });
  }
  for (const gateway of gateways) checkGateway(chart, chart, gateway);
  limitGateways(chart, [...gateways]);
}
