import { GrpcMatch } from '../../../lib';

describe('a match', () => {
  test.each([
    ['every call', GrpcMatch.everything(), {}],
    ['a service', GrpcMatch.service('acme.Orders'), { method: { type: 'Exact', service: 'acme.Orders' } }],
    [
      'a method',
      GrpcMatch.method('acme.Orders', 'Place'),
      { method: { type: 'Exact', service: 'acme.Orders', method: 'Place' } },
    ],
    ['a method of any service', GrpcMatch.methodOfAnyService('Check'), { method: { type: 'Exact', method: 'Check' } }],
    [
      'regular expressions',
      GrpcMatch.regex({ service: 'acme\\..*', method: 'Get.*' }),
      { method: { type: 'RegularExpression', service: 'acme\\..*', method: 'Get.*' } },
    ],
    [
      'headers',
      GrpcMatch.everything().header('x-beta', 'yes').headerRegex('x-version', 'v[0-9]+'),
      {
        headers: [
          { type: 'Exact', name: 'x-beta', value: 'yes' },
          { type: 'RegularExpression', name: 'x-version', value: 'v[0-9]+' },
        ],
      },
    ],
  ])('is written for %s', (_, match, manifest) => {
    expect(match._manifest).toEqual(manifest);
  });

  test.each([
    [GrpcMatch.everything(), 'every gRPC call'],
    [GrpcMatch.service('acme.Orders'), 'gRPC /acme.Orders/*'],
    [GrpcMatch.method('acme.Orders', 'Place'), 'gRPC /acme.Orders/Place'],
    [GrpcMatch.methodOfAnyService('Check'), 'gRPC /*/Check'],
    [GrpcMatch.regex({ method: 'Get.*' }), 'gRPC like /*/Get.*'],
    [
      GrpcMatch.service('acme.Orders').headerRegex('X-B', 'v.*').header('X-A', 'yes'),
      'gRPC /acme.Orders/* with header x-a "yes", header x-b like "v.*"',
    ],
    [GrpcMatch.everything().header('x-a', 'yes'), 'every gRPC call with header x-a "yes"'],
  ])('says what it takes: %#', (match, claim) => {
    expect(match._claim).toBe(claim);
  });

  test('is known as one', () => {
    expect([GrpcMatch.everything(), {}, null].map(GrpcMatch.isGrpcMatch)).toEqual([true, false, false]);
  });
});

describe('refuses', () => {
  test.each([['acme/Orders'], ['9acme.Orders'], ['acme..Orders'], ['']])('the service %j', (service) => {
    expect(() => GrpcMatch.service(service)).toThrow(
      new Error(
        'the service of a match must be the full name of a gRPC service: letters, digits and "_" with "." between the ' +
          `parts, none of which starts with a digit, and at most 1024 characters, but got ${JSON.stringify(service)}; ` +
          'write it as in "acme.Orders"',
      ),
    );
  });

  test.each([['acme.Place'], ['9Place'], ['']])('the method %j', (method) => {
    expect(() => GrpcMatch.method('acme.Orders', method)).toThrow(
      new Error(
        'the method of a match must be the name of a gRPC method: letters, digits and "_", not starting with a digit, ' +
          `and at most 1024 characters, but got ${JSON.stringify(method)}; write it as in "Place"`,
      ),
    );
  });

  test('names that are no texts', () => {
    expect(() => GrpcMatch.service(7 as any)).toThrow(
      new Error('the service of a match must be a text, but got 7; write it as in "acme.Orders"'),
    );
    expect(() => GrpcMatch.methodOfAnyService(undefined as any)).toThrow(
      new Error('the method of a match must be a text, but got undefined; write it as in "Place"'),
    );
  });

  test("a pattern of nothing, or of what there isn't", () => {
    expect(() => GrpcMatch.regex({})).toThrow(
      new Error(
        'the pattern of a match must have a `service` or a `method`, but got {}; for every call, write ' +
          'GrpcMatch.everything()',
      ),
    );
    expect(() => GrpcMatch.regex({ service: '' })).toThrow(
      new Error(
        'the pattern of a service must be a regular expression of 1 to 1024 characters, but got ""; write it as in ' +
          '"^v[0-9]+$"',
      ),
    );
    expect(() => GrpcMatch.regex({ path: '/' } as any)).toThrow(
      new Error('the pattern of a match must have no `path`, but got "/"; leave it out; it may have service, method'),
    );
    expect(() => GrpcMatch.regex('acme' as any)).toThrow(
      new Error('the pattern of a match must be an object, but got "acme"; write it in { }'),
    );
  });

  test('a header twice, by value and by pattern', () => {
    expect(() => GrpcMatch.everything().header('x-a', 'b').headerRegex('X-A', 'b.*')).toThrow(
      new Error(
        'a match must name a header once, but this one names "x-a" twice; leave one of them out, or make a second match ' +
          'where either value will do',
      ),
    );
  });
});
