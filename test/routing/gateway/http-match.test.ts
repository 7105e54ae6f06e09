import { HttpMatch, PathMatch } from '../../../lib';
import { matchManifest } from '../../../lib/routing/gateway/http-match';

test('a path stands for itself and everything below it', () => {
  const match = HttpMatch.path('/admin');
  expect([match.pathValue, match.pathMatch]).toEqual(['/admin', PathMatch.PREFIX]);
  expect(matchManifest(match)).toEqual({ path: { type: 'PathPrefix', value: '/admin' } });
});

test('an exact path stands for itself alone', () => {
  const match = HttpMatch.exactPath('/healthz');
  expect([match.pathValue, match.pathMatch]).toEqual(['/healthz', PathMatch.EXACT]);
  expect(matchManifest(match)).toEqual({ path: { type: 'Exact', value: '/healthz' } });
});
