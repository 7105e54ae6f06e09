import type { Command } from 'commander';
import { Report } from '../../lib/report';
import { exampleHelp } from '../help';
import { addCommonOptions, addFilesOption, type CommonOptions } from '../options';
import { connectivityOf } from '../reading';
import type { Terminal } from '../terminal';

interface WhyCommandOptions extends CommonOptions {
  readonly file?: readonly string[];
  readonly port?: string;
}

const EXAMPLE = `
$ cdk8s-networking why shop shop/web shop/db --port 5432
shop/web -> shop/db TCP 5432: denied
  ok  Service: db.shop.svc.cluster.local:5432 leads to TCP 5432 of shop/db
      by Service shop/db (shop/workloads.yaml:29)
  ok  DNS: shop/web can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
  no  egress: NetworkPolicy shop/names, NetworkPolicy shop/web govern the egress of shop/web, and no rule lets it reach shop/db on TCP 5432
      by NetworkPolicy shop/names (shop/policies.yaml:34)
      by NetworkPolicy shop/web (shop/policies.yaml:1)
  no  ingress: NetworkPolicy shop/db, NetworkPolicy shop/names govern the ingress of shop/db, and no rule lets shop/web in on TCP 5432
      by NetworkPolicy shop/db (shop/policies.yaml:24)
      by NetworkPolicy shop/names (shop/policies.yaml:34)
To allow it: add to spec.egress of NetworkPolicy shop/web (shop/policies.yaml:7):
  - to:
      - podSelector:
          matchLabels:
            app: db
    ports:
      - protocol: TCP
        port: 5432
add to spec.ingress of NetworkPolicy shop/db (shop/policies.yaml:30):
  - from:
      - podSelector:
          matchLabels:
            app: web
    ports:
      - protocol: TCP
        port: 5432
`;

/** Adds the command that explains one answer. */
export function addWhy(program: Command, terminal: Terminal): void {
  const command = program
    .command('why')
    .description('explain, leg by leg, why one may connect to another, or may not')
    .argument('<path>', 'a file or folder with manifests, or - for standard input')
    .argument(
      '<from>',
      'who opens it: namespace/name, an address, a CIDR, an entry as list names it, or outside for all entries',
    )
    .argument('<to>', 'who answers it: namespace/name, namespace/service/name, an address or a CIDR')
    .option('--port <port>', 'such as 8080 or udp/53: of a Service its own port, of a workload the port of the pod');
  addCommonOptions(addFilesOption(command), Report.whyFormats)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (path: string, from: string, to: string, options: WhyCommandOptions) => {
      const { file = [], port, output } = options;
      const connectivity = await connectivityOf([path, ...file], options, terminal);
      terminal.print(Report.why(connectivity.why(from, to, { port }), output));
    });
}
