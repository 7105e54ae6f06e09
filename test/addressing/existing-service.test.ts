import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ExistingService, type IService } from '../../lib/addressing';
import { ClusterDns } from '../../lib/cluster';
import { Protocol } from '../../lib/traffic';
import { shopOf } from './pods';

/** A Service as somebody wrote it. */
function object(spec: any, metadata: any = {}, chart: Chart = shopOf()): ApiObject {
  return new ApiObject(chart, 'api', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', ...metadata },
    spec,
  });
}

const PORTS = {
  ports: [
    { name: 'http', port: 80, targetPort: 'web' },
    { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
    { name: 'dns-tcp', port: 53 },
  ],
};

describe('is read as it is written:', () => {
  test('its ports with those of the pods, TCP and the same number unless it says otherwise', () => {
    const service = ExistingService.of(object(PORTS));
    expect(service.defaultPort).toBe(80);
    expect([
      `${service.targetPort()}`,
      `${service.targetPort(80)}`,
      `${service.targetPort(53, Protocol.UDP)}`,
      `${service.targetPort(53)}`,
    ]).toEqual(['TCP web', 'TCP web', 'UDP 5353', 'TCP 53']);
  });

  test('its name, namespace and cluster', () => {
    expect(ExistingService.of(object(PORTS)).dnsName.full).toBe('api.shop.svc.cluster.local');
    const dns = ClusterDns.of({ clusterDomain: 'corp.internal' });
    const other = object(PORTS, { name: 'edge', namespace: 'bank' }, shopOf({ dns }));
    expect(ExistingService.of(other).dnsName.full).toBe('edge.bank.svc.corp.internal');
  });

  test('its patches too', () => {
    const written = object(PORTS);
    const service = ExistingService.of(written);
    written.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 8080));
    expect(service.defaultPort).toBe(8080);
  });

  test.each([
    ['/metadata/name', 'shop/edge'],
    ['/metadata/namespace', 'edge/api'],
  ])('but no patch of %s: others name it by what its construct says', (at, got) => {
    const written = object(PORTS);
    written.addJsonPatch(JsonPatch.add(at, 'edge'));
    expect(() => ExistingService.of(written).dnsName).toThrow(
      new Error(
        '[shop/api] the name and the namespace of an existing Service must be those of its construct, shop/api, and no ' +
          `patch may change them, but got "${got}"; give them in its metadata, or by its chart`,
      ),
    );
  });

  test('a target of null, as charts leave it behind', () => {
    expect(
      `${ExistingService.of(object({ ports: [{ port: 80, targetPort: null, protocol: null }] })).targetPort()}`,
    ).toBe('TCP 80');
  });

  test('and nobody outside is known to connect', () => {
    const service: IService = ExistingService.of(object({ ...PORTS, type: 'NodePort' }));
    expect(service.clients).toBeUndefined();
  });
});

describe('may come from', () => {
  test('cdk8s-plus', () => {
    const chart = shopOf();
    const made = new kplus.Service(chart, 'api', {
      metadata: { name: 'api' },
      selector: kplus.Pods.all(chart, 'pods'),
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const service = ExistingService.of(made);
    expect([`${service.targetPort(80)}`, service.dnsName.full, service.object.kind]).toEqual([
      'TCP 8080',
      'api.shop.svc.cluster.local',
      'Service',
    ]);
  });

  test('an included file', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'existing-service-'));
    const url = path.join(folder, 'api.yaml');
    fs.writeFileSync(
      url,
      'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: bank }\nspec: { ports: [{ port: 80, targetPort: web }] }\n',
    );
    try {
      const include = new Include(shopOf(), 'api', { url });
      const service = ExistingService.of(include.apiObjects[0] as ApiObject);
      expect([`${service.targetPort()}`, service.dnsName.full]).toEqual(['TCP web', 'api.bank.svc.cluster.local']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('a chart without namespace, where the namespace is given', () => {
    const service = ExistingService.of(object(PORTS, {}, new Chart(new App(), 'bare')), { namespace: 'bank' });
    expect(service.dnsName.full).toBe('api.bank.svc.cluster.local');
  });
});

describe('refuses', () => {
  test('a port that it does not have', () => {
    expect(() => ExistingService.of(object(PORTS)).targetPort(8080)).toThrow(
      new Error(
        '[shop/api] a Service port must be one of TCP 80, UDP 53, TCP 53, but got "TCP 8080"; name one of the ' +
          "Service's own ports, not the pods'",
      ),
    );
  });

  test('ports that are no list', () => {
    expect(() => ExistingService.of(object({ ports: 'http' })).defaultPort).toThrow(
      new Error(
        '[shop/api] the ports of an existing Service must be a list in its manifest, but got "http"; correct them where it ' +
          'is made',
      ),
    );
  });

  test.each([
    [null, 'the options of an existing Service must be an object, but got null; write them as in { namespace: '],
    [{ ns: 'shop' }, 'an existing Service must have no `ns`, but got "shop"; leave it out; it may have namespace'],
  ])('%j in place of the options', (options, message) => {
    expect(() => ExistingService.of(object(PORTS), options as any)).toThrow(`[shop/api] ${message}`);
  });

  test('any port where it has none', () => {
    const message =
      '[shop/api] a Service must have ports for whoever names one of them, but this one has none; give it `ports`';
    const service = ExistingService.of(object({ clusterIP: 'None' }));
    expect(() => service.defaultPort).toThrow(new Error(message));
    expect(() => service.targetPort(80)).toThrow(new Error(message));
  });

  test.each([
    ['apps/v1', 'Deployment'],
    ['serving.knative.dev/v1', 'Service'],
  ])('%s %s, which is no Service of Kubernetes', (apiVersion, kind) => {
    const other = new ApiObject(shopOf(), 'api', { apiVersion, kind });
    expect(() => ExistingService.of(other)).toThrow(
      new Error(
        '[shop/api] an existing Service must be an object of kind Service and apiVersion v1, but got ' +
          `"${apiVersion} ${kind}"; name the Service itself`,
      ),
    );
  });

  test('a construct without a Service, or with several', () => {
    const chart = shopOf();
    const REMEDY = 'name the Service itself, such as one of the `apiObjects` of an Include';
    const LAW = '[shop] an existing Service must be a Service, or a construct with one, but got';
    expect(() => ExistingService.of(chart)).toThrow(new Error(`${LAW} "one with none"; ${REMEDY}`));
    object(PORTS, {}, chart);
    expect(`${ExistingService.of(chart).targetPort(80)}`).toBe('TCP web');
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service' });
    expect(() => ExistingService.of(chart)).toThrow(new Error(`${LAW} "one with 2"; ${REMEDY}`));
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['api', '"api"'],
    [{}, '{}'],
  ])('%p in place of a construct', (construct: any, shown) => {
    expect(() => ExistingService.of(construct)).toThrow(
      new Error(
        `an existing Service must be a construct, but got ${shown}; give the ApiObject, or the Service of cdk8s-plus`,
      ),
    );
  });

  test('an alias, behind which there are no pods', () => {
    const service = ExistingService.of(object({ type: 'ExternalName', externalName: 'db.example.com' }));
    expect(() => service.targetPort()).toThrow(
      new Error(
        '[shop/api] an existing Service must have pods behind it, but this one is an alias for a name outside the ' +
          'cluster, but got "db.example.com"; name that one',
      ),
    );
  });

  test('to be named where its namespace is not known', () => {
    const service = ExistingService.of(object(PORTS, {}, new Chart(new App(), 'bare')));
    expect(`${service.targetPort(80)}`).toBe('TCP web');
    expect(() => service.dnsName).toThrow(
      new Error(
        '[bare/api] an existing Service must have a namespace to be named by others, but its manifest has none; give ' +
          '`namespace` in ExistingService.of(), or to its chart',
      ),
    );
  });

  test('another namespace than the written one', () => {
    expect(() => ExistingService.of(object(PORTS), { namespace: 'bank' }).dnsName).toThrow(
      new Error(
        '[shop/api] the namespace of an existing Service must be the one in its manifest, shop, but got "bank"; leave ' +
          '`namespace` out',
      ),
    );
  });

  test.each([
    ['a protocol', { port: 80, protocol: 'ICMP' }, 'a protocol must be one of TCP, UDP, SCTP, but got "ICMP"'],
    ['a target name', { port: 80, targetPort: '8080' }, 'a port name must have at most 15 lower case letters'],
    ['a target number', { port: 80, targetPort: 70000 }, 'a port number must be a whole number from 1 to 65535'],
  ])('%s that cannot be', (_, port, law) => {
    expect(() => ExistingService.of(object({ ports: [port] })).targetPort()).toThrow(`[shop/api] ${law}`);
  });
});
