import { valueError } from '../errors';
import { Cidr, checkFlags, checkObject, TrafficPolicy } from '../traffic';
import { Address } from './address';
import { IpFamilies } from './ip-families';
import { checkOptions } from './known-options';
import type { ClusterIpOptions, ServiceTypeOptions } from './service-type-options';
import { SessionAffinity } from './session-affinity';
import { TrafficDistribution } from './traffic-distribution';

/** What holds for Services of all types; from JavaScript anything may come. */
export function checkCommon(name: string, options: ServiceTypeOptions): void {
  checkObject('the options of a ServiceType', options, 'write them in { }, or leave them out');
  checkOptions(name, options);
  const { ipFamilies, publishNotReadyAddresses } = options;
  checkFlags({ publishNotReadyAddresses });
  if (ipFamilies === undefined || IpFamilies.isIpFamilies(ipFamilies)) return;
  throw valueError({
    law: 'the `ipFamilies` of a Service must be an IpFamilies',
    got: ipFamilies,
    remedy: 'write it as in IpFamilies.preferBoth()',
  });
}

/** What holds for Services with an address of their own. */
export function checkClusterIp(options: ClusterIpOptions): void {
  const { clusterIp, sessionAffinity, externalIps, clientRanges } = options;
  if (clusterIp !== undefined) checkAddress(clusterIp, options.ipFamilies);
  if (sessionAffinity !== undefined && !SessionAffinity.isSessionAffinity(sessionAffinity)) {
    throw valueError({
      law: 'the `sessionAffinity` of a Service must be a SessionAffinity',
      got: sessionAffinity,
      remedy: 'write it as in SessionAffinity.clientIp()',
    });
  }
  checkPolicy('internalTrafficPolicy', options.internalTrafficPolicy);
  checkPolicy('externalTrafficPolicy', options.externalTrafficPolicy);
  const { trafficDistribution } = options;
  if (trafficDistribution !== undefined && !Object.values(TrafficDistribution).includes(trafficDistribution)) {
    throw valueError({
      law: 'the `trafficDistribution` of a Service must be a TrafficDistribution',
      got: trafficDistribution,
      remedy: 'write it as in TrafficDistribution.PREFER_SAME_ZONE',
    });
  }
  if (externalIps !== undefined) {
    addresses('externalIps', 'an external IP', externalIps);
    checkFamilies('an external IP', externalIps, options.ipFamilies);
  }
  checkRanges('clientRanges', clientRanges, options.ipFamilies);
}

/** What would be about clients that no Service of type ClusterIP has, unless it has external IPs. */
export function checkReachable({ externalIps, externalTrafficPolicy, clientRanges }: ClusterIpOptions): void {
  const said = externalTrafficPolicy === undefined ? 'clientRanges' : 'externalTrafficPolicy';
  if (externalIps !== undefined || (externalTrafficPolicy === undefined && clientRanges === undefined)) return;
  throw valueError({
    law: `a Service that is reached from inside the cluster only must have no \`${said}\``,
    got: externalTrafficPolicy ?? clientRanges,
    remedy: 'leave it out, or take ServiceType.nodePort() or ServiceType.loadBalancer()',
  });
}

/** Networks of clients. By a family that the Service hasn't, nobody connects. */
export function checkRanges(option: string, texts: string[] | undefined, ipFamilies: IpFamilies | undefined): void {
  if (texts === undefined) return;
  networks(option, texts);
  const stray = ipFamilies && texts.find((text) => !ipFamilies.families.includes(Cidr.of(text).family));
  if (stray === undefined) return;
  throw valueError({
    law: `the \`${option}\` of a Service must be of its family, which is ${ipFamilies?.families.join(' or ')}`,
    got: stray,
    remedy: 'leave it out, or give IpFamilies.preferBoth()',
  });
}

/** Networks, each in its canonical form. An empty list would mean everybody. */
export function networks(option: string, texts: string[]): string[] {
  checkList(option, texts, "['203.0.113.0/24']");
  return texts.map((text) => `${Cidr.of(text)}`);
}

/** Addresses, each in its canonical form. */
export function addresses(option: string, what: string, texts: string[]): string[] {
  checkList(option, texts, "['203.0.113.7']");
  const written = texts.map((text) => Address.ofSomebody(what, text).text);
  const twice = written.find((text, index) => written.indexOf(text) !== index);
  if (twice === undefined) return written;
  throw valueError({ law: `the \`${option}\` of a Service must differ`, got: twice, remedy: 'name it once' });
}

/** An address of a family that the Service hasn't leads nowhere. */
export function checkFamilies(what: string, texts: string[], ipFamilies: IpFamilies | undefined): void {
  if (!ipFamilies) return;
  const stray = texts.find((text) => !ipFamilies.families.includes(Address.of(what, text).family));
  if (stray === undefined) return;
  throw valueError({
    law: `${what} must be of a family of the Service, which has ${ipFamilies.families.join(' and ')}`,
    got: stray,
    remedy: 'leave it out, or give IpFamilies.preferBoth()',
  });
}

/** The address of a Service is of its first family. */
export function checkAddress(clusterIp: string, ipFamilies: IpFamilies | undefined): void {
  const remedy = 'for none, take ServiceType.headless()';
  const { family, text } = Address.ofSomebody('the cluster IP of a Service', clusterIp, remedy);
  if (ipFamilies?.first === undefined || ipFamilies.first === family) return;
  throw valueError({
    law: `the cluster IP of a Service must be of its first family, which is ${ipFamilies.first}`,
    got: text,
    remedy: 'give another address, or another first family',
  });
}

function checkPolicy(option: string, policy: TrafficPolicy | undefined): void {
  if (policy === undefined || Object.values(TrafficPolicy).includes(policy)) return;
  throw valueError({
    law: `the \`${option}\` of a Service must be a TrafficPolicy`,
    got: policy,
    remedy: 'write TrafficPolicy.CLUSTER or TrafficPolicy.LOCAL',
  });
}

function checkList(option: string, list: unknown, example: string): void {
  if (Array.isArray(list) && list.length > 0) return;
  throw valueError({
    law: `the \`${option}\` of a Service must be a list with at least one entry`,
    got: list,
    remedy: `write it as in ${example}, or leave it out`,
  });
}
