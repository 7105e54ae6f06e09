import { LabelSelector, Port, Protocol, Workload, type WorkloadProps } from '../../lib/traffic';

const web: WorkloadProps = {
  namespace: 'shop',
  name: 'web',
  labels: { tier: 'front', app: 'web' },
  ports: [Port.tcp(8080), Port.named('metrics')],
};

test('has a place, labels and ports', () => {
  const workload = Workload.of(web);
  expect(workload).toMatchObject({ namespace: 'shop', name: 'web', displayName: 'shop/web' });
  expect(workload.toString()).toBe('shop/web');
  expect(Object.keys(workload.labels)).toEqual(['app', 'tier']);
  expect(workload.ports.map(String)).toEqual(['TCP 8080', 'TCP metrics']);
});

test('has a service account, `default` unless told', () => {
  expect(Workload.of(web).serviceAccount).toBe('default');
  expect(Workload.of({ ...web, serviceAccount: 'shop.web' }).serviceAccount).toBe('shop.web');
  expect(() => Workload.of({ ...web, serviceAccount: 'Web' })).toThrow('the service account of a workload must be');
});

test('has the annotations of its pods, none unless told', () => {
  expect(Workload.of(web).annotations).toEqual({});
  const annotations = { 'linkerd.io/inject': 'disabled' };
  const workload = Workload.of({ ...web, annotations });
  annotations['linkerd.io/inject'] = 'enabled';
  expect(workload.annotations).toEqual({ 'linkerd.io/inject': 'disabled' });
});

test('is selected by what was given, which must tell its pods from others', () => {
  const selector = LabelSelector.of({ labels: { app: 'web' } });
  const workload = Workload.of({ ...web, selector });
  expect(workload.selector.toString()).toBe('app=web');
  expect(workload.labels).toEqual({ app: 'web', tier: 'front' });
  for (const [wrong, text] of [
    [LabelSelector.of({ labels: { app: 'api' } }), 'app=api'],
    [LabelSelector.everything(), 'everything'],
  ] as const) {
    expect(() => Workload.of({ ...web, selector: wrong })).toThrow(
      new Error(
        "the selector of a workload must select its pods, and not every pod, which that of shop/web doesn't, " +
          `but got "${text}"; select by labels that its pods have`,
      ),
    );
  }
});

test('is selected by its labels', () => {
  expect(Workload.of(web).selector.toString()).toBe('app=web,tier=front');
});

describe('its ports', () => {
  const dns = Workload.of({
    ...web,
    ports: [Port.tcp(8080), Port.udp(53)],
    namedPorts: { http: Port.tcp(8080), dns: Port.udp(53) },
  });

  test('read as words', () => {
    expect(dns._portText).toBe('TCP 8080, UDP 53');
    expect(Workload.of({ ...web, ports: [] })._portText).toBe('no port');
  });

  test('have numbers, whether named or not', () => {
    expect(Object.keys(dns.namedPorts)).toEqual(['dns', 'http']);
    expect(`${dns.resolve(Port.named('http'))}`).toBe('TCP 8080');
    expect(`${dns.resolve(Port.tcp(9))}`).toBe('TCP 9');
  });

  test('are unknown by a name of another protocol, or that no port has', () => {
    expect(dns.resolve(Port.named('dns'))).toBeUndefined();
    expect(`${dns.resolve(Port.named('dns', Protocol.UDP))}`).toBe('UDP 53');
    expect(dns.resolve(Port.named('constructor'))).toBeUndefined();
  });

  test('are not named by another name', () => {
    expect(() => Workload.of({ ...web, namedPorts: { http: Port.named('web') } })).toThrow(
      new Error(
        'a named port must stand for a number, but "http" stands for TCP web; ' +
          'give the number on which the pods listen, such as Port.tcp(8080)',
      ),
    );
  });
});

test('follows no change, and cannot be changed', () => {
  const labels = { app: 'web' };
  const ports = [Port.tcp(8080)];
  const workload = Workload.of({ ...web, labels, ports });
  labels.app = 'other';
  ports.pop();
  expect(workload.labels).toEqual({ app: 'web' });
  expect(workload.ports.map(String)).toEqual(['TCP 8080']);
  expect(() => workload.ports.pop()).toThrow(TypeError);
  expect(Object.isFrozen(workload.labels)).toBe(true);
});

describe('refuses', () => {
  test.each([
    ['namespace', { namespace: 'Shop' }, 'a namespace name must be a DNS-1123 label'],
    ['name', { name: 'web_1' }, 'a workload name must be a DNS-1123 subdomain'],
    ['label', { labels: { app: 'the web' } }, 'the label app must be'],
  ])('a %s that Kubernetes refuses', (_, bad, law) => {
    expect(() => Workload.of({ ...web, ...bad })).toThrow(law);
  });

  test('to be selected without a label', () => {
    const bare = Workload.of({ ...web, labels: {} });
    expect(() => bare.selector).toThrow(
      new Error(
        'a workload must have labels to be selected, but shop/web has none; ' +
          'give its pods a label, such as app.kubernetes.io/name',
      ),
    );
  });
});

test('refuses what is no port', () => {
  const props = { namespace: 'shop', name: 'web', labels: { app: 'web' } };
  const error = new Error('a port must be a Port, but got 8080; write it as in Port.tcp(8080)');
  expect(() => Workload.of({ ...props, ports: [8080 as any] })).toThrow(error);
  expect(() => Workload.of({ ...props, ports: [], namedPorts: { http: 8080 as any } })).toThrow(error);
});
