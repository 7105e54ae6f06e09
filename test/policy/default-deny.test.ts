import { DefaultDeny } from '../../lib/policy';
import { namespace } from './pods';

test('closes a namespace in both directions, for all of its pods', () => {
  const shop = namespace('shop');
  new DefaultDeny(shop, 'default-deny');
  expect(shop).toMatchSnapshot();
});

test('is called by its id, unless it is given a name', () => {
  const shop = namespace('shop');
  expect(new DefaultDeny(shop, 'one').toJson().metadata.name).toBe('one');
  expect(new DefaultDeny(shop, 'two', { name: 'closed' }).toJson().metadata.name).toBe('closed');
});

test('refuses a name that no object can have', () => {
  expect(() => new DefaultDeny(namespace('shop'), 'deny', { name: 'Deny all' })).toThrow(
    new Error(
      '[shop/deny] the name of a NetworkPolicy must be a DNS-1123 label (lower case letters, digits and "-", ' +
        'starting and ending with a letter or digit, at most 63 characters), but got "Deny all"; write "deny-all"',
    ),
  );
});
