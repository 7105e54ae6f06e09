import { waysTo } from './entries';
import type { Evidence, Member } from './facts';
import { fewFrom } from './stakes';
import { wayTexts } from './ways-by-origin';

/** The connections to Services that have no pods but those of one workload: by routes and Ingresses, and inside. */
export function servedByPods({ workload }: Pick<Member, 'workload'>, evidence: Evidence, fate: string): string[] {
  const { addressing } = evidence;
  const services = workload ? addressing.servicesOf(workload) : [];
  return fewFrom(
    (function* () {
      for (const service of services.filter((each) => addressing.backends(each).length === 1)) {
        const { namespace, name } = service.object;
        for (const port of service.ports) {
          yield* wayTexts(waysTo(service, port, evidence), evidence, fate);
          yield `anyone -> ${namespace}/service/${name} ${port.protocol} ${port.port} ${fate}`;
        }
      }
    })(),
  );
}
