import { Connection, type IConnectionEnd, Peer, Port, PortSet, Workload } from '../../lib/traffic';

const workload = (name: string) => Workload.of({ namespace: 'shop', name, labels: { app: name }, ports: [] });
const ports = PortSet.of(Port.tcp(8080));

test('reads as who, to whom, on what', () => {
  const connection = Connection.of({ from: workload('web'), to: workload('api'), ports });
  expect(connection.toString()).toBe('shop/web -> shop/api  TCP 8080');
});

test('has ends of any kind', () => {
  const to: IConnectionEnd = { displayName: 'the mainframe' };
  const connection = Connection.of({ from: Peer.internet(), to, ports: PortSet.all() });
  expect(connection.toString()).toBe('internet -> the mainframe  all ports');
  expect(connection.to).toBe(to);
});

test('has its reasons sorted, each once, or none', () => {
  const ends = { from: workload('web'), to: workload('api'), ports };
  expect(Connection.of({ ...ends, reasons: ['orders', 'metrics', 'orders'] }).reasons).toEqual(['metrics', 'orders']);
  expect(Connection.of(ends).reasons).toEqual([]);
});

test('cannot be changed from outside', () => {
  const connection = Connection.of({ from: workload('web'), to: workload('api'), ports, reasons: ['orders'] });
  expect(() => connection.reasons.pop()).toThrow(TypeError);
});

test('refuses to be without a port', () => {
  expect(() => Connection.of({ from: workload('web'), to: workload('api'), ports: PortSet.none() })).toThrow(
    new Error(
      'a connection must have a port, but shop/web -> shop/api has none; ' +
        'name one, or use PortSet.all() to mean every port',
    ),
  );
});
