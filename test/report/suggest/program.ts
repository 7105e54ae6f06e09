import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as ts from 'typescript';
import { Connectivity, EndKind, type ListedConnection, type SuggestReport } from '../../../lib/analysis';
import { Direction } from '../../../lib/traffic';
import { filesOf, runExample } from '../../support/examples';

const ROOT = path.resolve(__dirname, '../../..');

/** As strict as the projects that it is pasted into. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  types: ['node'],
  paths: { 'cdk8s-networking': [path.join(ROOT, 'lib')] },
};

/** The files that all programs stand on, which are parsed once. */
const SOURCES = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of programs. */
export function compilerErrors(programs: readonly string[]): string[] {
  const names = programs.map((_, index) => path.join(ROOT, 'test', `suggested-${index}.ts`));
  const texts = new Map(names.map((name, index) => [name, programs[index] as string]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    const source = SOURCES.get(file) ?? getSourceFile(file, ...rest);
    SOURCES.set(file, source);
    return source;
  };
  const program = ts.createProgram(names, OPTIONS, host);
  return names.flatMap((name) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  });
}

/** A program with its code out of its comments, as if all guesses were right. */
export function uncommented(program: string): string {
  return program.replace(/^\/\/ (import |const |\w+\.connections\.| {2}\w|\}\);)/gm, '$1');
}

/** What a program allows once its namespaces enforce all. */
export function closedBy(program: string): Connectivity {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'suggested-'));
  try {
    const closed = program.replace(/Enforcement\.none\(\{[^}]*\}\)/g, 'Enforcement.all()');
    fs.writeFileSync(path.join(folder, 'main.ts'), closed);
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const output = runExample(folder);
    const texts = Object.entries(filesOf(output)).map(([name, text]) => ({ name, text }));
    fs.rmSync(output, { recursive: true });
    return Connectivity.ofText(texts);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/**
 * Who reaches whom among workloads, as `shop/web -> shop/api TCP 8080`.
 *
 * @param unjudged - a workload on the network of its node, of which no policy says anything
 */
export function flowsOf(network: Connectivity, unjudged = ''): string[] {
  const { unknown, connections: all } = network.list();
  const counts = ({ source, destination }: ListedConnection) => ![source.name, destination.name].includes(unjudged);
  expect(unknown.filter(counts)).toEqual([]);
  const connections = all.filter(counts);
  const inside = connections.filter(({ source, destination }) =>
    [source, destination].every(({ kind }) => kind === EndKind.WORKLOAD),
  );
  return inside
    .flatMap(({ source, destination, ports }) =>
      Object.entries(ports).flatMap(([protocol, list]) =>
        list.split(', ').map((port) => `${source.name} -> ${destination.name} ${protocol} ${port}`),
      ),
    )
    .sort();
}

/** The flows among workloads of which a report is sure. */
export function sureFlows({ suggestions }: SuggestReport): string[] {
  return suggestions
    .filter(({ certainty, needs, peer }) => certainty === 'sure' && !needs && peer.kind === 'workload')
    .flatMap(({ workload, peer, direction, ports }) => {
      const ends = direction === Direction.EGRESS ? [workload, peer.name] : [peer.name, workload];
      return ports.map(({ protocol, port }) => `${ends.join(' -> ')} ${protocol} ${port}`);
    })
    .sort();
}
