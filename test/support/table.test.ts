import { tableOf } from './table';

test('columns are aligned, rows sorted by number where they have one, and each stands once', () => {
  const api = { from: 'shop/web', to: 'shop/api', port: '8080', protocol: 'TCP', via: 'service api:8080' };
  const rows = [
    { from: 'shop/web', to: 'shop/api', port: '10000', protocol: 'TCP' },
    api,
    { from: 'outside', to: 'shop/web', port: '3000', protocol: 'TCP', via: 'https://shop.example.com/' },
    { from: 'shop/api', to: 'anywhere', port: 'every port', protocol: 'any' },
    { ...api },
  ];
  expect(tableOf(rows).split('\n')).toEqual([
    'outside -> shop/web       TCP 3000        https://shop.example.com/',
    'shop/api -> anywhere      every port',
    'shop/web -> shop/api      TCP 8080        service api:8080',
    'shop/web -> shop/api      TCP 10000',
  ]);
  expect(tableOf([...rows].reverse())).toBe(tableOf(rows));
});

test('no rows, no text', () => {
  expect(tableOf([])).toBe('');
});
