import { valueError } from '../errors';
import { byKey } from '../objects';

const POLICY = 'from which it follows whom a policy lets in';
const PODS = 'by which it finds its pods';
const ROUTES = 'by which routes, names and policies know it';

/** What others follow, which have it from the construct and not from what is written. */
const FOLLOWED: { readonly [field: string]: { readonly why: string; readonly by: string } } = {
  type: { why: POLICY, by: 'its ServiceType' },
  externalTrafficPolicy: { why: POLICY, by: '`externalTrafficPolicy` of its ServiceType' },
  externalIPs: { why: POLICY, by: '`externalIps` of its ServiceType' },
  ipFamilies: { why: POLICY, by: '`ipFamilies` of its ServiceType' },
  ipFamilyPolicy: { why: POLICY, by: '`ipFamilies` of its ServiceType' },
  loadBalancerClass: { why: POLICY, by: '`loadBalancerClass` of its ServiceType' },
  loadBalancerSourceRanges: { why: POLICY, by: '`sourceRanges` of its ServiceType' },
  selector: { why: PODS, by: 'its `workload`' },
  ports: { why: ROUTES, by: 'its `ports`' },
};

/** What is wrong with the patches of a Service. */
export function patchFaults(unpatched: any, patched: any): string[] {
  return Object.entries(FOLLOWED)
    .filter(([field]) => followed(unpatched, field) !== followed(patched, field))
    .map(([field, { why, by }]) => {
      const law = `a patch of a Service must not change its \`${field}\`, ${why}`;
      return valueError({ law, got: patched.spec?.[field], remedy: `give it by ${by}` }).message;
    });
}

/** As a text. Of ports only some fields are followed: a node port or an application protocol may be patched in. */
function followed({ spec }: any, field: string): string {
  const value = spec?.[field];
  if (field !== 'ports' || !Array.isArray(value)) return `${JSON.stringify(byKey(value))}`;
  return JSON.stringify(value.map(({ port, protocol, targetPort }) => [port, protocol, targetPort]));
}
