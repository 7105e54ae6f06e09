import { Direction } from '../../lib/traffic';

test('the values are the policy types of Kubernetes', () => {
  expect(Object.values(Direction)).toEqual(['Ingress', 'Egress']);
});
