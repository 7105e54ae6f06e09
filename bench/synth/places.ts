import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A function's place: a room of the library, a package, or the engine; and its file, where it has one. */
export interface Place {
  readonly place: string;
  readonly file?: string;
}

/** Where a file of the library starts in the one into which it was bundled. */
interface Start {
  readonly line: number;
  readonly file: string;
}

/** Tells where functions of a profile come from, those of the library by the comments that its bundles start files with. */
export class Places {
  private readonly bundles: ReadonlyMap<string, readonly Start[]>;

  /** @param folder - where the library is as it is published */
  public constructor(folder: string) {
    this.bundles = new Map(
      fs.readdirSync(folder).map((name) => {
        const bundle = path.join(folder, name);
        return [pathToFileURL(bundle).href, startsIn(bundle)];
      }),
    );
  }

  public of({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): Place {
    const starts = this.bundles.get(url);
    if (starts) return inLibrary(starts, lineNumber);
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
    if (name) return { place: name, file: url.replace(/.*node_modules\//, '') };
    if (functionName === '(garbage collector)') return { place: 'garbage collection' };
    return { place: url.startsWith('node:') || url === '' ? 'Node' : 'the measured program' };
  }
}

function startsIn(bundle: string): readonly Start[] {
  const lines = fs.readFileSync(bundle, 'utf8').split('\n');
  return lines.flatMap((text, line) => {
    const [, file] = /^\/\/ (lib\/\S+)$/.exec(text) ?? [];
    return file ? [{ line, file }] : [];
  });
}

function inLibrary(starts: readonly Start[], line: number): Place {
  const { file } = starts.filter((start) => start.line <= line).at(-1) ?? {};
  return file ? { place: file.split('/').slice(0, 2).join('/'), file } : { place: 'lib' };
}
