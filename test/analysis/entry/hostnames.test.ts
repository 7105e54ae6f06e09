import { certifies, commonHostname } from '../../../lib/analysis/entry/hostnames';
import { urlOf } from '../../../lib/analysis/entry/url';

test.each([
  ['', '', ''],
  ['', 'example.com', 'example.com'],
  ['example.com', 'example.com', 'example.com'],
  ['a.example.com', '*.example.com', 'a.example.com'],
  ['a.b.example.com', '*.example.com', 'a.b.example.com'],
  ['*.b.example.com', '*.example.com', '*.b.example.com'],
  ['*.example.com', '*.example.com', '*.example.com'],
])('%j and %j have %j in common', (one, other, common) => {
  expect(commonHostname(one, other)).toBe(common);
  expect(commonHostname(other, one)).toBe(common);
});

test.each([
  ['example.com', '*.example.com'],
  ['example.com', 'example.org'],
  ['*.a.example.com', '*.b.example.com'],
  ['myexample.com', '*.example.com'],
])('%j and %j have nothing in common', (one, other) => {
  expect(commonHostname(one, other)).toBeUndefined();
  expect(commonHostname(other, one)).toBeUndefined();
});

test('a wildcard in a certificate stands for one label', () => {
  expect(certifies('*.example.com', 'a.example.com')).toBe(true);
  expect(certifies('*.example.com', 'a.b.example.com')).toBe(false);
  expect(certifies('*.example.com', 'example.com')).toBe(false);
  expect(certifies('', 'example.com')).toBe(true);
});

test('a URL leaves out the usual port, and names every host *', () => {
  expect(urlOf('HTTPS', '', 443, '/')).toBe('https://*/');
  expect(urlOf('HTTPS', 'a.com', 8443, 'POST /orders')).toBe('POST https://a.com:8443/orders');
  expect(urlOf('HTTP', 'a.com', 443)).toBe('http://a.com:443');
  expect(urlOf('example.com/h3', 'a.com', 8443)).toBe('h3://a.com:8443');
  expect(urlOf('TCP', '', 5432)).toBe('tcp://*:5432');
  expect(urlOf('HTTP', 'a.com', undefined, '/b')).toBe('http://a.com/b');
});
