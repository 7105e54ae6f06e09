import {
  IsolatedNamespace,
  Platform,
  PodSecurity,
  Privileges,
  type PrivilegesProps,
  Worker,
  type WorkerProps,
} from '../../../lib';
import { hearNotices } from '../../support/notices';
import { containerOf, mainOf, podOf, specOf } from '../written';

/** A worker in a namespace that lets its pods do anything. */
function workerWith(options: Partial<WorkerProps>): Worker {
  const podSecurity = PodSecurity.privileged({ reason: 'a test' });
  const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity });
  return new Worker(shop, 'db', { image: 'db:1', ...options });
}

function privileged(props: Partial<PrivilegesProps>): any {
  return workerWith({ privileges: Privileges.of({ reason: 'it has to', ...props }) }).deployment;
}

describe('writes', () => {
  test('capabilities, sorted, beside those that stay dropped', () => {
    expect(mainOf(privileged({ capabilities: ['SETUID', 'CHOWN', 'SETUID'] })).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { add: ['CHOWN', 'SETUID'], drop: ['ALL'] },
    });
  });

  test('no word against root where it is allowed, and one of each container where it is not', () => {
    const { deployment } = workerWith({
      privileges: Privileges.of({ root: true, reason: 'the image starts as root' }),
      initContainers: [{ name: 'schema', image: 'schema:1' }],
    });
    expect(podOf(deployment).securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
    expect(mainOf(deployment).securityContext).not.toHaveProperty('runAsNonRoot');
    expect(containerOf(deployment, 'schema').securityContext.runAsNonRoot).toBe(true);
  });

  test('root for one container of pods that have another user', () => {
    const { deployment } = workerWith({
      runAs: 999,
      initContainers: [
        { name: 'own', image: 'busybox:1', privileges: Privileges.of({ root: true, reason: 'files change owner' }) },
      ],
    });
    expect(podOf(deployment).securityContext).toMatchObject({ runAsUser: 999 });
    expect(containerOf(deployment, 'own').securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsUser: 0,
    });
    expect(mainOf(deployment).securityContext.runAsNonRoot).toBe(true);
  });

  test('the user 0 where it is said', () => {
    const privileges = Privileges.of({ root: true, reason: 'the image has a user, but has to be root' });
    expect(podOf(workerWith({ privileges, runAs: 0 }).deployment).securityContext).toMatchObject({
      runAsUser: 0,
      runAsGroup: 0,
    });
  });

  test('escalation', () => {
    expect(mainOf(privileged({ escalation: true })).securityContext.allowPrivilegeEscalation).toBe(true);
  });

  test('with SYS_ADMIN that more may be got, which it implies', () => {
    expect(mainOf(privileged({ capabilities: ['SYS_ADMIN'] })).securityContext).toEqual({
      allowPrivilegeEscalation: true,
      capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] },
    });
  });

  test('a privileged container, which has all capabilities', () => {
    expect(mainOf(privileged({ privileged: true })).securityContext).toEqual({
      allowPrivilegeEscalation: true,
      privileged: true,
    });
  });

  test('no seccomp profile', () => {
    expect(mainOf(privileged({ unconfinedSeccomp: true })).securityContext.seccompProfile).toEqual({
      type: 'Unconfined',
    });
  });

  test('the reasons, each once, on the pods', () => {
    const { deployment } = workerWith({
      annotations: { 'example.com/owner': 'shop' },
      privileges: Privileges.of({ capabilities: ['IPC_LOCK'], reason: 'the heap is locked in memory' }),
      initContainers: ['a', 'b'].map((name) => ({
        name,
        image: 'busybox:1',
        privileges: Privileges.of({ root: true, reason: 'files change owner' }),
      })),
    });
    expect(specOf(deployment).template.metadata.annotations).toEqual({
      'cdk8s-networking/privileges-reason': 'the heap is locked in memory; files change owner',
      'example.com/owner': 'shop',
    });
  });
});

describe('the synth', () => {
  const lines = hearNotices();

  test('asks for no user of an image that may be root', () => {
    const privileges = Privileges.of({ root: true, reason: 'the image starts as root' });
    const worker = workerWith({ privileges, sidecars: [{ name: 'log', image: 'log:1' }] });
    (worker.node.scope as IsolatedNamespace).toJson();
    expect(lines.filter((line) => line.includes('runAs'))).toEqual([expect.stringMatching(/`runAs`: log:1\n$/)]);
  });
});

describe('refuses', () => {
  test.each([undefined, '', ' ', 5])('the reason %p', (reason) => {
    expect(() => Privileges.of({ root: true, reason: reason as any })).toThrow(
      new Error(
        'Privileges.of() must give a reason, since the pods may then do more to their node, but got ' +
          `${JSON.stringify(reason)}; say why: Privileges.of({ capabilities: ['IPC_LOCK'], reason: 'the heap is locked ` +
          "in memory' })",
      ),
    );
  });

  test('nothing at all', () => {
    expect(() => Privileges.of(undefined as any)).toThrow(/^Privileges.of\(\) must give a reason, /);
    expect(() => Privileges.of({ reason: 'none' })).toThrow(
      new Error(
        'privileges must name something that is allowed, which these do not, but got {"reason":"none"}; ' +
          'name it as in `root: true`, or leave `privileges` out',
      ),
    );
  });

  test('all capabilities at once', () => {
    expect(() => Privileges.of({ capabilities: ['ALL'], reason: 'all' })).toThrow(
      new Error(
        'capabilities must be named one by one, but got "ALL"; ' +
          'name those that are needed, or use `privileged: true`, which is what all of them come to',
      ),
    );
  });

  test.each([
    ['CAP_CHOWN', 'CHOWN'],
    ['chown', 'CHOWN'],
  ])('the capability %s', (capability, better) => {
    expect(() => Privileges.of({ capabilities: [capability], reason: 'x' })).toThrow(
      new Error(
        `a capability must be written in upper case, without CAP_, but got "${capability}"; write it as in "${better}"`,
      ),
    );
  });

  test('what is no list of capabilities', () => {
    expect(() => Privileges.of({ capabilities: 'CHOWN' as any, reason: 'x' })).toThrow(
      new Error('`capabilities` must be a list of texts, but got "CHOWN"; write it as in capabilities: [\'IPC_LOCK\']'),
    );
    expect(() => Privileges.of({ capabilities: [5 as any], reason: 'x' })).toThrow(
      new Error('a capability must be written in upper case, without CAP_, but got 5; write it as in "IPC_LOCK"'),
    );
  });

  test('another user for what may be root', () => {
    expect(() => workerWith({ runAs: 999, privileges: Privileges.of({ root: true, reason: 'x' }) })).toThrow(
      new Error(
        '[shop/db] a container that may run as root must not be given another user, but got "runAs: 999"; ' +
          'leave `runAs` out, so that the user of the image counts, or take `root` from its `privileges`',
      ),
    );
  });

  test('what is none', () => {
    expect(() => workerWith({ privileges: { root: true } as any })).toThrow(
      new Error(
        '[shop/db] `privileges` must be a Privileges, but got {"root":true}; ' +
          "write it as in Privileges.of({ root: true, reason: 'the image starts as root' })",
      ),
    );
  });
});
