import { holds, rangeOf } from './addresses';
import { type End, namespaceOf, type Pod } from './cluster';
import type { IstioAuthorizationSpec, IstioRule, IstioSource, Manifest, PeerAuthenticationSpec } from './kinds';
import type { Caller } from './mesh-members';
import { type AddressOptions, blockHoldsPod } from './pod-addresses';
import type { Door } from './ports';
import { selects } from './selector';
import { both, type Fact, type World, whicheverIsFirst } from './worlds';

/** Whether connections must, may or must not be those of the mesh. */
export type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

interface Named<Spec> {
  readonly name: string;
  readonly namespace: string;
  readonly spec: Spec;
}

/** Who calls, as the mesh knows it, and from where. */
export interface Call {
  readonly caller: Caller | undefined;
  readonly from: End;
}

/** What is in it counts for all namespaces. */
const ROOT = 'istio-system';

/** AuthorizationPolicy and PeerAuthentication of Istio, straight from their references. */
export class IstioPolicies {
  private readonly authorizations: readonly Named<IstioAuthorizationSpec>[];
  private readonly authentications: readonly Named<PeerAuthenticationSpec>[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly options: AddressOptions,
  ) {
    const istios = manifests.filter(({ apiVersion }) => apiVersion.startsWith('security.istio.io/'));
    this.authorizations = istios.filter(({ kind }) => kind === 'AuthorizationPolicy').map(named);
    this.authentications = istios.filter(({ kind }) => kind === 'PeerAuthentication').map(named);
  }

  /** Who is meant by one that denies is denied; where there are some that allow, whom none of them means is as well. */
  public allow(world: World, pod: Pod, call: Call, door: Door): boolean {
    const governing = this.authorizations.filter(
      (policy) => [pod.namespace, ROOT].includes(policy.namespace) && governs(world, policy, pod),
    );
    const isMeant = (policy: Named<IstioAuthorizationSpec>) =>
      (policy.spec.rules ?? []).some((rule, i) => this.matches(world, `${policy.name} ${i}`, rule, call, door));
    const those = (action: string) => governing.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
    if (those('DENY').some(isMeant)) return false;
    return those('ALLOW').length === 0 || those('ALLOW').some(isMeant);
  }

  /** Whether any policy may refuse somebody something. */
  public isAsked(world: World, pod: Pod, isSidecar: boolean): boolean {
    const ports = this.authentications.flatMap(({ spec }) => Object.keys(spec.portLevelMtls ?? {}).map(Number));
    const modes = [0, ...ports].map((port) => this.mode(world, pod, port));
    if (modes.includes('STRICT') || (isSidecar && modes.includes('DISABLE'))) return true;
    return this.authorizations.some(
      (policy) =>
        policy.spec.action !== 'AUDIT' &&
        !(policy.spec.action === 'DENY' && (policy.spec.rules ?? []).length === 0) &&
        [pod.namespace, ROOT].includes(policy.namespace) &&
        governs(world, policy, pod),
    );
  }

  /** That of the pods counts before that of their namespace, and this one before that of the mesh. */
  public mode(world: World, pod: Pod, port: number): Mode {
    const own = this.authentications.filter(({ namespace }) => namespace === pod.namespace);
    const levels = [
      own.filter((policy) => policy.spec.selector && policy.namespace !== ROOT && governs(world, policy, pod)),
      own.filter(({ spec }) => !spec.selector),
      this.authentications.filter(({ namespace, spec }) => namespace === ROOT && !spec.selector),
    ];
    for (const [i, level] of levels.entries()) {
      if (level.length === 0) continue;
      const modes = new Set(level.map(({ spec }) => modeOf(spec, i === 0 ? port : undefined)));
      const mode = whicheverIsFirst(world, [...modes], `PeerAuthentication ${i} of ${pod.name}`);
      if (mode !== 'UNSET') return mode as Mode;
    }
    return 'PERMISSIVE';
  }

  private matches(world: World, name: string, { from, to, when }: IstioRule, call: Call, door: Door): boolean {
    const isPort = (ports: readonly string[]) => ports.includes(`${door.port}`);
    const isTo =
      !to ||
      to.some(({ operation: { ports, notPorts } }) => (!ports || isPort(ports)) && !(notPorts && isPort(notPorts)));
    const isFrom =
      !from || from.some(({ source }, i) => this.passes(world, `${name} from ${i}`, Object.entries(source), call));
    const isWhen = (when ?? []).every(({ key, values, notValues }, i) => {
      if (key === 'destination.port') return (!values || isPort(values)) && !(notValues && isPort(notValues));
      const field = FIELDS[key] as string;
      const tests: [string, readonly string[] | undefined][] = [
        [field, values],
        [`not${field[0]?.toUpperCase()}${field.slice(1)}`, notValues],
      ];
      return this.passes(world, `${name} when ${i}`, tests, call);
    });
    return isTo && isFrom && isWhen;
  }

  /** All fields of a source must hold; of the values in one, any. */
  private passes(
    world: World,
    name: string,
    tests: readonly (readonly [string, readonly string[] | undefined])[],
    call: Call,
  ): boolean {
    return tests.every(([field, values]) => {
      if (!values) return true;
      const isNegated = field.startsWith('not');
      const plain = isNegated ? `${field[3]?.toLowerCase()}${field.slice(4)}` : field;
      const isOne = values.some((value, i) =>
        world.holds(this.isValue(plain as keyof IstioSource, value, call), () => `${name} ${field} ${i} means it`),
      );
      return isOne !== isNegated;
    });
  }

  private isValue(field: keyof IstioSource, value: string, { caller, from }: Call): Fact {
    if (field === 'ipBlocks') {
      const cidr = value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`;
      if (from.kind === 'outside') return holds([rangeOf(cidr)], from.address);
      return blockHoldsPod({ cidr }, from, true, this.options);
    }
    if (!caller) return false;
    return both(caller.isProven, field === 'namespaces' ? isLike(value, caller.namespace) : isPrincipal(value, caller));
  }
}

const FIELDS: { readonly [key: string]: string } = {
  'source.principal': 'principals',
  'source.namespace': 'namespaces',
  'source.ip': 'ipBlocks',
};

function named({ metadata, spec }: Manifest): Named<any> {
  return { name: `${namespaceOf(metadata)}/${metadata.name}`, namespace: namespaceOf(metadata), spec: spec ?? {} };
}

function governs(world: World, { name, spec }: Named<{ selector?: object }>, pod: Pod): boolean {
  return world.holds(both(true, selects(spec.selector, pod)), () => `${name} governs ${pod.name}`);
}

function modeOf({ mtls, portLevelMtls }: PeerAuthenticationSpec, port: number | undefined): string {
  const ofPort = port === undefined ? undefined : portLevelMtls?.[port]?.mode;
  return ofPort !== undefined && ofPort !== 'UNSET' ? ofPort : (mtls?.mode ?? 'UNSET');
}

/** The domain of the mesh goes by `cluster.local` as well; whether it has another name besides isn't known. */
function isPrincipal(value: string, { namespace, account }: Caller): Fact {
  const own = (domain: string) => `${domain}/ns/${namespace}/sa/${account}`;
  if (isLike(value, own('cluster.local'))) return true;
  const domain = value.split('/')[0] as string;
  return !domain.startsWith('*') && isLike(value, own(domain)) ? 'open' : false;
}

/** Texts are equal, begin or end so, or are there at all. */
function isLike(value: string, text: string): boolean {
  if (value === '*') return true;
  if (value.startsWith('*')) return text.endsWith(value.slice(1));
  if (value.endsWith('*')) return text.startsWith(value.slice(0, -1));
  return value === text;
}
