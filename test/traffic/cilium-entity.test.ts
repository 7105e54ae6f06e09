import { CiliumEntity } from '../../lib/traffic';

test('the values are the words of a CiliumNetworkPolicy', () => {
  expect(Object.values(CiliumEntity)).toEqual(['ingress', 'host', 'remote-node', 'kube-apiserver']);
});
