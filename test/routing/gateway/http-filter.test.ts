import { HttpFilter } from '../../../lib';
import { Backend, platform, space } from '../sample';

test('a mirror names who gets the copies', () => {
  const shadow = new Backend(space(platform(), 'shop'), 'shadow');
  expect(HttpFilter.mirror(shadow)._mirror).toBe(shadow);
});
