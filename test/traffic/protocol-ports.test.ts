import { Port, Protocol } from '../../lib/traffic';
import { ProtocolPorts } from '../../lib/traffic/protocol-ports';

// The algebra is tested where it is used, in port-set.test.ts.

test('takes the ports of its protocol and leaves the others', () => {
  const tcp = ProtocolPorts.of(Protocol.TCP, [Port.udp(53), Port.tcp(81), Port.named('http'), Port.tcp(80)]);
  expect(tcp.ports.map(String)).toEqual(['TCP 80-81', 'TCP http']);
});

test('is neither empty nor full with a name alone', () => {
  expect(ProtocolPorts.of(Protocol.TCP, [Port.named('http')])).toMatchObject({ isEmpty: false, isFull: false });
});
