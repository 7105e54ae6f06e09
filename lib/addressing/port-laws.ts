import { constructError, type Fault, type Located, located } from '../errors';
import { checkDnsLabel, checkQualifiedName, isPortNumber, Port, type Workload } from '../traffic';
import { checkNodePort, nodePortRange } from './node-ports';
import type { ServicePort } from './service-port';
import type { ServiceType } from './service-type';

/** The API server's rules on the ports of a Service, as far as they show here. */
export function checkPorts(place: Located, ports: ServicePort[], type: ServiceType): void {
  checkSome(place, ports, type);
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
    if (type.isHeadless && port !== undefined && !target.isNamed && port !== target.first) {
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
  checkNodePorts(place, ports, type);
}

/** Only a headless Service is of use without ports: its name leads to the pods, with all of their ports. */
function checkSome(place: Located, ports: ServicePort[], type: ServiceType): void {
  if (Array.isArray(ports) && (ports.length > 0 || type.isHeadless)) return;
  throw constructError(place, { law: 'a Service must have a port', remedy: 'give `ports`, at least one' });
}

/** Ports of the nodes: those that the cluster keeps for Services, each once. */
function checkNodePorts(place: Located, ports: ServicePort[], { name, _options }: ServiceType): void {
  const taken = new Set(_options.healthCheckNodePort ? [`TCP ${_options.healthCheckNodePort}`] : []);
  for (const { nodePort, target } of ports) {
    if (nodePort === undefined) continue;
    if (name !== 'NodePort' && name !== 'LoadBalancer') {
      throw constructError(place, {
        law: `a ${name} Service must have no node ports`,
        got: nodePort,
        remedy: 'leave `nodePort` out, or take ServiceType.nodePort() or ServiceType.loadBalancer()',
      });
    }
    located(place, () => checkNodePort('a node port', nodePort, nodePortRange(_options.nodePortRange)));
    const number = `${target.protocol} ${nodePort}`;
    if (taken.has(number)) {
      throw constructError(place, {
        law: 'the node ports of a Service must differ in number or protocol, also from that of its health check',
        got: number,
        remedy: 'give each its own, or leave them out',
      });
    }
    taken.add(number);
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
  if (isOnlyNamed(workload, target)) return true;
  const wanted = workload.resolve(target);
  if (wanted?.first === undefined) return false;
  const number = wanted.first;
  return workload.ports
    .map((port) => workload.resolve(port) ?? port)
    .filter(({ protocol }) => protocol === wanted.protocol)
    .some(({ first, last }) => first === undefined || last === undefined || (first <= number && number <= last));
}

/** Whether the pods have a port of that name whose number isn't known, since each may give it another. */
export function isOnlyNamed(workload: Workload, target: Port): boolean {
  return target.isNamed && !workload.resolve(target) && workload.ports.some((port) => port.sameAs(target));
}

/** A port of which only the pods know the number. */
export function unnumbered({ target }: ServicePort): Fault {
  return {
    law: `a port of a Service must have a number, but that of ${target} is known to the pods alone`,
    remedy: 'give `port`',
  };
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

/** A load balancer that looks at numbers alone forwards one of the two protocols. */
export function undivided(balancer: string, got: number): Fault {
  return {
    law: `the ports of a Service by load balancer ${balancer} must differ in number, whatever their protocols`,
    got,
    remedy: 'make a Service for each protocol',
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
