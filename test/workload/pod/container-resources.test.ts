import { apiWith, containerOf, mainOf } from '../written';

function written(resources: { [name: string]: string }): any {
  return mainOf(apiWith({ resources }).deployment).resources;
}

describe('writes', () => {
  test('requests and limits as they were given', () => {
    expect(written({ cpuRequest: '250m', cpuLimit: '1.5', memoryRequest: '100M', memoryLimit: '0.5Gi' })).toEqual({
      requests: { cpu: '250m', memory: '100M' },
      limits: { cpu: '1.5', memory: '0.5Gi' },
    });
  });

  test('no limit and no request that was not asked for', () => {
    expect(written({ cpuRequest: '100m' })).toEqual({ requests: { cpu: '100m' } });
    expect(written({ memoryLimit: '64Mi' })).toEqual({ limits: { memory: '64Mi' } });
    expect(mainOf(apiWith().deployment)).not.toHaveProperty('resources');
    expect(mainOf(apiWith({ resources: {} }).deployment)).not.toHaveProperty('resources');
  });

  test('the resources of an init container, and not those of the main one', () => {
    const { deployment } = apiWith({
      resources: { memoryLimit: '1Gi' },
      initContainers: [
        { name: 'first', image: 'first:1', resources: { memoryLimit: '32Mi' } },
        { name: 'second', image: 'second:1' },
      ],
    });
    expect(containerOf(deployment, 'first').resources).toEqual({ limits: { memory: '32Mi' } });
    expect(containerOf(deployment, 'second')).not.toHaveProperty('resources');
  });

  test('an equal request and limit, however they are written', () => {
    expect(written({ memoryRequest: '1024Mi', memoryLimit: '1Gi' })).toEqual({
      requests: { memory: '1024Mi' },
      limits: { memory: '1Gi' },
    });
  });
});

describe('refuses', () => {
  test.each(['', '0', '-1', '100mi', '1 Gi', 'much', '1constructor'])('the quantity "%s"', (cpuRequest) => {
    expect(() => apiWith({ resources: { cpuRequest } })).toThrow(
      new Error(
        `[shop/api] \`cpuRequest\` must be a quantity above zero, but got "${cpuRequest}"; ` +
          'write it as in "250m" or "2"',
      ),
    );
  });

  test.each(['memoryRequest', 'memoryLimit'])('the `%s` of thousandths of a byte', (field) => {
    expect(() => apiWith({ resources: { [field]: '128m' } })).toThrow(
      new Error(
        `[shop/api] \`${field}\` must be a number of bytes, and the suffix "m" means a thousandth of one, but got ` +
          '"128m"; write "128Mi"',
      ),
    );
  });

  test('a quantity that is no text', () => {
    expect(() => apiWith({ resources: { cpuRequest: 1 as any } })).toThrow(
      new Error('[shop/api] `cpuRequest` must be a text, but got 1; write it as in "250m" or "2"'),
    );
  });

  test('a request above its limit', () => {
    expect(() => apiWith({ resources: { cpuRequest: '2', cpuLimit: '1500m' } })).toThrow(
      new Error(
        '[shop/api] `cpuRequest` must not be above `cpuLimit`, but got "2 above 1500m"; ' +
          'raise the limit, lower the request, or leave the limit out',
      ),
    );
    expect(() => apiWith({ resources: { memoryRequest: '1Gi', memoryLimit: '1G' } })).toThrow(
      new Error(
        '[shop/api] `memoryRequest` must not be above `memoryLimit`, but got "1Gi above 1G"; ' +
          'raise the limit, lower the request, or leave the limit out',
      ),
    );
  });

  test('the same of an init container', () => {
    const init = { name: 'schema', image: 'schema:1', resources: { memoryLimit: 'lots' } };
    expect(() => apiWith({ initContainers: [init] })).toThrow(/^\[shop\/api\] `memoryLimit` must be a quantity/);
  });
});
