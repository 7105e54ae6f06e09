import { valueError } from '../errors';
import { CiliumEntity } from './cilium-entity';
import { checkKnownOptions } from './known-options';
import { checkObject } from './objects';
import type { AnywherePeerProps, DataPlanePeerProps } from './peer-props';

/** Checks that an entity is one of Cilium's: from JavaScript anything may come. */
export function checkEntity(entity: CiliumEntity): void {
  if (Object.values(CiliumEntity).includes(entity)) return;
  throw valueError({
    law: `an entity of Cilium must be one of ${Object.values(CiliumEntity).join(', ')}`,
    got: entity,
    remedy: 'write it as in Peer.ciliumEntity(CiliumEntity.INGRESS)',
  });
}

/** The entry whose data plane is meant; undefined for the default one. */
export function entryOf(props: DataPlanePeerProps): string | undefined {
  checkObject('what Peer.dataPlane() is told', props, "write it as in { entry: 'internal' }");
  checkKnownOptions('Peer.dataPlane()', props, ['entry']);
  return props.entry;
}

/** Why everyone is meant: nobody may be without a reason. */
export function reasonOf(props: AnywherePeerProps): string {
  checkKnownOptions('Peer.anywhere()', props ?? {}, ['reason']);
  const given: unknown = props?.reason;
  const reason = typeof given === 'string' ? given.trim() : '';
  if (reason !== '') return reason;
  throw valueError({
    law: 'Peer.anywhere() must give a reason',
    got: given,
    remedy: 'say why everyone may connect, such as "public API"; for public addresses only, use Peer.internet()',
  });
}
