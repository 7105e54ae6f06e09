import type { ICheck } from '../check';
import type { AskedPolicy, Evidence, Member, PolicyRule } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { type NamespacePolicy, understoodPolicies } from '../policies';
import { Severity } from '../severity';
import { connectionText, fewOf } from '../stakes';

/**
 * Finds namespaces whose pods are all closed on the way out, and of whose policies none lets them ask for names; and where
 * one does, workloads that are let out to others, but not to the cluster's DNS.
 *
 * It is silent about workloads that no rule lets out to anybody, or to addresses alone, and about those with resolvers of
 * their own. Where no cluster profile says who resolves names, it is silent about workloads that are let out on UDP port 53
 * or 5353, wherever that leads. It is silent as well where a policy isn't understood, or is for all namespaces.
 */
export class ClosedWithoutDns implements ICheck {
  public readonly id = 'closed-without-dns';
  public readonly severity = Severity.WARNING;
  public readonly summary =
    'a namespace or a workload that is closed on the way out, and that no policy lets ask for names';
  public readonly condition = 'none';
  public readonly harm = 'no name resolves, which looks like every other fault of the network';
  public readonly remedy = 'let the pods reach those of the cluster DNS on UDP and TCP port 53';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic';

  public inspect(inspection: Inspection): Finding[] {
    const numbers = (inspection.cluster?.dns.ports ?? []).map(({ first }) => first ?? DNS);
    const { _evidence: evidence } = inspection;
    const understood = [...understoodPolicies(evidence.network)];
    return understood.flatMap(([namespace, own]) => {
      const closing = own.find(({ isForAll, isolatesEgress }) => isForAll && isolatesEgress);
      if (!closing || own.some((policy) => opensAny(policy, [DNS, ...numbers]))) {
        return this.workloads(inspection, namespace);
      }
      const text = `it closes namespace ${namespace}, where no policy opens UDP port ${DNS}`;
      const lines = evidence.governance.workloadsIn(namespace).flatMap((member) => deniedText(member, evidence));
      return [inspection._at(closing.object, [], text, fewOf(lines))];
    });
  }

  /** Those of a namespace in which names are thought of, or that isn't closed for all: a finding for each policy. */
  private workloads(inspection: Inspection, namespace: string): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    const { governance } = evidence;
    const found = new Map<AskedPolicy['compiled']['object'], Map<string, Member[]>>();
    for (const member of governance.workloadsIn(namespace)) {
      if (deniedText(member, evidence).length === 0) continue;
      const closing = governance.closing(member, 'egress');
      const rules = closing.flatMap(({ egress }) => egress.map(({ facts }) => facts));
      if (!isDnsKnown(cluster) && rules.some(opensNames)) continue;
      const by = closing.find(({ egress }) => egress.some(({ facts }) => leadsSomewhere(facts)));
      if (!by) continue;
      const lacks = lackOf(member, evidence);
      const byLack = found.get(by.object) ?? new Map<string, Member[]>();
      found.set(by.object, byLack.set(lacks, [...(byLack.get(lacks) ?? []), member]));
    }
    return [...found].flatMap(([object, byLack]) =>
      [...byLack].map(([lacks, members]) => {
        const [first] = members;
        const more = members.length > 1 ? ` and ${members.length - 1} more` : '';
        const lines = members.flatMap((member) => deniedText(member, evidence));
        return inspection._at(object, ['spec', 'egress'], `it lets ${first?.name}${more} out${lacks}`, fewOf(lines));
      }),
    );
  }
}

/** Whether somebody says who resolves names. */
function isDnsKnown(cluster: Inspection['cluster']): boolean {
  return cluster?.facts().some(({ name, source }) => name === 'dns' && source !== 'assumed') === true;
}

/** What a workload lacks that may not ask for all names: by one protocol alone it resolves most of them. */
function lackOf(member: Member, { governance }: Evidence): string {
  const denied = governance.protocolsOf(governance.unreachedDns(member));
  if (!denied.has('UDP')) return ', to the cluster DNS by UDP alone: answers that are too long for that are lost';
  if (!denied.has('TCP')) return ', to the cluster DNS by TCP alone, which is not asked first';
  return ', but not to the cluster DNS';
}

/** The question that is denied to a workload; nothing where it is let through, or isn't known. */
function deniedText(member: Member, { governance }: Evidence): string[] {
  const denied = governance.unreachedDns(member);
  if (denied === governance.ports.none) return [];
  return [`${connectionText(governance, member.name, 'cluster DNS', denied)} is denied`];
}

/** Whether a rule leads to somebody who is asked for by a name. */
function leadsSomewhere({ action, peers }: PolicyRule): boolean {
  return (
    action === 'Allow' && (peers === 'everyone' || peers.some(({ kind }) => kind === 'pods' || kind === 'domains'))
  );
}

function opensNames({ action, ports }: PolicyRule): boolean {
  if (action !== 'Allow') return false;
  if (ports === 'every port') return false;
  return ports.some(
    (port) =>
      port.protocol === 'UDP' && ('name' in port || [DNS, 5353].some((at) => port.first <= at && at <= port.last)),
  );
}

/** The port of name servers. */
const DNS = 53;

function opensAny({ egress }: NamespacePolicy, numbers: readonly number[]): boolean {
  return egress.some(
    ({ action, peers, ports }) =>
      action === 'Allow' &&
      peers.length > 0 &&
      (ports === 'every port' ||
        ports.some(
          (port) =>
            port.protocol === 'UDP' &&
            !('name' in port) &&
            numbers.some((number) => port.first <= number && number <= port.last),
        )),
  );
}
