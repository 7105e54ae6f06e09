import { cdk8s, JsonFile, javascript, typescript } from 'projen';

const AUTHORS = 'The cdk8s-networking Authors';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-networking',
  description: 'Constructs for Kubernetes networking: declare what talks to what, and closed, correct manifests result',
  keywords: ['cdk8s', 'kubernetes', 'networking', 'networkpolicy', 'gateway-api', 'ingress'],
  author: AUTHORS,
  authorAddress: 'authors@cdk8s-networking.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-networking/cdk8s-networking.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  stability: 'experimental',
  copyrightOwner: AUTHORS,

  // Layout: sources in lib/, compiled output in build/, packages in dist/.
  srcdir: 'lib',
  libdir: 'build',
  testdir: 'test',
  entrypoint: 'build/index.js', // projen would say lib/index.js whatever libdir is
  entrypointTypes: 'build/index.d.ts',
  sampleCode: false,

  // Toolchain.
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx({ typeCheck: false }),
  eslint: false,
  biome: true,
  biomeOptions: {
    version: '2.5.15', // pinned: its packages for every platform must be in the registry
    biomeConfig: {
      files: {
        includes: [
          'lib/**',
          'test/**',
          'cli/**',
          'jest/**',
          'examples/**/*.ts',
          'bench/**/*.ts',
          'projenrc/**/*.ts',
          '.projenrc.ts',
          '!**/__snapshots__',
          '!**/dist',
          '!**/expected',
        ],
      },
      formatter: { indentStyle: javascript.biome_config.IndentStyle.SPACE, lineWidth: 120 },
      // Manifests are JSON of any shape.
      linter: { rules: { suspicious: { noExplicitAny: 'off' } } },
      javascript: { formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE } },
    },
  },

  // Dependencies; the peers' lowest versions are those that are tested.
  cdk8sVersion: '2.70.106',
  constructsVersion: '10.8.1',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  // The command line's libraries as well: each keeps its licence beside it.
  bundledDeps: ['ipaddr.js@^2', 'commander@^14', 'js-yaml@^5', '@dagrejs/dagre@^3'],
  devDeps: [
    'cdk8s-plus-28@2.5.6',
    'cdk8s-plus-33@2.5.57',
    'cdk8s-cli@^2',
    '@types/node@^20',
    'tsx@^4',
    'yaml@^2',
    'esbuild@^0.28',
    'fast-check@^4',
    'playwright-core@^1', // drives the Chromium of the machine; it brings none
    '@swc/core@1.16.18', // pinned as biome is
    '@swc/jest@^0.2',
    'jest-runtime@^30',
    // The schema of SARIF, and what judges by it.
    '@microsoft/jest-sarif@1.0.0-beta.0',
    'ajv@^8',
    'ajv-draft-04@^1', // in which that is written
    'ajv-formats@^3',
  ],
  bin: { 'cdk8s-networking': 'build/cli.js' },

  // Tests.
  typecheckTests: true,
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER, // the default rewrites snapshots on every `npm test`
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      maxWorkers: '100%', // by default one core is kept free, which is half of two
      testTimeout: 60_000, // how long a test takes is no part of what it tells: machines may be busy
      coverageProvider: 'babel', // v8 also instruments the generated API of cdk8s-plus, several times slower
      testPathIgnorePatterns: ['/node_modules/', '/build/', '/dist/'],
      moduleNameMapper: { '^cdk8s-networking$': '<rootDir>/lib', '^cdk8s-networking/jest$': '<rootDir>/jest' },
      setupFilesAfterEnv: ['<rootDir>/test/support/jest-setup.ts'],
      snapshotFormat: { escapeString: false, printBasicPrototype: false },
    },
  },

  // No hosted services.
  github: false,
  release: false,
  depsUpgrade: false,
});

// The test task checks the types of all tests at once, so that each file need only lose them: by a compiler that is quick.
project.deps.removeDependency('ts-jest');
if (project.jest) {
  // Compiles each module once for all files of tests that load it.
  project.jest.config.runtime = '<rootDir>/test/support/jest-runtime.js';
  project.jest.config.transform = {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: true, // beside the code: inside it they would be read with each file of each test
        module: { type: 'commonjs', importInterop: 'none' }, // `import * as fs` is the module itself, as node gives it
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      },
    ],
  };
}

// The lock file names no registry host.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

// jest > jest-resolve > unrs-resolver: pinned as biome is.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// Its own package is importable by name: the examples use the library as users do.
project.package.addField('exports', {
  '.': { types: './build/index.d.ts', default: './build/index.js' },
  './jest': { types: './build/jest/index.d.ts', default: './build/jest/index.js' },
  './jest/serializer': { types: './build/jest/serializer.d.ts', default: './build/jest/serializer.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

// jsii writes the tsconfig.json of the library; it is committed, so that editors work in a fresh clone.
project.gitignore.include('/tsconfig.json');
project.npmignore?.exclude(
  '/cli/',
  '/jest/',
  '/examples/',
  '/bench/',
  '/docs/images/',
  '/biome.jsonc',
  '/.ci/',
  '/CONTRIBUTING.md',
);

// What jsii made of the sources is in two files then, of which the script says why.
project.postCompileTask.exec('tsx projenrc/write-library.ts');

// The command line lives outside lib/, so jsii never sees it: its files are bundled into one.
project.postCompileTask.exec(
  'esbuild cli/main.ts --bundle --platform=node --target=node20 --format=cjs --banner:js="#!/usr/bin/env node" ' +
    '--packages=external --log-level=warning --outfile=build/cli.js',
);

// So do the matchers, which import the library by its name.
new JsonFile(project, 'jest/tsconfig.json', {
  obj: {
    extends: '../tsconfig.json',
    compilerOptions: { rootDir: '.', outDir: '../build/jest', types: ['node'] },
    include: ['**/*.ts'],
  },
});
project.postCompileTask.exec('tsc -p jest');

// What cdk8s-cli loads as a validation plugin is another one.
project.postCompileTask.exec(
  'esbuild cli/plugin/main.ts --bundle --platform=node --target=node20 --format=cjs ' +
    '--packages=external --log-level=warning --outfile=build/plugin.js',
);

// Tests, examples and the command line are type-checked together; the examples import the library by its name.
// What hasn't changed since the last run isn't checked again.
project.tsconfigDev.file.addOverride('compilerOptions.incremental', true);
project.tsconfigDev.file.addOverride('compilerOptions.tsBuildInfoFile', '../node_modules/.cache/test.tsbuildinfo');
project.tsconfigDev.file.addOverride('compilerOptions.paths', {
  'cdk8s-networking': ['../lib'],
  'cdk8s-networking/jest': ['../jest'],
});
project.tsconfigDev.addInclude('../cli/**/*.ts');
project.tsconfigDev.addInclude('../jest/**/*.ts');
project.tsconfigDev.addInclude('../examples/**/*.ts');
project.tsconfigDev.addInclude('../bench/**/*.ts');

// The examples run from the sources: `node --import tsx main.ts` finds this file by walking up.
new JsonFile(project, 'examples/tsconfig.json', {
  obj: {
    compilerOptions: {
      target: 'ES2022',
      module: 'CommonJS',
      moduleResolution: 'bundler',
      strict: true,
      paths: { 'cdk8s-networking': ['../lib'] },
    },
  },
});

project.addTask('demo', {
  description: 'Synthesize the Online Boutique and print who may reach whom',
  exec: 'tsx examples/demo.ts',
});

project.addTask('docs:checks', {
  description: 'Write the page of each check, and the tables of docs/checks.md',
  env: { UPDATE_EXPECTED: '1' },
  exec: 'jest test/checks/page.test.ts',
});

project.addTask('bench:analysis', {
  description: 'Measure the analysis over growing clusters; with --update, write the figures into bench/README.md',
  exec: 'tsx bench/analysis/main.ts',
  receiveArgs: true,
});

project.addTask('bench', {
  description:
    'Measure the synth of growing apps beside the stock App, or with --profile where its time goes; with --update, write ' +
    'the figures into bench/README.md',
  exec: 'tsx bench/synth/main.ts',
  receiveArgs: true,
});

project.addTask('docs:pictures', {
  description: 'Draw the pictures of docs/images anew, in the Chromium of the machine',
  exec: 'tsx examples/pictures.ts',
});

project.gitignore.exclude('/examples/*/dist/');

// Node 20 is past its end of life: jsii prints a banner on every run otherwise.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
