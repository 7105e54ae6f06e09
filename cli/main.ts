import { Command } from 'commander';
import { description, version } from '../package.json';
import { factsOf, profileNames, profileOf } from './facts';

const program = new Command('cdk8s-networking').description(description).version(version);

program
  .command('facts')
  .description('what is taken for granted of a cluster, and goes into every policy and route')
  .argument('[profile]', `one of ${profileNames().join(', ')}`, 'default')
  .action((name: string) => {
    const profile = profileOf(name);
    if (!profile)
      program.error(`a profile must be one of ${profileNames().join(', ')}, but got "${name}"`, { exitCode: 2 });
    else process.stdout.write(`${factsOf(profile)}\n`);
  });

program.parse();
