import {
  Clusters,
  Entry,
  type EntryOptions,
  Gateway,
  type GatewayAnswer,
  GatewayImplementations,
  type GatewayProps,
  type GatewayRequest,
  HttpRoute,
  type IGatewayImplementation,
  LoadBalancers,
  Peer,
  Platform,
  Tls,
} from '../../../lib';
import { Backend, platform, SECRET, space, written } from '../sample';

/** An implementation that answers as a test says, and remembers what it was asked. */
class Fake implements IGatewayImplementation {
  public readonly name = 'fake';
  public readonly gatewayClassName = 'fake';
  public readonly controllerName = 'example.com/fake';
  public readonly asked: GatewayRequest[] = [];

  public constructor(
    private readonly answer: GatewayAnswer | ((request: GatewayRequest) => GatewayAnswer),
    private readonly certificates: { readonly [key: string]: string } | undefined = undefined,
  ) {}

  public dataPlane(): Peer {
    return Peer.cidr('203.0.113.0/24');
  }

  public podPort(listenerPort: number): number {
    return listenerPort;
  }

  public localDataPlane(): undefined {
    return undefined;
  }

  public cloudCertificate(certificate: string): { readonly [key: string]: string } | undefined {
    return this.certificates && { ...this.certificates, ...(this.certificates.name ? { name: certificate } : {}) };
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    this.asked.push(request);
    return typeof this.answer === 'function' ? this.answer(request) : this.answer;
  }
}

function edge(fake: IGatewayImplementation, options: EntryOptions = {}, props: GatewayProps = {}): Gateway {
  const entries = [Entry.gateway(fake, options)];
  const loadBalancer = LoadBalancers.gcp();
  const chart = space(new Platform({ cluster: Clusters.kubeadm({ entries, loadBalancer }) }), 'edge');
  return new Gateway(chart, 'gateway', props);
}

const OBJECT = { apiVersion: 'example.com/v1', kind: 'FakeConfig', suffix: 'config', fields: { spec: { size: 3 } } };

describe('what the entry says', () => {
  test('is asked of the implementation', () => {
    const fake = new Fake({});
    edge(fake, { internal: true, trustedHops: 2, proxyProtocol: true });
    expect(fake.asked[0]).toEqual({
      gateway: { name: 'gateway', namespace: 'edge' },
      isInternal: true,
      usesProxyProtocol: true,
      trustedHops: 2,
      internalAnnotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
    });
  });

  test('is asked without annotations where the load balancer has none for a private network', () => {
    const fake = new Fake({});
    const cluster = Clusters.kubeadm({ entries: [Entry.gateway(fake, { internal: true })] });
    new Gateway(space(new Platform({ cluster }), 'edge'), 'gateway');
    expect(fake.asked[0]?.internalAnnotations).toBeUndefined();
  });

  test('that is nothing asks for nothing, and has no infrastructure written', () => {
    const fake = new Fake({});
    const gateway = edge(fake);
    expect(fake.asked[0]).toEqual({
      gateway: { name: 'gateway', namespace: 'edge' },
      isInternal: false,
      usesProxyProtocol: false,
      trustedHops: 0,
      internalAnnotations: undefined,
    });
    expect(gateway.toJson().spec.infrastructure).toBeUndefined();
    expect(gateway.implementationObjects).toEqual([]);
  });

  test('has the labels of an object beside those of every object', () => {
    const gateway = edge(new Fake({ objects: [{ ...OBJECT, labels: { tier: 'edge' } }] }));
    const [object] = gateway.implementationObjects;
    expect(object?.toJson().metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'edge', tier: 'edge' });
  });

  test('is written as the implementation answers, beside what was said', () => {
    const answer = {
      labels: { side: 'private' },
      annotations: { 'example.com/internal': 'true' },
      objects: [OBJECT],
      parameters: 0,
    };
    const infrastructure = { labels: { team: 'edge' }, annotations: { 'example.com/internal': 'true' } };
    const gateway = edge(new Fake(answer), { internal: true }, { infrastructure });
    expect(gateway.toJson().spec.infrastructure).toEqual({
      labels: { side: 'private', team: 'edge' },
      annotations: { 'example.com/internal': 'true' },
      parametersRef: { group: 'example.com', kind: 'FakeConfig', name: 'gateway-config' },
    });
    expect(gateway.implementationObjects.map((object) => object.toJson())).toEqual([
      {
        apiVersion: 'example.com/v1',
        kind: 'FakeConfig',
        metadata: {
          labels: {
            'app.kubernetes.io/instance': 'edge',
            'app.kubernetes.io/managed-by': 'cdk8s-networking',
            'app.kubernetes.io/name': 'gateway-config',
            'app.kubernetes.io/part-of': 'edge',
          },
          name: 'gateway-config',
          namespace: 'edge',
        },
        spec: { size: 3 },
      },
    ]);
  });

  test('that the implementation can’t give is an error of the Gateway', () => {
    const refusing = new Fake(() => {
      throw new Error('a Gateway with `internal` must have another implementation');
    });
    expect(() => edge(refusing, { internal: true })).toThrow(
      new Error('[edge/gateway] a Gateway with `internal` must have another implementation'),
    );
  });

  test('must not be contradicted', () => {
    const fake = new Fake({ annotations: { 'example.com/internal': 'true' } });
    const infrastructure = { annotations: { 'example.com/internal': 'false' } };
    expect(() => edge(fake, { internal: true }, { infrastructure })).toThrow(
      new Error(
        '[edge/gateway] the `infrastructure` of a Gateway must not contradict its entry, which needs ' +
          'example.com/internal: true, but got "false"; leave it out there, or leave out of the entry what it says',
      ),
    );
  });

  test('leaves room for one object of parameters', () => {
    const parameters = { group: 'example.com', kind: 'FakeConfig', name: 'mine' };
    const infrastructure = { parameters };
    expect(() => edge(new Fake({ objects: [OBJECT], parameters: 0 }), {}, { infrastructure })).toThrow(
      new Error(
        '[edge/gateway] a Gateway must have one object of parameters, and its entry needs a FakeConfig for what it says, ' +
          'but got "FakeConfig mine"; say all of it in your own object and leave it out of the entry, or leave out ' +
          '`parameters`',
      ),
    );
    const { parametersRef } = edge(new Fake({}), {}, { infrastructure }).toJson().spec.infrastructure;
    expect(parametersRef).toEqual(parameters);
  });
});

describe('external-dns is told', () => {
  const dns = { externalDns: { target: 'edge.example.com', ttlSeconds: 60 } };

  test('by the Gateway where hosts lead, and by routes for how long', () => {
    const entry = Entry.gateway(GatewayImplementations.envoyGateway(), dns);
    const shop = space(platform(entry), 'shop');
    const gateway = new Gateway(shop, 'gateway');
    const rules = [{ backends: [new Backend(shop, 'app')] }];
    new HttpRoute(shop, 'web', { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules });
    const annotations = (kind: string, name: string) => written(shop, kind, name).metadata.annotations;
    expect(annotations('Gateway', 'gateway')).toEqual({
      'external-dns.alpha.kubernetes.io/target': 'edge.example.com',
    });
    for (const name of ['web', 'web-redirect']) {
      expect(annotations('HTTPRoute', name)).toEqual({ 'external-dns.alpha.kubernetes.io/ttl': '60' });
    }
  });

  test('nothing, where nothing is said', () => {
    expect(edge(new Fake({})).toJson().metadata.annotations).toBeUndefined();
  });
});

describe('a certificate that the cloud keeps', () => {
  const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/one';

  test('is named by the listener', () => {
    const gateway = edge(new Fake({}, { name: '-' }), {}, { hostnames: ['a.example.com'], tls: Tls.cloud(ARN) });
    expect(gateway.toJson().spec.listeners[1].tls).toEqual({ mode: 'Terminate', options: { name: ARN } });
  });

  test('is told to the implementation, with those of routes that come later', () => {
    const certificates = ({ cloudCertificates = [] }: GatewayRequest) => ({
      objects: [{ ...OBJECT, fields: { spec: { certificates: cloudCertificates } } }],
      parameters: 0,
    });
    const gateway = edge(new Fake(certificates, {}));
    const chart = gateway.node.scope as any;
    const rules = [{ backends: [new Backend(chart, 'app')] }];
    for (const name of ['two', 'one', 'again']) {
      const tls = Tls.cloud(name === 'two' ? 'arn:two' : 'arn:one');
      new HttpRoute(chart, name, { gateway, hostnames: [`${name}.example.com`], tls, rules });
    }
    expect(gateway.implementationObjects[0]?.toJson().spec).toEqual({ certificates: ['arn:one', 'arn:two'] });
    const tls = gateway.toJson().spec.listeners.map((listener: any) => listener.tls);
    expect(tls).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is refused where the listeners take none', () => {
    const refused = () => edge(new Fake({}), {}, { hostnames: ['a.example.com'], tls: Tls.cloud(ARN) });
    expect(refused).toThrow(
      new Error(
        '[edge/gateway] a certificate that the cloud keeps must be left to implementations whose load balancer ends TLS, ' +
          `and fake takes none, but got "certificate ${ARN} of the cloud"; give Tls.secret() or Tls.certManager(), or use ` +
          'one that takes it, such as aws or gke',
      ),
    );
  });

  test('is the only one where no Secret is read', () => {
    const aws = GatewayImplementations.aws({ gatewayClassName: 'alb', subnetRanges: ['10.0.0.0/16'] });
    expect(() => edge(aws, {}, { hostnames: ['a.example.com'], tls: SECRET })).toThrow(
      new Error(
        '[edge/gateway] a certificate of a Gateway by aws must be one that the cloud keeps, since it reads no Secret, but ' +
          `got "Secret shop-tls"; give its name there: Tls.cloud('arn:aws:acm:...')`,
      ),
    );
    const gateway = edge(aws, {}, { hostnames: ['a.example.com'], tls: Tls.cloud(ARN) });
    expect(gateway.toJson().spec.listeners[1]).not.toHaveProperty('tls');
    expect(gateway.implementationObjects[0]?.toJson().spec.listenerConfigurations).toEqual([
      { protocolPort: 'HTTPS:443', defaultCertificate: ARN },
    ]);
  });
});
