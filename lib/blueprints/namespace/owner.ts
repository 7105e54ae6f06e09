import { valueError } from '../../errors';
import { checkDnsLabel, checkDnsSubdomain, checkKnownOptions } from '../../traffic';
import { checkSaid } from './namespace-laws';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const OWNER = Symbol.for('cdk8s-networking.Owner');

const RBAC = 'rbac.authorization.k8s.io';
/** Groups of Kubernetes that stand for everyone, or for every pod. */
const EVERYONE = ['system:authenticated', 'system:serviceaccounts', 'system:unauthenticated'];
/** The user that Kubernetes makes of everyone who doesn't log in. */
const ANONYMOUS = 'system:anonymous';

/** Where a service account stands. */
export interface ServiceAccountOwnerOptions {
  /**
   * Its namespace.
   *
   * @default - the one that it owns
   */
  readonly namespace?: string;
}

/**
 * Who may work in a namespace. A plain text stands for a group.
 *
 * @example
 * new IsolatedNamespace(new Platform(), 'shop', {
 *   owners: ['team-shop', Owner.user('ada@example.com'), Owner.serviceAccount('deployer', { namespace: 'ci' })],
 * });
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export class Owner {
  /**
   * A group, as whatever tells the API server who somebody is names it.
   *
   * @param name - its name
   * @throws when it is empty, or a group of Kubernetes that stands for everyone
   */
  public static group(name: string): Owner {
    checkSaid('the name of a group', name, '"team-shop"');
    if (EVERYONE.includes(name)) {
      throw valueError({
        law: `an owner must not be everyone (${EVERYONE.join(', ')})`,
        got: name,
        remedy: 'name a group of yours; of one namespace it is "system:serviceaccounts:ci"',
      });
    }
    return new Owner({ kind: 'Group', name, apiGroup: RBAC });
  }

  /**
   * A user.
   *
   * @param name - the name by which the API server knows the user
   * @throws when it is empty, or the user that stands for everyone who doesn't log in
   */
  public static user(name: string): Owner {
    checkSaid('the name of a user', name, '"ada@example.com"');
    if (name === ANONYMOUS) {
      throw valueError({
        law: "an owner must not be everyone who doesn't log in",
        got: name,
        remedy: 'name a user of yours, such as "ada@example.com"',
      });
    }
    return new Owner({ kind: 'User', name, apiGroup: RBAC });
  }

  /**
   * A service account, such as the one that deploys.
   *
   * @param name - its name
   * @param options - its namespace
   * @throws when a name is one that Kubernetes refuses
   */
  public static serviceAccount(name: string, options: ServiceAccountOwnerOptions = {}): Owner {
    checkDnsSubdomain('the name of a service account', name);
    checkKnownOptions('Owner.serviceAccount()', options, ['namespace']);
    const { namespace } = options;
    if (namespace !== undefined) checkDnsLabel('the namespace of a service account', namespace);
    return new Owner({ kind: 'ServiceAccount', name, namespace });
  }

  /**
   * Whether this is an Owner, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isOwner(x: unknown): boolean {
    return typeof x === 'object' && x !== null && OWNER in x;
  }

  private constructor(private readonly subject: any) {
    Object.defineProperty(this, OWNER, { value: true });
  }

  /** @internal as a RoleBinding of a namespace has it */
  public _subject(home: string): any {
    return this.subject.kind === 'ServiceAccount' ? { namespace: home, ...defined(this.subject) } : this.subject;
  }
}

function defined(subject: any): any {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
}
