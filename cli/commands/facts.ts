import type { Command } from 'commander';
import { factsOf, factsWithSources, profileNamed, profileNames } from '../facts';
import { exampleHelp } from '../help';
import type { Terminal } from '../terminal';

const EXAMPLE = `
$ cdk8s-networking facts kubeadm
profile:        kubeadm
dns:            pods k8s-app=kube-dns in namespace kube-system, UDP 53, TCP 53
cluster domain: cluster.local
network plugin: not known; taken for one that enforces network policies
entry:          envoy-gateway, GatewayClass eg
  data plane:   pods app.kubernetes.io/component=proxy,app.kubernetes.io/managed-by=envoy-gateway,app.kubernetes.io/name=envoy,gateway.envoyproxy.io/owning-gateway-name=the-gateway,gateway.envoyproxy.io/owning-gateway-namespace=its-namespace in namespace envoy-gateway-system
  80 and 443:   10080 and 10443 on those pods
  features:     as in the report of Envoy Gateway 1.9.0, Gateway API v1.6.1
`;

/** Adds the command that prints what is taken for granted of a cluster. */
export function addFacts(program: Command, terminal: Terminal): void {
  program
    .command('facts')
    .description('what is taken for granted of a cluster, and goes into every policy and route')
    .argument('[profile]', `one of ${profileNames().join(', ')}`, 'default')
    .option(
      '--cluster <profile>',
      'every fact of this one, or of a file such as cluster.yaml, and where each comes from',
    )
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action((name: string, { cluster }: { readonly cluster?: string }) => {
      const text = cluster === undefined ? factsOf(profileNamed(name)) : factsWithSources(profileNamed(cluster));
      terminal.print(`${text}\n`);
    });
}
