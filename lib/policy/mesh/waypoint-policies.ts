import type { IMesh } from '../../cluster';
import { PortSet } from '../../traffic';
import type { Party } from '../party';
import type { Admission } from './admission';
import type { IdentityObject } from './identity-object';
import { AUTHORIZATION, ruleManifests } from './istio';
import { servicePorts, type WrittenService } from './services-behind';
import { Waypoints } from './waypoints';

const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/**
 * Whom a waypoint lets through: a list of allowances without any for all that it does, and for each Service those who may
 * connect to the pods behind it. There, ports are those of the Service.
 *
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export function waypointObjects(waypoint: Party, name: string, mesh: IMesh): IdentityObject[] {
  const gateway = waypoint.workload().name;
  const whole = { targetRefs: [{ ...GATEWAY, name: gateway }], action: 'ALLOW' };
  const services = Waypoints.of(waypoint.construct).servicesBehind(waypoint);
  return [
    { ...AUTHORIZATION, name, spec: whole },
    ...services.flatMap((service) => {
      const [rules = []] = rulesFor(waypoint, service, mesh);
      if (rules.length === 0) return [];
      const targetRefs = [{ group: '', kind: 'Service', name: service.name }];
      return [{ ...AUTHORIZATION, name: `${service.name}-${name}`, spec: { targetRefs, action: 'ALLOW', rules } }];
    }),
  ];
}

/** The rules of a Service, for each of the workloads behind it. */
export function rulesFor(waypoint: Party, service: WrittenService, mesh: IMesh): any[][] {
  const waypoints = Waypoints.of(waypoint.construct);
  return waypoints.calleesOf(service).map((callee) => {
    const workload = callee.workload();
    const admissions = waypoints.crossingsTo(callee).flatMap((crossing) =>
      crossing.admissions.flatMap((admission): Admission[] => {
        const ports = PortSet.of(...servicePorts(service, workload, admission.ports));
        return ports.isEmpty ? [] : [{ ...admission, ports }];
      }),
    );
    return ruleManifests(admissions, mesh);
  });
}
