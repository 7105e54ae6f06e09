import { valueError } from '../../errors';
import { Answer } from '../answer';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { type ConnectionList, ListBy, type ListedConnection, type ListOptions } from './connection-list';
import type { Edge } from './edge';
import { entryEdges } from './entry-edges';
import { exposureEdges } from './exposure-edges';
import { Focus } from './focus';
import { NamespaceEdges } from './namespace-edges';
import { portsAsked } from './port-query';
import { ServiceEdges } from './service-edges';
import { WorkloadEdges } from './workload-edges';

/**
 * Who may connect to whom.
 *
 * @throws when the focus is no workload of the input, or another option is none
 */
export function listConnections(model: Model, options: ListOptions = {}): ConnectionList {
  const { ports } = model.reach;
  const focus = Focus.of(options, model.population);
  const asked = portsAsked(ports, options.port);
  const { edges, notes } = edgesOf(model, options, focus);
  const connections: ListedConnection[] = [];
  const unknown: ListedConnection[] = [];
  const texts = new Map<PortSetId, { readonly [protocol: string]: string }>();
  const portTexts = (id: PortSetId) => {
    const known = texts.get(id) ?? ports.texts(id);
    texts.set(id, known);
    return known;
  };
  for (const edge of edges) {
    const certain = ports.intersection(edge.allowed, asked);
    const rest = ports.difference(ports.intersection(edge.possible, asked), certain);
    if (connections.length + unknown.length >= MOST_CONNECTIONS) throw tooMany();
    if (certain !== ports.none) connections.push(listed(edge, portTexts(certain), Answer.ALLOWED, NO_REASONS));
    if (rest !== ports.none) {
      unknown.push(listed(edge, portTexts(rest), Answer.UNKNOWN, [...new Set(edge.doubts())]));
    }
  }
  return { connections, unknown, notes: [...notes] };
}

/** More are no list that anyone reads, and would not fit in memory: open clusters have an edge for every pair. */
const MOST_CONNECTIONS = 4_000_000;

function tooMany(): Error {
  return valueError({
    law: `a list must have at most ${MOST_CONNECTIONS.toLocaleString('en')} connections`,
    remedy: 'list by namespace, or keep to a workload (focus) or a port',
  });
}

/** Shared by the many connections that are certain. */
const NO_REASONS: string[] = [];

function listed(
  { source, destination, via }: Edge,
  ports: { readonly [protocol: string]: string },
  answer: Answer,
  reasons: string[],
): ListedConnection {
  return via === undefined
    ? { source, destination, ports, answer, reasons }
    : { source, destination, ports, answer, reasons, via };
}

function edgesOf(
  model: Model,
  options: ListOptions,
  focus: Focus,
): { readonly edges: Iterable<Edge>; readonly notes: readonly string[] } {
  switch (options.by ?? ListBy.WORKLOAD) {
    case ListBy.WORKLOAD: {
      const between = new WorkloadEdges(model, focus);
      const entries = entryEdges(model, between.ends, focus);
      const exposed = options.exposure ? exposureEdges(model, focus) : [];
      return { edges: chained(between.all(), entries.edges, exposed), notes: entries.notes };
    }
    case ListBy.SERVICE: {
      if (options.exposure) throw notExposed();
      const services = new ServiceEdges(model, focus);
      return { edges: services.all(), notes: services.notes() };
    }
    case ListBy.NAMESPACE:
      if (options.exposure) throw notExposed();
      return { edges: new NamespaceEdges(model, focus).all(), notes: [] };
    default:
      throw valueError({
        law: `a list must be by ${Object.values(ListBy).join(', ')}`,
        got: options.by,
        remedy: 'leave it out for workloads',
      });
  }
}

function notExposed(): Error {
  return valueError({ law: 'exposure is that of workloads', remedy: 'list by workload, or leave exposure out' });
}

function* chained(...parts: readonly Iterable<Edge>[]): Generator<Edge> {
  for (const part of parts) yield* part;
}
