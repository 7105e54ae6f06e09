import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { ClusterProfile } from '../cluster';

/** What an app is synthesized for, and where to. */
export interface PlatformProps extends AppProps {
  /**
   * The cluster that the manifests are meant for.
   *
   * @default ClusterProfile.DEFAULT
   */
  readonly cluster?: ClusterProfile;
}

/**
 * A cdk8s App that knows its cluster, and writes all of its files or none.
 *
 * A stock cdk8s App works as well: `ClusterProfile.attach(app, profile)`. Under `cdk8s synth` the command line empties
 * the output folder before the app starts, so an earlier good output stays only when the app is run by itself.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kind() });
 * new IsolatedNamespace(platform, 'shop');
 * platform.synth();
 */
export class Platform extends App {
  public constructor(props: PlatformProps = {}) {
    const { cluster, ...appProps } = props;
    super(appProps);
    if (cluster) ClusterProfile.attach(this, cluster);
  }

  /** The cluster that the manifests are meant for. */
  public get cluster(): ClusterProfile {
    return ClusterProfile.of(this);
  }

  /**
   * Writes the manifests to the output folder.
   *
   * When anything fails nothing is written, and what was there stays. Files of others in the folder stay in any case.
   *
   * @throws when what was declared can't hold; the error names each construct, what must hold, and what to do
   */
  public override synth(): void {
    const target = path.resolve(this.outdir);
    const created = fs.mkdirSync(target, { recursive: true });
    // Inside the output folder, hence on its file system: a rename there is atomic.
    const staging = fs.mkdtempSync(path.join(target, '.synth-'));
    try {
      this.synthTo(staging);
      moveFiles(staging, target);
      fs.rmSync(staging, { recursive: true, force: true });
    } catch (error) {
      fs.rmSync(created ?? staging, { recursive: true, force: true });
      throw error;
    }
  }

  private synthTo(folder: string): void {
    const self = this as { outdir: string };
    const outdir = this.outdir;
    try {
      self.outdir = folder;
      super.synth();
    } finally {
      self.outdir = outdir;
    }
  }
}

function moveFiles(from: string, to: string): void {
  for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const target = path.join(to, path.relative(from, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.renameSync(file, target);
  }
}
