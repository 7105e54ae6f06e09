import { expectAnswers } from './answers';
import { pod, policy } from './manifests';

const PODS = pod('shop/web', '{ app: web }') + pod('other/web') + pod('far/web');
const SHUT = policy('shop/shut', '{ podSelector: {} }');

function foreign(apiVersion: string, kind: string): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { namespace: shop, name: foreign }
spec: {}
---`;
}

test('a policy of a network plugin may open and close whatever its namespace has to say', () => {
  expectAnswers(PODS + foreign('cilium.io/v2', 'CiliumNetworkPolicy') + SHUT, {
    'other/web -> shop/web TCP 80': 'unknown',
    'shop/web -> other/web TCP 80': 'unknown',
    'shop/web -> 203.0.113.7 TCP 80': 'unknown',
    'other/web -> far/web TCP 80': 'allowed',
    // A pod reaches itself, whoever governs it.
    'shop/web -> shop/web TCP 80': 'allowed',
  });
});

test('but it opens nothing that the other end has closed', () => {
  const closed = policy('other/shut', '{ podSelector: {} }');
  expectAnswers(PODS + foreign('cilium.io/v2', 'CiliumNetworkPolicy') + closed, {
    'shop/web -> other/web TCP 80': 'denied',
  });
});

test('a policy for the whole cluster of which nothing is understood leaves nothing certain', () => {
  const everywhere = foreign('cilium.io/v2', 'CiliumClusterwideNetworkPolicy').replace('namespace: shop, ', '');
  expectAnswers(PODS + everywhere, {
    'other/web -> far/web TCP 80': 'unknown',
    'shop/web -> shop/web TCP 80': 'allowed',
  });
});

test('a mesh may refuse who comes in, but lets in nobody whom the network keeps out', () => {
  const mesh = foreign('security.istio.io/v1', 'AuthorizationPolicy');
  expectAnswers(PODS + mesh, {
    'other/web -> shop/web TCP 80': 'unknown',
    'shop/web -> other/web TCP 80': 'allowed',
  });
  expectAnswers(PODS + mesh + SHUT, { 'other/web -> shop/web TCP 80': 'denied' });
});

test('a policy of a mesh leaves alone the pods that it doesn’t select', () => {
  const mesh = foreign('security.istio.io/v1', 'AuthorizationPolicy').replace(
    'spec: {}',
    'spec: { selector: { matchLabels: { app: web } } }',
  );
  expectAnswers(PODS + pod('shop/api', '{ app: api }') + mesh, {
    'other/web -> shop/web TCP 80': 'unknown',
    'other/web -> shop/api TCP 80': 'allowed',
  });
});
