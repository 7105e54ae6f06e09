import * as fs from 'node:fs';

/** A function's place: a room of the library, a package, or the engine; and its file, where it has one. */
export interface Place {
  readonly place: string;
  readonly file?: string;
}

/** Tells where functions of a profile come from, those of the library by the comments that its bundle starts files with. */
export class Places {
  private readonly starts: readonly { readonly line: number; readonly file: string }[];

  public constructor(private readonly library: string) {
    const lines = fs.readFileSync(library, 'utf8').split('\n');
    this.starts = lines.flatMap((text, line) => {
      const [, file] = /^\/\/ (lib\/\S+)$/.exec(text) ?? [];
      return file ? [{ line, file }] : [];
    });
  }

  public of({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): Place {
    if (url.endsWith(this.library)) return this.inLibrary(lineNumber);
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
    if (name) return { place: name, file: url.replace(/.*node_modules\//, '') };
    if (functionName === '(garbage collector)') return { place: 'garbage collection' };
    return { place: url.startsWith('node:') || url === '' ? 'Node' : 'the measured program' };
  }

  private inLibrary(line: number): Place {
    const { file } = this.starts.filter((start) => start.line <= line).at(-1) ?? {};
    return file ? { place: file.split('/').slice(0, 2).join('/'), file } : { place: 'lib' };
  }
}
