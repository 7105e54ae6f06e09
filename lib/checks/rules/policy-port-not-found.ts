import type { ICheck } from '../check';
import { declaredText } from '../container-ports';
import type { Member } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf, namesText } from '../stakes';

/**
 * Finds names of ports in policies that no container of the pods has to which they lead: those that the policy is for on the
 * way in, and its peers on the way out.
 *
 * It is silent where the pods aren't there, or their ports couldn't be read, and about the ports of the proxies that Istio,
 * Linkerd and Dapr put into pods.
 */
export class PolicyPortNotFound implements ICheck {
  public readonly id = 'policy-port-not-found';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a port of a policy by a name that no container of the pods has';
  public readonly condition = 'none';
  public readonly harm = 'the rule opens no port';
  public readonly remedy = 'name a port that the containers declare, or write its number';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { governance } = evidence;
    return governance.rules.flatMap(({ policy, direction, rule }) => {
      if (rule.facts.action !== 'Allow' || rule.names.length === 0) return [];
      const isOfPolicy = direction === 'ingress';
      if (!isOfPolicy && rule.facts.peers === 'everyone') return [];
      const members = isOfPolicy ? governance.selectedBy(policy) : governance.heldBy(rule);
      const doubtful = isOfPolicy ? policy.compiled.subject.doubtful.length : 0;
      if (members.length === 0 || doubtful > 0 || !areShown(members)) return [];
      return rule.names.flatMap(({ protocol, name }) => {
        if (INJECTED.has(name) || members.some((member) => hasPort(member, protocol, name))) return [];
        const text = `no container of ${namesText(members)} has a ${protocol === 'any' ? '' : `${protocol} `}port with the name ${name}`;
        const lines = firstOf(members).map((member) => stakeOf(member, isOfPolicy));
        return [inspection._at(policy.compiled.object, [...rule.facts.path, 'ports'], text, fewOf(lines))];
      });
    });
  }
}

/**
 * The ports of containers that stand in no manifest, as they are put into the pods on their way in.
 *
 * @see https://github.com/dapr/dapr/blob/master/pkg/injector/consts.go
 */
const INJECTED: ReadonlySet<string> = new Set([
  'http-envoy-prom',
  'linkerd-admin',
  'linkerd-proxy',
  'dapr-http',
  'dapr-grpc',
  'dapr-internal',
  'dapr-metrics',
]);

function areShown(members: readonly Member[]): boolean {
  return members.every(({ workload }) => workload?.pods.every(({ ports }) => ports !== undefined));
}

function hasPort({ workload }: Member, protocol: string, name: string): boolean {
  return (
    workload?.pods.some(({ ports }) =>
      ports?.some((port) => port.name === name && (protocol === 'any' || port.protocol === protocol)),
    ) === true
  );
}

/** What the pods have instead. */
function stakeOf(member: Member, isOfPolicy: boolean): string {
  const has = declaredText(member.workload?.pods ?? []);
  return `nobody -> ${member.name} is let ${isOfPolicy ? 'in' : 'out'} by that name; ${has}`;
}
