import { constructError, type Located } from '../errors';
import { type Port, Protocol } from '../traffic';

/** A port of a Service, and the pods' port behind it. */
export interface ServedPort {
  /** The Service's own number; undefined where it isn't known yet. */
  readonly number?: number;
  readonly target: Port;
}

/** The pods' port behind a port of a Service; without a number, behind the first one. */
export function targetOf(
  service: Located,
  ports: ServedPort[],
  port?: number,
  protocol: Protocol = Protocol.TCP,
): Port {
  const wanted = port === undefined ? ports.slice(0, 1) : ports.filter(({ number }) => number === port);
  const found = wanted.find(({ target }) => target.protocol === protocol);
  if (found) return found.target;
  if (ports.length === 0) throw portless(service);
  const texts = ports.map(({ target, number }) => `${target.protocol} ${number ?? target.name}`);
  throw constructError(service, {
    law: `a Service port must be one of ${texts.join(', ')}`,
    got: port === undefined ? `the first one, for ${protocol}` : `${protocol} ${port}`,
    remedy: "name one of the Service's own ports, not the pods'",
  });
}

/** Somebody asks for a port of a headless Service that has none. */
export function portless(service: Located): Error {
  return constructError(service, {
    law: 'a Service must have ports for whoever names one of them, but this one has none',
    remedy: 'give it `ports`',
  });
}
