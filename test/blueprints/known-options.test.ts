import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import * as ts from 'typescript';
import {
  AdmissionWebhook,
  AdoptedWorkload,
  ExternalService,
  InternalService,
  IsolatedNamespace,
  NodeAgent,
  Platform,
  PodSecurity,
  RunOnceJob,
  ScheduledJob,
  SharedGateway,
  StatefulService,
  Tls,
  WebApp,
  Worker,
} from '../../lib';
import { shopNamespace } from '../workload/written';

const ROOT = path.resolve(__dirname, '../..');
const ROOMS = ['addressing', 'app', 'blueprints', 'policy', 'routing', 'workload'];

/** The interfaces of the library by their names, as they are written; those of cdk8s beside them. */
const interfaces = new Map(
  [
    ...ROOMS.flatMap((room) =>
      fs
        .readdirSync(path.join(ROOT, 'lib', room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.join(ROOT, 'lib', room, name)),
    ),
    path.join(path.dirname(require.resolve('cdk8s')), 'app.d.ts'),
  ]
    .flatMap((file) => [...ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022).statements])
    .filter(ts.isInterfaceDeclaration)
    .map((each) => [each.name.text, each]),
);

/** The names of the options of an interface and of those that it extends, but for what is internal. */
function optionsOf(name: string): string[] {
  const found = interfaces.get(name);
  if (!found) throw new Error(`there is no interface ${name}`);
  const bases = (found.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  const own = found.members.map((member) => (member.name as ts.Identifier).text);
  return [...own, ...bases.flatMap(({ expression }) => optionsOf((expression as ts.Identifier).text))].filter(
    (option) => !option.startsWith('_'),
  );
}

const IMAGE = { image: 'app:1' };
const SERVED = { ...IMAGE, port: 8080, host: 'shop.example.com', tls: Tls.secret('shop-tls') };

/** What is made with an option that nobody knows, who says so, and the interface of its options. */
const MAKERS: [string, string, (more: any) => unknown][] = [
  ['WebAppProps', '[shop/app] a WebApp', (more) => new WebApp(shopNamespace(), 'app', { ...SERVED, ...more })],
  [
    'WebAppExposeOptions',
    '[shop/app] another way in',
    (more) => new WebApp(shopNamespace(), 'app', SERVED).expose({ host: 'www.example.com', ...more }),
  ],
  [
    'InternalServiceProps',
    '[shop/app] an InternalService',
    (more) => new InternalService(shopNamespace(), 'app', { ...IMAGE, port: 8080, ...more }),
  ],
  [
    'StatefulServiceProps',
    '[shop/app] a StatefulService',
    (more) => new StatefulService(shopNamespace(), 'app', { ...IMAGE, port: 8080, ...more }),
  ],
  ['WorkerProps', '[shop/app] a Worker', (more) => new Worker(shopNamespace(), 'app', { ...IMAGE, ...more })],
  ['NodeAgentProps', '[shop/app] a NodeAgent', (more) => new NodeAgent(shopNamespace(), 'app', { ...IMAGE, ...more })],
  [
    'ScheduledJobProps',
    '[shop/app] a ScheduledJob',
    (more) => new ScheduledJob(shopNamespace(), 'app', { ...IMAGE, schedule: '@daily', ...more }),
  ],
  [
    'RunOnceJobProps',
    '[shop/app] a RunOnceJob',
    (more) => new RunOnceJob(shopNamespace(), 'app', { ...IMAGE, ...more }),
  ],
  [
    'ExternalServiceProps',
    '[shop/app] an ExternalService',
    (more) => new ExternalService(shopNamespace(), 'app', { addresses: ['10.9.0.12'], port: 1521, ...more }),
  ],
  [
    'AdmissionWebhookProps',
    '[shop/app] an AdmissionWebhook',
    (more) => new AdmissionWebhook(shopNamespace(), 'app', more),
  ],
  [
    'AdoptedWorkloadOptions',
    '[shop/app] an adopted workload',
    (more) => {
      const spec = { containers: [IMAGE] };
      const pod = new ApiObject(shopNamespace(), 'app', { apiVersion: 'v1', kind: 'Pod', ...{ spec } });
      return AdoptedWorkload.of(pod, more);
    },
  ],
  [
    'SharedGatewayProps',
    '[edge] a SharedGateway',
    (more) => new SharedGateway(new Platform(), 'edge', { hostnames: ['*.example.com'], ...more }),
  ],
  [
    'IsolatedNamespaceProps',
    '[shop] an IsolatedNamespace',
    (more) => new IsolatedNamespace(new Platform(), 'shop', more),
  ],
  ['PlatformProps', 'a Platform', (more) => new Platform(more)],
  ['PodSecurityOptions', 'PodSecurity.restricted()', (more) => PodSecurity.restricted(more)],
  ['PodSecurityReason', 'PodSecurity.baseline()', (more) => PodSecurity.baseline({ reason: 'a test', ...more })],
];

test.each<[string, () => unknown]>([
  ['[shop] what is said of an IsolatedNamespace', () => new IsolatedNamespace(new Platform(), 'shop', 'shop' as any)],
  ['what is said of a Platform', () => new Platform('shop' as any)],
])('%s is in an object', (what, make) => {
  expect(refusal(make)).toBe(`${what} must be an object, but got "shop"; write it in { }`);
});

function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

test.each(MAKERS)('what is none of %s is refused by %s, which names all of them', (name, who, make) => {
  const [said, known = ''] = refusal(() => make({ misspelt: true })).split('it may have ');
  expect(said).toBe(`${who} must have no \`misspelt\`, but got true; leave it out; `);
  expect(known.split(', ').sort()).toEqual([...new Set(optionsOf(name))].sort());
});

// Connections.of() refuses such a name all the same.
const LENIENT = MAKERS.filter(([name]) => name !== 'AdoptedWorkloadOptions');

test.each(LENIENT)('what is undefined says nothing: %s', (_, __, make) => {
  expect(refusal(() => make({ misspelt: undefined }))).not.toContain('misspelt');
});
