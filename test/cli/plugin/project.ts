import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = path.resolve(__dirname, '../../..');
const PACKAGES = path.join(ROOT, 'node_modules');

/** What a `cdk8s synth` leaves behind; colours are taken out. */
export interface Synthesized {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of somebody who has installed this package, and runs the real cdk8s-cli. */
export class Project {
  public readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-')));

  public constructor() {
    const modules = path.join(this.folder, 'node_modules');
    fs.mkdirSync(modules);
    for (const name of fs.readdirSync(PACKAGES).filter((each) => !each.startsWith('.'))) {
      fs.symlinkSync(path.join(PACKAGES, name), path.join(modules, name), 'junction');
    }
    const installed = path.join(modules, 'cdk8s-networking');
    // The plugin as the build makes it, and the library in one file too, which starts sooner than a thousand.
    for (const [entry, file] of [
      ['cli/plugin/main.ts', 'plugin.js'],
      ['lib/index.ts', 'index.js'],
    ]) {
      buildSync({
        entryPoints: [path.join(ROOT, entry)],
        outfile: path.join(installed, 'build', file),
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        packages: 'external',
      });
    }
    fs.writeFileSync(path.join(installed, 'package.json'), JSON.stringify({ main: 'build/index.js' }));
    this.write({ 'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'CommonJS' } }) });
  }

  /** Writes files. */
  public write(files: { readonly [name: string]: string }): void {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(this.folder, name), text);
  }

  /** Runs `cdk8s synth` without its look for a newer version of itself. */
  public synth(...options: string[]): Synthesized {
    const argv = [path.join(PACKAGES, 'cdk8s-cli/bin/cdk8s'), 'synth', '--no-check-upgrade', ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: this.folder,
      encoding: 'utf8',
      // Nothing is installed: a registry would not be found.
      env: { ...process.env, CDK8S_OUTDIR: undefined, npm_config_registry: 'http://127.0.0.1:9/', HOME: this.folder },
    });
    return { status, stdout: plain(stdout), stderr: plain(stderr) };
  }

  /** Takes it away. */
  public remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with one
  return text.replace(/\x1b\[\d*m/g, '');
}
