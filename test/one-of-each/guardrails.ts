import { Chart } from 'cdk8s';
import {
  ClusterDns,
  ClusterGuardrails,
  type ClusterGuardrailsProps,
  ClusterPolicyApi,
  ClusterProfile,
  Guardrail,
  GuardrailRule,
  Monitoring,
  NodeLocalDns,
  Peer,
  Platform,
  Port,
  PortSet,
  Tenant,
  WorkloadIdentity,
} from '../../lib';

/*
 * One of each of what a cluster guarantees, by both APIs that there are for it. What is written here makes no sense as a
 * cluster.
 */

const platform = new Platform();

/** A chart for a cluster that takes its policies by an API. */
function cluster(name: string, clusterPolicies: ClusterPolicyApi): Chart {
  const chart = new Chart(platform, name);
  ClusterProfile.attach(
    chart,
    ClusterProfile.define({
      name,
      clusterPolicies,
      dns: ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '10.96.0.10' }) }),
      monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
      workloadIdentity: WorkloadIdentity.gke(),
    }),
  );
  return chart;
}

const everything: Omit<ClusterGuardrailsProps, 'tenants'> = {
  opensDnsPods: true,
  scrapedPorts: [Port.tcpRange(9000, 9999)],
  rules: [
    GuardrailRule.accept('backup', {
      from: [Peer.namespace('backup'), Peer.pods({ namespace: 'ops', labels: { app: 'restore' } })],
      ports: [Port.tcp(9000)],
      reason: 'nightly dumps',
    }),
    GuardrailRule.accept('registry', {
      to: [Peer.hostname('*.registry.example.com')],
      ports: [Port.tcp(443)],
      reason: 'images',
    }),
    GuardrailRule.pass('relay', { to: [Peer.cidr('203.0.113.25/32')], ports: [Port.tcp(25)], reason: 'mail' }),
    GuardrailRule.deny('no-mail', { to: [Peer.internet()], ports: [Port.tcp(25)] }),
    GuardrailRule.deny('no-kubelet', { to: [Peer.nodes()], ports: PortSet.all().ports }),
  ],
};

new ClusterGuardrails(cluster('newer', ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2), 'guardrails', {
  ...everything,
  tenants: [
    Tenant.namespaces('shop', 'shop-data'),
    Tenant.labelled({ team: 'research' }),
    Tenant.labelled({ team: 'a', stage: 'prod' }).named('producers'),
  ],
  exceptMetadata: [{ namespaces: ['shop-data'], reason: 'backups use the role of the node until July' }],
});

new ClusterGuardrails(cluster('older', ClusterPolicyApi.ADMIN_NETWORK_POLICY_V1ALPHA1), 'older', {
  ...everything,
  tenants: [Tenant.labelled({ team: 'research' }), Tenant.labelled({ team: 'sales' })],
  closesOwnTraffic: true,
});

new ClusterGuardrails(cluster('smaller', ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2), 'smaller', {
  tenants: [Tenant.namespaces('shop'), Tenant.namespaces('bank')],
  priority: 500,
  leftOut: [{ guardrail: Guardrail.MONITORING, reason: 'each tenant has a Prometheus of its own' }],
});

platform.synth();
