import { type IConnectionEnd, Peer, Workload } from '../../lib/traffic';

test('a workload and a peer are ends, and so is anything with a name for reports', () => {
  const ends: IConnectionEnd[] = [
    Workload.of({ namespace: 'shop', name: 'web', labels: {}, ports: [] }),
    Peer.internet(),
    { displayName: 'the mainframe' },
  ];
  expect(ends.map((end) => end.displayName)).toEqual(['shop/web', 'internet', 'the mainframe']);
});
