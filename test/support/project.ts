import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { AS_PUBLISHED, writeLibrary } from '../../projenrc/library-files';

const ROOT = path.resolve(__dirname, '../..');
const PACKAGES = path.join(ROOT, 'node_modules');

/** What a `cdk8s synth` leaves behind; colours are taken out. */
export interface Synthesized {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of somebody who has installed this package as it is published, and runs the real cdk8s-cli. */
export class Project {
  /** Makes one in a folder of its own. */
  public static async start(): Promise<Project> {
    const project = new Project(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-'))));
    await project.install();
    return project;
  }

  private constructor(public readonly folder: string) {}

  private async install(): Promise<void> {
    const modules = path.join(this.folder, 'node_modules');
    fs.mkdirSync(modules);
    for (const name of fs.readdirSync(PACKAGES).filter((each) => !each.startsWith('.'))) {
      fs.symlinkSync(path.join(PACKAGES, name), path.join(modules, name), 'junction');
    }
    const installed = path.join(modules, 'cdk8s-networking');
    await writeLibrary(path.join(installed, 'build'));
    buildSync({
      ...AS_PUBLISHED,
      entryPoints: [path.join(ROOT, 'cli/plugin/main.ts')],
      outfile: path.join(installed, 'build/plugin.js'),
    });
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
      env: {
        ...process.env,
        CDK8S_NETWORKING_QUIET: undefined,
        CDK8S_OUTDIR: undefined,
        HOME: this.folder,
        npm_config_registry: 'http://127.0.0.1:9/',
      },
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
