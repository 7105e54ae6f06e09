import { API, CONTRACT, lines, service, WEB } from './sample';

describe('a mutation changes the table', () => {
  const sample = [WEB, API, service('shop/api', '{ port: 80, targetPort: 8080 }'), ...CONTRACT].join('\n---\n');
  const [line] = lines(sample);
  const mutated = (from: string, to: string) => {
    expect(sample).toContain(from);
    return lines(sample.replace(from, to));
  };

  test('none', () => {
    expect(lines(sample)).toEqual(['shop/web -> shop/api TCP 8080 service api:80']);
  });

  test.each([
    [0, ['anyone -> shop/web TCP 3000', 'shop/api -> anywhere every port', 'shop/api -> shop/web TCP 3000', line]],
    [1, []],
    [2, []],
  ])('policy %i deleted', (index, expected) => {
    const rest = CONTRACT.filter((_, each) => each !== index);
    expect(lines(WEB, API, service('shop/api', '{ port: 80, targetPort: 8080 }'), ...rest)).toEqual(expected);
  });

  test('a label of the pods changed', () => {
    expect(mutated('metadata: { labels: { app: web } }', 'metadata: { labels: { app: wep } }')).toEqual([
      'pods app=web in namespace shop -> shop/api TCP 8080',
    ]);
  });

  test('the Service port in place of the pod port', () => {
    expect(lines(sample.replaceAll('ports: [{ port: 8080 }]', 'ports: [{ port: 80 }]'))).toEqual([]);
  });

  test('the target port gone from the Service', () => {
    expect(mutated('port: 80, targetPort: 8080', 'port: 80')).toEqual(['shop/web -> shop/api TCP 8080']);
  });

  test('the declared port changed', () => {
    expect(mutated('containerPort: 8080', 'containerPort: 8081')).toEqual([]);
  });

  test('another protocol', () => {
    expect(mutated('ports: [{ port: 8080 }]', 'ports: [{ port: 8080, protocol: UDP }]')).toEqual([]);
  });
});
