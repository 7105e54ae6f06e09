import { amountText, Resource, readAmount } from './amounts';
import type { Counted } from './namespace-workloads';
import type { Sum, Term } from './quota-sum';

/** What the Services and claims of a namespace come to, as the API server counts them. */
export function objectSums({ services, claims, workloads }: Counted): Sum[] {
  const ofServices = (count: (spec: any) => number) =>
    services.flatMap(({ metadata, spec }) => termOf(`Service ${metadata.name}`, count(spec ?? {})));
  // Each pod has claims of its own.
  const own = workloads.flatMap(({ title, claims: templates, count }) =>
    templates.map(({ metadata, spec }) => ({ title: `${title} ${metadata?.name}`, spec, members: count?.most ?? 0 })),
  );
  const all = [
    ...claims.map(({ metadata, spec }) => ({ title: `PersistentVolumeClaim ${metadata.name}`, spec, members: 1 })),
    ...own,
  ];
  const storage = all.flatMap(({ title, spec, members }) => {
    const each = readAmount(spec?.resources?.requests?.storage) ?? 0;
    return termOf(title, each * members, members === 1 ? bytesText(each) : `${members} x ${bytesText(each)}`);
  });
  const count = { isOfPods: false, text: String };
  return [
    {
      ...count,
      option: 'loadBalancers',
      what: 'the load balancers of a namespace',
      terms: ofServices(({ type }) => (type === 'LoadBalancer' ? 1 : 0)),
    },
    { ...count, option: 'nodePorts', what: 'the node ports of a namespace', terms: ofServices(nodePortsOf) },
    {
      ...count,
      option: 'claims',
      what: 'the claims for storage of a namespace',
      terms: all.flatMap(({ title, members }) => termOf(title, members)),
    },
    { ...count, option: 'storage', what: 'the storage that a namespace claims', terms: storage, text: bytesText },
  ];
}

function termOf(title: string, amount: number, text = String(amount)): Term[] {
  return amount === 0 ? [] : [{ amount, text: `${title} ${text}` }];
}

/** A load balancer has a port of the nodes for each of its own, unless it says that it needs none. */
function nodePortsOf({ type, ports = [], allocateLoadBalancerNodePorts }: any): number {
  if (type !== 'NodePort' && type !== 'LoadBalancer') return 0;
  if (type === 'NodePort' || allocateLoadBalancerNodePorts !== false) return ports.length;
  return ports.filter(({ nodePort }: any) => nodePort !== undefined).length;
}

function bytesText(amount: number): string {
  return amountText(Resource.MEMORY, amount);
}
