import { Protocol } from '../../lib/traffic';

test('the values are the words of Kubernetes', () => {
  expect(Object.values(Protocol)).toEqual(['TCP', 'UDP', 'SCTP']);
});
