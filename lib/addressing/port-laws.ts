import { constructError, type Fault, type Located, located } from '../errors';
import { checkDnsLabel, checkQualifiedName, isPortNumber, Port, type Workload } from '../traffic';
import type { ServicePort } from './service-port';

/** The API server's rules on the ports of a Service, as far as they show here. */
export function checkPorts(place: Located, ports: ServicePort[], isHeadless: boolean): void {
  if (!Array.isArray(ports) || ports.length === 0) {
    throw constructError(place, { law: 'a Service must have a port', remedy: 'give `ports`, at least one' });
  }
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const each of ports) checkShape(place, each);
  for (const { name, port, target, appProtocol } of ports) {
    if (target.isRange) {
      throw constructError(place, {
        law: 'the target of a Service port must be a single port',
        got: target.toString(),
        remedy: 'give a port for each number, or make the Service headless: its clients reach every port of the pods',
      });
    }
    if (port !== undefined) checkNumber(place, port);
    if (isHeadless && port !== undefined && !target.isNamed && port !== target.first) {
      throw constructError(place, translated(port, target));
    }
    if (name === undefined && ports.length > 1) {
      throw constructError(place, {
        law: 'a Service with several ports must have a name for each',
        got: `a port for ${target} without name`,
        remedy: 'give `name`',
      });
    }
    if (name !== undefined) located(place, () => checkDnsLabel('the name of a port', name));
    if (appProtocol !== undefined) located(place, () => checkAppProtocol(appProtocol));
    const number = `${target.protocol} ${port ?? target.first ?? target.name}`;
    if (name !== undefined && names.has(name)) throw constructError(place, alike(name));
    if (numbers.has(number)) throw constructError(place, alike(number));
    if (name !== undefined) names.add(name);
    numbers.add(number);
  }
}

/** From JavaScript, anything may come. */
function checkShape(place: Located, port: ServicePort): void {
  if (Port.isPort(port?.target)) return;
  throw constructError(place, {
    law: "a port of a Service must name the pods' port as its `target`",
    got: port,
    remedy: 'write it as in { target: Port.tcp(8080) }',
  });
}

function checkAppProtocol(text: string): void {
  checkQualifiedName('an application protocol', text, 'http or kubernetes.io/h2c');
}

function checkNumber(place: Located, port: number): void {
  if (isPortNumber(port)) return;
  throw constructError(place, {
    law: 'the port of a Service must be a whole number from 1 to 65535',
    got: port,
    remedy: "leave `port` out for the pods' own",
  });
}

/** Whether the pods listen on a port. A port that is known by its name alone may be any number. */
export function listens(workload: Workload, target: Port): boolean {
  const wanted = workload.resolve(target);
  if (wanted?.first === undefined) return false;
  const number = wanted.first;
  return workload.ports
    .map((port) => workload.resolve(port) ?? port)
    .filter(({ protocol }) => protocol === wanted.protocol)
    .some(({ first, last }) => first === undefined || last === undefined || (first <= number && number <= last));
}

export function unheard({ target }: ServicePort, workload: Workload): Fault {
  return {
    law: `a target port must be a port on which ${workload.displayName} listens (${workload._portText})`,
    got: target.toString(),
    remedy: "name the pods' port in `target`, and the Service's own in `port`; or declare it on the workload",
  };
}

export function alike(got: string): Fault {
  return {
    law: 'the ports of a Service must differ in name, and in number or protocol',
    got,
    remedy: 'give each its own',
  };
}

/** Clients of a headless Service dial the pods themselves. */
export function translated(port: number, target: Port): Fault {
  return {
    law: `the port of a headless Service must have the number of its target ${target}, since it translates none`,
    got: port,
    remedy: 'leave `port` out',
  };
}
