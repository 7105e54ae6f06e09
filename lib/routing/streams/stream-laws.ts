import type { Construct } from 'constructs';
import { GatewayApiVersion } from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { clusterOf } from '../../objects';
import { checkDnsSubdomain, checkKnownOptions, checkObject, isPortNumber, type Protocol } from '../../traffic';
import { checkBackend, checkList } from '../backend-laws';
import { byProtocol } from '../delivery/by-protocol';
import { checkReachable } from '../delivery/reachable';
import { checkWeight } from '../http/http-split';
import { type StreamBackend, type StreamRouteProps, streamDeliveries } from './stream-props';

/** The limit of the Gateway API. */
const MAX_BACKENDS = 16;
const KNOWN = ['gateway', 'backends', 'split', 'servicePort', 'name', 'ruleName'];

/** Which props there are beside those that all have. */
export interface KnownProps {
  /** Whose props they are: `a TCPRoute`. */
  readonly route: string;
  readonly more: string[];
}

/** Checks that the props of a route are what they may be. */
export function checkStreamProps(place: Located, props: StreamRouteProps, { route, more }: KnownProps): void {
  located(place, () => checkObject(`the properties of ${route}`, props));
  located(place, () => checkKnownOptions(route, props, [...more, ...KNOWN]));
}

/** Checks the port on which a Gateway is to listen for a route. */
export function checkListenerPort(place: Located, route: string, port: number): void {
  if (isPortNumber(port)) return;
  throw constructError(place, {
    law: `the \`port\` of ${route} must be a whole number from 1 to 65535, on which the Gateway listens`,
    got: port,
    remedy: "write it as in { port: 5432 }; that of the backends' Services is `servicePort`",
  });
}

/** Checks the name of the one rule of a route. */
export function checkRuleName(place: Located, scope: Construct, route: string, ruleName: string | undefined): void {
  if (ruleName === undefined) return;
  located(place, () => clusterOf(scope)._checkGatewayApi(`the \`ruleName\` of ${route}`, GatewayApiVersion.V1_4));
  located(place, () => checkDnsSubdomain(`the \`ruleName\` of ${route}`, ruleName));
}

/** Who gets the connections of a route. */
export interface Streamed {
  readonly route: string;
  readonly props: StreamRouteProps;
  readonly protocol: Protocol;
}

/** Checks to whom a route delivers, by `backends` or by a `split`. */
export function checkStreamBackends(place: Located, scope: Construct, { route, props, protocol }: Streamed): void {
  const { backends, split } = props;
  if (backends !== undefined && split !== undefined) {
    throw constructError(place, {
      law: `${route} must have \`backends\` or a \`split\`, but not both`,
      remedy: 'put all of them into the `split`, each with its weight',
    });
  }
  const given = split === undefined ? 'backends' : 'split';
  const list = split ?? backends ?? [];
  checkList(place, given, list);
  if (list.length === 0 || list.length > MAX_BACKENDS) {
    throw constructError(place, {
      law: `${route} must have 1 to ${MAX_BACKENDS} backends`,
      got: list.length,
      remedy: list.length === 0 ? 'give `backends`' : 'leave out what is too much',
    });
  }
  if (split) checkSplit(place, split);
  for (const { to, port } of streamDeliveries(props)) {
    checkBackend(place, scope, to);
    checkReachable(place, scope, byProtocol(to, protocol), port);
  }
}

function checkSplit(place: Located, split: StreamBackend[]): void {
  for (const part of split) {
    located(place, () => checkObject('a part of a `split`', part));
    located(place, () => checkKnownOptions('a part of a `split`', part, ['to', 'weight', 'servicePort']));
    checkWeight(place, part.weight);
  }
  if (split.some(({ weight }) => weight > 0)) return;
  throw constructError(place, {
    law: 'a backend of a `split` must have a weight above 0, since connections that none gets are closed',
    got: split.map(({ weight }) => weight),
    remedy: 'give one of them a weight',
  });
}
