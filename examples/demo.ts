import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../cli/run';

/**
 * Runs the main.ts of an example into its dist folder, which is made anew, and has the command line tell what it allows.
 *
 * @returns the status of the command line
 */
export async function demonstrate(example: string, streams: Parameters<typeof run>[1]): Promise<number> {
  const main = path.join(example, 'main.ts');
  if (!fs.existsSync(main)) throw new Error(`there is no ${main}`);
  const folder = path.join(example, 'dist');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const synth = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: example,
    env: { ...process.env, CDK8S_OUTDIR: folder },
    encoding: 'utf8',
  });
  if (synth.status !== 0) throw new Error(synth.error?.message ?? `${synth.stdout}${synth.stderr}`.trim());

  const shown = path.relative(streams.cwd, folder);
  streams.stdout.write(
    `${fs
      .readdirSync(folder)
      .map((name) => `${shown}/${name}`)
      .join('\n')}\n\n`,
  );
  let status = 0;
  for (const argv of questionsAbout(shown)) {
    streams.stdout.write(`$ npx cdk8s-networking ${argv.join(' ')}\n`);
    status = Math.max(status, await run(argv, streams));
    streams.stdout.write('\n');
  }
  return status;
}

/** Who reaches whom, and one explanation. */
function questionsAbout(folder: string): string[][] {
  return [
    ['list', folder, '--cluster', 'default'],
    ['why', folder, 'boutique/loadgenerator', 'boutique/redis-cart', '--port', '6379', '--cluster', 'default'],
  ];
}

if (require.main === module) {
  const { stdin, stdout, stderr } = process;
  demonstrate(path.join(__dirname, 'online-boutique'), { stdin, stdout, stderr, cwd: process.cwd() }).then(
    (status) => {
      process.exitCode = status;
    },
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
