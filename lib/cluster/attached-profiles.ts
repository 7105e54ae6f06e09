import type { IConstruct } from 'constructs';
import { constructError } from '../errors';

// Registered symbols, so that two copies of this library in one program see each other's profiles.
const KEY = Symbol.for('cdk8s-networking.ClusterProfile');
const ASKED = Symbol.for('cdk8s-networking.ClusterProfile.asked');

/** Says which profile counts below a construct, where nobody has asked for one yet. */
export function attachProfile(scope: IConstruct, profile: object): void {
  if ((scope as any)[ASKED]) {
    throw constructError(scope, {
      law: 'a cluster profile must be attached before the constructs that ask for it',
      remedy: 'call ClusterProfile.attach() right after the app is made, or use `new Platform({ cluster })`',
    });
  }
  Object.defineProperty(scope, KEY, { value: profile, configurable: true });
}

/** Notes that something is built on the profile that counts for a construct. */
export function noteAsked(scope: IConstruct): void {
  // Where it is noted already, it is noted of all on the way from there.
  for (let above: IConstruct | undefined = scope; above && !(above as any)[ASKED]; above = above.node.scope) {
    // Noted on the way up: a profile that is attached here later would come too late.
    Object.defineProperty(above, ASKED, { value: true });
    if ((above as any)[KEY]) break;
  }
}

/** The nearest profile that is attached above a construct; undefined where none is. */
export function profileAbove(scope: IConstruct): any {
  for (let above: IConstruct | undefined = scope; above; above = above.node.scope) {
    const profile = (above as any)[KEY];
    if (profile) return profile;
  }
  return undefined;
}
