import { HttpMatch } from '../../../lib';

test('a path stands for itself and everything below it', () => {
  const match = HttpMatch.path('/admin');
  expect([match._path, match._claim]).toEqual(['/admin', '/admin']);
  expect(match._manifest).toEqual({ path: { type: 'PathPrefix', value: '/admin' } });
});

test('an exact path stands for itself alone', () => {
  const match = HttpMatch.exactPath('/healthz');
  expect([match._path, match._claim]).toEqual(['/healthz', 'exactly /healthz']);
  expect(match._manifest).toEqual({ path: { type: 'Exact', value: '/healthz' } });
});

test('a slash at the end of a path takes nothing else of a host, unless the path is exact', () => {
  expect(HttpMatch.path('/admin/')._claim).toBe('/admin');
  expect(HttpMatch.exactPath('/admin/')._claim).toBe('exactly /admin/');
});
