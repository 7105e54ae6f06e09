import type { ICheck } from '../check';
import type { Evidence, FieldPath, IngressFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf } from '../stakes';
import { textAt } from '../written';

/**
 * Finds paths that two Ingresses of one class have on the same host, or one Ingress twice.
 *
 * It is silent about canaries of ingress-nginx, which are meant to share a path; about Ingresses for different entry points
 * of Traefik; about classes of which every Ingress has a load balancer of its own, as on AWS without a group and on Google
 * Cloud; and about an Ingress and an HTTPRoute, which a migration has side by side.
 */
export class DuplicateIngressPath implements ICheck {
  public readonly id = 'duplicate-ingress-path';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a path that two Ingresses of one class have on the same host';
  public readonly condition = 'none, or the admission webhook of the controller refuses it';
  public readonly harm = 'one of them gets no requests, or the controller refuses it: which, depends on their age';
  public readonly remedy = 'take one of them out, or give it another host or path';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const first = new Map<string, IngressFacts>();
    return evidence.network.ingresses.flatMap((ingress) => {
      const family = familyOf(ingress, evidence);
      if (family === undefined) return [];
      return pathsOf(ingress).flatMap(({ key, path, text, target }) => {
        const known = first.get(`${family}\n${key}`);
        first.set(`${family}\n${key}`, known ?? ingress);
        if (!known) return [];
        const whose = known === ingress ? 'an earlier path' : evidence.nameOf(known.object);
        const lines = fewOf([`requests for ${text} may never come to ${target}`]);
        return [inspection._at(ingress.object, path, `${whose} has ${text} as well`, lines)];
      });
    });
  }
}

interface WrittenPath {
  readonly key: string;
  readonly path: FieldPath;
  readonly text: string;
  readonly target: string;
}

function pathsOf({ object, rules }: IngressFacts): WrittenPath[] {
  return rules.flatMap(({ host, paths }, rule) =>
    paths.map(({ path, pathType, backend }, index) => {
      // As a prefix, a path means the same with a slash at its end; as no path it means all.
      const meant = pathType === 'Exact' ? path : path.replace(/\/$/, '') || '/';
      return {
        key: `${host}\n${pathType}\n${meant}`,
        path: ['spec', 'rules', rule, 'http', 'paths', index],
        text: `${host || '*'}${meant}`,
        target: backend.service ? `Service ${object.namespace}/${backend.service.name}` : 'its backend',
      };
    }),
  );
}

const CANARY = 'nginx.ingress.kubernetes.io/canary';
const ENTRY_POINTS = 'traefik.ingress.kubernetes.io/router.entrypoints';
const GROUP = 'alb.ingress.kubernetes.io/group.name';

/** The Ingresses with which one shares its hosts, as a text; undefined where it shares them with nobody. */
function familyOf({ object, className = '' }: IngressFacts, evidence: Evidence): string | undefined {
  const said = (name: string) => textAt(evidence.bodyOf(object), 'metadata', 'annotations', name);
  if (said(CANARY) === 'true' || /^gce/.test(className)) return undefined;
  if (className !== 'alb') return `${className} ${said(ENTRY_POINTS) ?? ''}`;
  const group = said(GROUP);
  return group === undefined ? undefined : `alb ${group}`;
}
