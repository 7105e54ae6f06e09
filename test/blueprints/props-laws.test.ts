import { InternalService, StatefulService, WebApp, Worker } from '../../lib';
import { shopNamespace } from '../workload/written';

describe.each([
  ['a WebApp', WebApp],
  ['an InternalService', InternalService],
  ['a StatefulService', StatefulService],
  ['a Worker', Worker],
])('%s', (kind, blueprint: any) => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['web:1', '"web:1"'],
  ])('must be given its props, not %s', (props, shown) => {
    expect(() => new blueprint(shopNamespace(), 'web', props)).toThrow(
      new Error(
        `[shop/web] ${kind} must be given what it runs, but got ${shown}; write it as in ` +
          "{ image: 'ghcr.io/acme/api:1.4', port: 8080 }",
      ),
    );
  });
});
