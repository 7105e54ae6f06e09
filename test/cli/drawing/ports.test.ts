import { hasPort } from '../../../cli/drawing/page/ports';
import { allPorts, type Ports } from '../../../cli/drawing/port-runs';

test.each<[Ports[], Ports]>([
  [[{ TCP: '80' }, { TCP: '81,443' }], { TCP: '80-81,443' }],
  [[{ UDP: '53' }, { TCP: '9000-9010' }, { TCP: '9005-9020' }], { TCP: '9000-9020', UDP: '53' }],
  [[{ TCP: '1-65535' }, { TCP: '80' }], { TCP: '1-65535' }],
  [[], {}],
])('all ports of %j are %j', (sets, all) => {
  expect(allPorts(sets)).toEqual(all);
});

test.each([
  ['', true],
  ['9005', true],
  ['tcp/9010', true],
  ['TCP 80', true],
  ['udp', true],
  ['53', true],
  ['tcp/53', false],
  ['9011', false],
  ['sctp', false],
  ['http', undefined],
  ['80-90', undefined],
])('asked for %j, it is %s', (asked, answer) => {
  expect(hasPort({ TCP: '80,9000-9010', UDP: '53' }, asked)).toBe(answer);
});
