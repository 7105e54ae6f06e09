import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { CLEAR, request } from './request';

const openshift = IngressControllers.openshift();

test('has its name and its class', () => {
  expect([openshift.name, openshift.ingressClassName]).toEqual(['openshift', 'openshift-default']);
  expect(IngressControllers.openshift({ ingressClassName: 'internal' }).ingressClassName).toBe('internal');
});

test('is known by a label of its namespace', () => {
  expect(`${openshift.dataPlane}`).toBe('namespaces policy-group.network.openshift.io/ingress=');
});

test('can wait, and takes certificates from Secrets', () => {
  expect(openshift.options).toEqual([
    IngressOption.TIMEOUT,
    IngressOption.SECRET_CERTIFICATE,
    IngressOption.ISSUED_CERTIFICATE,
  ]);
});

test('redirects by itself, so that it is told nothing where nothing is asked', () => {
  expect(openshift.serve(request({}))).toEqual({ annotations: {} });
  expect(openshift.serve(request(CLEAR))).toEqual({ annotations: {} });
});

test('is told by an annotation how long to wait', () => {
  expect(openshift.serve(request({ timeout: 90 }))).toEqual({
    annotations: { 'haproxy.router.openshift.io/timeout': '90s' },
  });
});

describe('refuses', () => {
  const HOST =
    'each rule of an Ingress by openshift must have a host, since no Route is made of one without; give a `host`';
  test.each([
    [
      'an exact path',
      { exactPaths: ['/login'] },
      'an Ingress by openshift must have no `exact` path, since no Route is made of it, but got "/login"; leave out ' +
        '`exact`, or enter the cluster by a Gateway',
    ],
    ['no host', { hosts: [] }, HOST],
    ['a rule without a host beside others', { isForAnyHost: true }, HOST],
    [
      'a wildcard',
      { hosts: ['shop.example.com', '*.example.com'] },
      'a host of an Ingress by openshift must have no wildcard, which its router refuses unless it is told otherwise, but ' +
        'got "*.example.com"; name each host, or enter the cluster by a Gateway',
    ],
  ])('%s', (_, asked, message) => {
    expect(() => openshift.serve(request(asked))).toThrow(new Error(message));
  });
});
