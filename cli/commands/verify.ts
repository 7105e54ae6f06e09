import type { Command } from 'commander';
import { Connectivity } from '../../lib/analysis';
import { valueError } from '../../lib/errors';
import { Report } from '../../lib/report';
import { ErrorLines } from '../error-lines';
import { exampleHelp } from '../help';
import { STDIN } from '../manifest-files';
import { addCommonOptions, addFilesOption, type CommonOptions } from '../options';
import { connectivityOf, rowsOf } from '../reading';
import type { Terminal } from '../terminal';

interface VerifyCommandOptions extends CommonOptions {
  readonly file?: readonly string[];
}

const EXAMPLE = `
$ cdk8s-networking verify shop-next expectations.yaml
2 of 3 expectations hold.

Expected denied, but it is allowed:
  shop/web -> shop/db TCP 5432: allowed
    ok  Service: db.shop.svc.cluster.local:5432 leads to TCP 5432 of shop/db
        by Service shop/db (shop-next/workloads.yaml:29)
    ok  DNS: shop/web can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
    ok  egress: NetworkPolicy shop/web lets it reach shop/db
        by NetworkPolicy shop/web, spec.egress[1] (shop-next/policies.yaml:10)
    ok  ingress: NetworkPolicy shop/db lets shop/web in
        by NetworkPolicy shop/db, spec.ingress[0] (shop-next/policies.yaml:33)
`;

/** Adds the command that compares what is allowed with what is expected. */
export function addVerify(program: Command, terminal: Terminal): void {
  const command = program
    .command('verify')
    .description('check that connections are allowed or denied as expected: status 0 if all are, 1 if some are not')
    .argument('<path>', 'a file or folder with manifests, or - for standard input')
    .argument(
      '<expectations>',
      'a YAML list of {from, to, port, protocol, expect: allowed|denied}: namespace/name, namespace/*, ' +
        'namespace/service/name, an address, a CIDR, an entry, or from outside',
    );
  addCommonOptions(addFilesOption(command), Report.verifyFormats)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (path: string, expected: string, options: VerifyCommandOptions) => {
      const paths = [path, ...(options.file ?? [])];
      if (paths.includes(STDIN) && expected === STDIN) throw onlyOneInput();
      const expectations = await rowsOf(expected, Connectivity.expectationsIn, terminal);
      const connectivity = await connectivityOf(paths, options, terminal);
      const report = ErrorLines.of(() => connectivity.verify(expectations));
      terminal.print(Report.verify(report, options.output));
      terminal.status = report.failures.length > 0 ? 1 : 0;
    });
}

function onlyOneInput(): Error {
  return valueError({ law: 'only one of the manifests and the expectations must be "-"' });
}
