import type { Construct } from 'constructs';
import type { Tls } from '../../cluster';
import { type Located, located } from '../../errors';
import { isPresent, PerApp } from '../../objects';
import { checkDnsSubdomain } from '../../traffic';
import { sharedHome } from '../shared-routing';
import { checkGrant, ReferenceGrant, type ReferenceGrantProps, ReferentKind, ReferrerKind } from './reference-grant';

const HOME = 'Grants';
const GRANTED = new PerApp<Map<string, ReferenceGrant>>(() => new Map());

/** The grant that a certificate needs for who refers to it from a namespace; undefined where the Secret is at home. */
export function secretGrant(
  { secretName, secretNamespace }: Tls,
  home: string,
  fromKind = ReferrerKind.GATEWAY,
): ReferenceGrantProps | undefined {
  if (secretName === undefined || secretNamespace === undefined || secretNamespace === home) return undefined;
  return {
    fromKind,
    fromNamespace: home,
    toKind: ReferentKind.SECRET,
    toName: secretName,
    namespace: secretNamespace,
  };
}

/** Checks that a grant could be written under the name that says what it grants. */
export function checkNeeded(place: Located, props: ReferenceGrantProps): void {
  checkGrant(place, props);
  located(place, () => checkDnsSubdomain('the name of a ReferenceGrant', nameOf(props)));
}

/** A grant, written under a construct once in an app, however often and by whomever it is asked for. */
export function grant(scope: Construct, props: ReferenceGrantProps): ReferenceGrant {
  const granted = GRANTED.of(scope);
  const name = nameOf(props);
  const { namespace, fromKind, fromNamespace, toKind, toName } = props;
  // Of two that read alike each is written, and then refused as the second of a name.
  const key = [namespace, fromKind, fromNamespace, toKind, toName].join(' ');
  const known = granted.get(key);
  if (known && isPresent(known)) return known;
  const home = (scope.node.tryFindChild(HOME) as Construct | undefined) ?? sharedHome(scope, HOME);
  const made = new ReferenceGrant(home, key, { ...props, name });
  granted.set(key, made);
  return made;
}

function nameOf({ fromKind, toKind, toName, fromNamespace }: ReferenceGrantProps): string {
  // One grant for each kind that refers; a Gateway refers to nothing that an HTTPRoute does.
  const isUsual = fromKind === ReferrerKind.HTTP_ROUTE || fromKind === ReferrerKind.GATEWAY;
  const from = isUsual ? fromNamespace : `${fromKind.toLowerCase()}s-of-${fromNamespace}`;
  return `${toKind.toLowerCase()}-${toName}-from-${from}`;
}
