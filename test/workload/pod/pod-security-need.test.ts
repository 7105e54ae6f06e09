import { neededPodSecurity } from '../../../lib/workload';

const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A written pod that passes "restricted", but for what a test is about. */
function pod(spec: object = {}, container: object = {}): any {
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'main', securityContext: HARDENED, ...container }],
    ...spec,
  };
}

function need(spec: object = {}, container: object = {}): [string, string[]] {
  const { level, because } = neededPodSecurity(pod(spec, container));
  return [level, because];
}

/** A pod whose container says more of its security. */
function own(securityContext: object): any {
  return need({}, { securityContext: { ...HARDENED, ...securityContext } });
}

const volume = (kind: string) => ({ volumes: [{ name: 'v', [kind]: {} }] });
const added = (...add: string[]) => ({ capabilities: { drop: ['ALL'], add } });

test.each<[string, [string, string[]]]>([
  ['that ask for nothing', need()],
  ['that bind low ports', own(added('NET_BIND_SERVICE'))],
  [
    'with volumes of their own',
    need({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', persistentVolumeClaim: {} },
      ],
    }),
  ],
  [
    'with a safe sysctl',
    need({ securityContext: { ...pod().securityContext, sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } }),
  ],
  [
    'whose containers say for themselves what their pod does not',
    need(
      { securityContext: undefined },
      {
        securityContext: { ...HARDENED, runAsNonRoot: true, seccompProfile: { type: 'Localhost' } },
      },
    ),
  ],
])('pods %s pass "restricted"', (_, found) => {
  expect(found).toEqual(['restricted', []]);
});

test.each<[string[], [string, string[]]]>([
  [['the capability CHOWN', 'the capability SETUID'], own(added('CHOWN', 'SETUID', 'NET_BIND_SERVICE'))],
  [['capabilities that are not dropped'], own({ capabilities: { drop: ['CHOWN'] } })],
  [['privilege escalation'], own({ allowPrivilegeEscalation: undefined })],
  [['root'], own({ runAsNonRoot: false })],
  [['root'], own({ runAsUser: 0 })],
  [['root'], need({ securityContext: { ...pod().securityContext, runAsUser: 0 } })],
  [['root', 'no seccomp profile'], need({ securityContext: {} })],
  [['a volume of the kind nfs'], need(volume('nfs'))],
])('%p passes "baseline"', (because, found) => {
  expect(found).toEqual(['baseline', because]);
});

test.each<[string, [string, string[]]]>([
  ['the network of the node', need({ hostNetwork: true })],
  ['the processes of the node', need({ hostPID: true })],
  ['the memory that processes of the node share', need({ hostIPC: true })],
  ['files of the node', need(volume('hostPath'))],
  ['the sysctl kernel.msgmax', need({ securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } })],
  ['a port of the node', need({}, { ports: [{ containerPort: 82, hostPort: 82 }] })],
  ['a privileged container', own({ privileged: true, allowPrivilegeEscalation: true, capabilities: undefined })],
  ['the capability IPC_LOCK', own(added('CHOWN', 'IPC_LOCK'))],
  ['an unconfined seccomp profile', own({ seccompProfile: { type: 'Unconfined' } })],
  ['an unconfined seccomp profile', need({ securityContext: { seccompProfile: { type: 'Unconfined' } } })],
  ['an unconfined AppArmor profile', own({ appArmorProfile: { type: 'Unconfined' } })],
  ['SELinux options', own({ seLinuxOptions: { type: 'spc_t' } })],
  ['an unmasked /proc', own({ procMount: 'Unmasked' })],
  ['a process of the node', own({ windowsOptions: { hostProcess: true } })],
])('%s needs "privileged"', (because, found) => {
  expect(found).toEqual(['privileged', [because]]);
});

test('each container counts', () => {
  const bare = [{ name: 'late' }];
  const because = ['capabilities that are not dropped', 'privilege escalation'];
  expect(need({ containers: [...pod().containers, ...bare] })).toEqual(['baseline', because]);
  expect(need({ initContainers: bare })).toEqual(['baseline', because]);
});

test('what a patch has made nothing of needs nothing', () => {
  expect(neededPodSecurity(undefined)).toEqual({ level: 'restricted', because: [] });
});
