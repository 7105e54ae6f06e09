import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.resolve(__dirname, '..');
const INDEX = path.join(ROOT, 'lib/index.ts');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  paths: { 'cdk8s-networking': [path.join(ROOT, 'lib')] },
};

const program = ts.createProgram([INDEX], OPTIONS);
const checker = program.getTypeChecker();
const index = checker.getSymbolAtLocation(program.getSourceFile(INDEX) as ts.SourceFile) as ts.Symbol;
const topNames = checker.getExportsOfModule(index);
/** The names of the submodules, such as `analysis`, count as those of the library itself. */
const names = topNames.flatMap((name) => {
  const symbol = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name;
  return symbol.flags & ts.SymbolFlags.ValueModule ? checker.getExportsOfModule(symbol) : [name];
});

test('every public name has a doc comment', () => {
  expect(names.length).toBeGreaterThan(100);
  expect(names.flatMap(undocumented)).toEqual([]);
});

test('every optional property says its default', () => {
  const silent = names.flatMap((name) => {
    const declaration = declarationOf(name);
    if (!ts.isInterfaceDeclaration(declaration)) return [];
    return declaration.members
      .filter(
        (member) => member.questionToken && !ts.getJSDocTags(member).some((tag) => tag.tagName.text === 'default'),
      )
      .map((member) => `${name.name}.${member.name?.getText()}`);
  });
  expect(silent).toEqual([]);
});

test('every example compiles', () => {
  const examples = new Map(
    names.flatMap((name) =>
      examplesOf(name).map((text, number) => [path.join(ROOT, 'test', `${name.name}-${number}.ts`), asModule(text)]),
    ),
  );
  expect(examples.size).toBeGreaterThan(30);
  expect(errorsIn(examples)).toEqual([]);
});

test('an example that does not compile would be found', () => {
  const file = path.join(ROOT, 'test', 'Wrong-0.ts');
  const errors = errorsIn(new Map([[file, asModule("Port.tcp('80');")]]));
  expect(errors).toEqual(["Wrong-0.ts: Argument of type 'string' is not assignable to parameter of type 'number'."]);
});

function declarationOf(exported: ts.Symbol): ts.Declaration {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  return symbol.declarations?.[0] as ts.Declaration;
}

function membersOf(declaration: ts.Declaration): ts.NamedDeclaration[] {
  if (ts.isEnumDeclaration(declaration)) return [...declaration.members];
  const hasMembers = ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);
  return hasMembers ? [...declaration.members, ...[...declaration.members].flatMap(parameterProperties)] : [];
}

/** The public things of one exported name that have no doc comment. */
function undocumented(exported: ts.Symbol): string[] {
  const declaration = declarationOf(exported);
  // A constructor has its class, and what a contract or base class documents needs no second text.
  const bare = membersOf(declaration)
    .filter((member) => !ts.isConstructorDeclaration(member) && !isHidden(member) && !isInherited(declaration, member))
    .filter((member) => ts.getJSDocCommentsAndTags(member).length === 0)
    .map((member) => `${exported.name}.${member.name?.getText()}`);
  return [...(ts.getJSDocCommentsAndTags(declaration).length === 0 ? [exported.name] : []), ...bare];
}

/** `public readonly` parameters of a constructor, which are properties. */
function parameterProperties(member: ts.Node): ts.ParameterDeclaration[] {
  if (!ts.isConstructorDeclaration(member)) return [];
  return member.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, member));
}

function isHidden(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

function isInherited(declaration: ts.Declaration, member: ts.NamedDeclaration): boolean {
  if (!ts.isClassDeclaration(declaration)) return false;
  const name = member.name?.getText() ?? '';
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  return bases.some((base) => checker.getTypeAtLocation(base).getProperty(name) !== undefined);
}

/** The examples of one exported name and of its members. */
function examplesOf(exported: ts.Symbol): string[] {
  const declaration = declarationOf(exported);
  return [declaration, ...membersOf(declaration)]
    .flatMap((node) => ts.getJSDocTags(node))
    .filter((tag) => tag.tagName.text === 'example')
    .map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? '');
}

/** An example as a user would have it in a file: with every public name, and what comes with cdk8s. */
function asModule(text: string): string {
  return [
    `import { ${topNames.map(({ name }) => name).join(', ')} } from 'cdk8s-networking';`,
    "import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';",
    "import { Construct } from 'constructs';",
    text,
  ].join('\n');
}

/** What the compiler says of files that exist in memory only. */
function errorsIn(files: Map<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? (program.getSourceFile(file) ?? getSourceFile(file, ...rest))
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  const examples = ts.createProgram([...files.keys()], OPTIONS, host);
  return [...files.keys()].flatMap((file) => {
    const source = examples.getSourceFile(file);
    return [...examples.getSyntacticDiagnostics(source), ...examples.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}
