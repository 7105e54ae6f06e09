import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { Connectivity } from '../analysis';
import { ClusterProfile } from '../cluster';
import { holdReading, withoutSpread } from '../objects';
import { Report } from '../report';
import { replaceFiles } from './replace-files';

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
    return ClusterProfile._seenFrom(this);
  }

  /**
   * Writes the manifests to the output folder.
   *
   * When anything fails nothing is written, and what was there stays. Files of others in the folder stay in any case.
   * It is put together in the temporary folder of the system (`TMPDIR`), and then moved file by file: of a process that
   * is killed meanwhile, nothing stays in the output folder that kubectl would take for a manifest.
   *
   * @throws when what was declared can't hold, naming each construct, what must hold, and what to do; or when a file
   * can't be written
   */
  public override synth(): void {
    this.staged((folder) => replaceFiles(folder, path.resolve(this.outdir)));
  }

  /**
   * Who may connect to whom by the manifests that a synth would write, a line for each: for a test, or to look at.
   *
   * It is read from those manifests as if a stranger had written them, not from what was declared. Nothing is written to
   * the output folder.
   *
   * @example
   * const platform = new Platform();
   * new IsolatedNamespace(platform, 'shop');
   * platform.connectivity(); // 'No connection is allowed.'
   *
   * @throws when what was declared can't hold, as a synth does
   */
  public connectivity(): string {
    let list = '';
    const read = (folder: string) => {
      const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
      const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
      const sources = files.map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
      list = Report.list(Connectivity.ofText(sources, { cluster: this.cluster }).list());
    };
    // Where pods are spread to plays no part in who may connect.
    withoutSpread(this.node.findAll(), () => this.staged(read));
    return list;
  }

  /** Synthesizes to a folder that is gone afterwards. */
  private staged(use: (folder: string) => void): void {
    // Not in the output folder: a synth that is killed would leave half an app where kubectl reads it.
    const staging = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-networking-'));
    try {
      this.synthTo(staging);
      use(staging);
    } finally {
      fs.rmSync(staging, { recursive: true, force: true });
    }
  }

  private synthTo(folder: string): void {
    const self = this as { outdir: string };
    const outdir = this.outdir;
    try {
      self.outdir = folder;
      // Validations are the last that may change the tree: what they add is read as well.
      holdReading(this, () => {
        for (const { node } of this.node.findAll()) node.validate();
      });
      holdReading(this, () => super.synth());
    } finally {
      self.outdir = outdir;
    }
  }
}
