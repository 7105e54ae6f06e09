import { IngressControllers } from '../../cluster';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { waysOf, wayTexts } from '../ways-by-origin';
import { textAt } from '../written';

/**
 * Finds Ingresses for a controller that nobody fixes any more, by the cluster profile or by the IngressClass.
 *
 * It is silent about classes of which neither says whose they are: `nginx` may be any controller.
 */
export class RetiredController implements ICheck {
  public readonly id = 'retired-controller';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'an Ingress for a controller that nobody fixes any more';
  public readonly condition = 'none';
  public readonly harm = 'security holes that are found in it stay open';
  public readonly remedy = 'move to a Gateway, or to another ingress controller';
  public readonly see = 'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/';

  public inspect(inspection: Inspection): Finding[] {
    const retired = retiredClasses(inspection);
    return inspection._evidence.network.ingresses.flatMap(({ object, className }) => {
      const retirement = className === undefined ? undefined : retired.get(className);
      if (retirement === undefined) return [];
      const { _evidence: evidence } = inspection;
      const lines = wayTexts(waysOf(object, evidence), evidence, 'comes by it');
      const text = `its class is ${className}, and ${retirement}`;
      return [inspection._at(object, ['spec', 'ingressClassName'], text, lines)];
    });
  }
}

/** The name by which an IngressClass asks for ingress-nginx. */
const INGRESS_NGINX = 'k8s.io/ingress-nginx';

/** What is said of the controllers of retired classes. */
function retiredClasses({ cluster, _evidence: { objects } }: Inspection): Map<string, string> {
  const controllers = (cluster?.entries ?? []).flatMap(({ controller }) => controller ?? []);
  const nginx = IngressControllers.ingressNginx();
  const classes = objects
    .filter(({ kind, body }) => kind === 'IngressClass' && textAt(body, 'spec', 'controller') === INGRESS_NGINX)
    .map(({ name }) => ({ ingressClassName: name, retirement: nginx.retirement }));
  return new Map(
    [...classes, ...controllers].flatMap(({ ingressClassName, retirement }) =>
      retirement === undefined ? [] : [[ingressClassName, retirement] as const],
    ),
  );
}
