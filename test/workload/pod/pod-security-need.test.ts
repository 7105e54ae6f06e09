import { type PodOptions, Privileges, type PrivilegesProps, Volume } from '../../../lib';
import { neededPodSecurity, type PodProps } from '../../../lib/workload';

function need(options: Partial<PodOptions>, props: Partial<PodProps> = {}): [string, string[]] {
  const { level, because } = neededPodSecurity({
    name: 'api',
    options: { image: 'api:1', ...options },
    probes: {},
    ...props,
  });
  return [level, because];
}

function privileges(props: Partial<PrivilegesProps>): { privileges: Privileges } {
  return { privileges: Privileges.of({ reason: 'a test', ...props }) };
}

test('pods that ask for nothing pass "restricted", and so do those that bind low ports', () => {
  expect(need({})).toEqual(['restricted', []]);
  expect(need(privileges({ capabilities: ['NET_BIND_SERVICE'] }))).toEqual(['restricted', []]);
  expect(need({ volumes: { '/a': Volume.emptyDir(), '/b': Volume.claim('b') } })).toEqual(['restricted', []]);
});

test('root, escalation and the capabilities of an ordinary image pass "baseline"', () => {
  expect(need(privileges({ root: true, capabilities: ['CHOWN', 'SETGID', 'SETUID'] }))).toEqual([
    'baseline',
    ['the capability CHOWN', 'the capability SETGID', 'the capability SETUID', 'root'],
  ]);
  expect(need(privileges({ escalation: true }))).toEqual(['baseline', ['privilege escalation']]);
});

test.each<[string, Partial<PodOptions>, string]>([
  ['another capability', privileges({ capabilities: ['CHOWN', 'IPC_LOCK'] }), 'the capability IPC_LOCK'],
  ['a privileged container', privileges({ privileged: true }), 'a privileged container'],
  ['any system call', privileges({ unconfinedSeccomp: true, root: true }), 'an unconfined seccomp profile'],
  ['files of the node', { volumes: { '/host': Volume.hostPath('/var/log') } }, 'files of the node'],
])('%s needs "privileged"', (_, options, because) => {
  expect(need(options)).toEqual(['privileged', [because]]);
});

test('the network of the node needs "privileged"', () => {
  expect(need({}, { hostNetwork: true })).toEqual(['privileged', ['the network of the node']]);
});

test('each container counts', () => {
  const container = { name: 'c', image: 'c:1', ...privileges({ root: true }) };
  expect(need({ sidecars: [container] })).toEqual(['baseline', ['root']]);
  expect(need({ initContainers: [container] })).toEqual(['baseline', ['root']]);
  expect(need({ ...privileges({ root: true }), sidecars: [container] })).toEqual(['baseline', ['root']]);
});
