import {
  Answer,
  ChangeKind,
  type ConnectionChange,
  type ConnectionList,
  EndKind,
  type ListedConnection,
  type ListedEnd,
  type VerifyReport,
  type WhyReport,
} from '../../lib/analysis';

/** An end by its name: addresses are written `external:CIDR,CIDR`, a Gateway `gateway:edge/public`. */
export function end(name: string): ListedEnd {
  if (name.startsWith('external:')) {
    return { kind: EndKind.OUTSIDE, name, cidrs: name.slice('external:'.length).split(',') };
  }
  if (name.startsWith('gateway:')) return { kind: EndKind.ENTRY, name: name.slice('gateway:'.length) };
  if (name.startsWith('any pod')) return { kind: EndKind.ANY_POD, name };
  if (!name.includes('/')) return { kind: EndKind.NAMESPACE, name };
  return { kind: name.includes(':') ? EndKind.SERVICE : EndKind.WORKLOAD, name };
}

/** An edge that is certain, unless there are reasons why it isn't. */
export function edge(
  source: string,
  destination: string,
  ports: ListedConnection['ports'],
  { via, reasons = [] }: { via?: string; reasons?: string[] } = {},
): ListedConnection {
  return {
    source: end(source),
    destination: end(destination),
    ports,
    answer: reasons.length > 0 ? Answer.UNKNOWN : Answer.ALLOWED,
    ...(via === undefined ? {} : { via }),
    reasons,
  };
}

export const NOTHING: ConnectionList = { connections: [], unknown: [], notes: [] };

const EVERY = '1-65535';

/** A little of everything that a list can have. */
export const LIST: ConnectionList = {
  connections: [
    edge('external:192.0.2.0/24,2001:db8::/32', 'shop/web', { TCP: '8080' }),
    edge('gateway:edge/public', 'shop/web', { TCP: '8080' }, { via: 'https://shop.example.com/' }),
    edge('shop/api', 'shop/api', { TCP: '7000' }),
    edge('shop/api', 'shop/db', { TCP: EVERY, UDP: EVERY, SCTP: EVERY }),
    edge('shop/web', 'shop/api', { TCP: '80,9000-9010', UDP: '53' }),
    edge('shop/web', 'ops/log', { TCP: EVERY, UDP: '514' }),
  ],
  unknown: [edge('shop/api', 'ops/node', { TCP: '9100' }, { reasons: ['it has hostNetwork', 'nobody knows'] })],
  notes: ['HTTPRoute shop/old: no listener admits it'],
};

/** A denied connection, with two legs and what to do. */
export const DENIED: WhyReport = {
  from: 'shop/web',
  to: 'shop/db',
  ports: 'TCP 5432',
  answer: Answer.DENIED,
  legs: [
    { leg: 'egress', answer: Answer.ALLOWED, text: 'no policy isolates the egress of shop/web', decidedBy: [] },
    { leg: 'name', answer: Answer.UNKNOWN, text: 'nobody says who resolves names', decidedBy: [] },
    {
      leg: 'ingress',
      answer: Answer.DENIED,
      text: 'shop/db is isolated, and no rule admits shop/web',
      decidedBy: ['NetworkPolicy shop/db, spec.ingress[0] (shop/db.yaml:12)', 'NetworkPolicy shop/deny (deny.yaml:3)'],
    },
  ],
  remedy: 'add to NetworkPolicy shop/db:\n  ingress:\n    - from: []',
};

export const VERIFIED: VerifyReport = {
  checked: 3,
  expectations: [
    { from: 'shop/*', to: 'shop/api', port: 80, expect: Answer.ALLOWED },
    { from: 'shop/web', to: 'shop/db', port: 5432, protocol: 'TCP', expect: Answer.ALLOWED },
    { from: '192.0.2.7', to: 'shop/db', expect: Answer.DENIED },
  ],
  failures: [
    {
      expectation: { from: 'shop/web', to: 'shop/db', port: 5432, protocol: 'TCP', expect: Answer.ALLOWED },
      got: Answer.DENIED,
      why: DENIED,
    },
  ],
};

/** A change between two ends. */
export function change(
  kind: ChangeKind,
  source: string,
  destination: string,
  more: Partial<ConnectionChange>,
): ConnectionChange {
  const none = { before: {}, after: {}, opened: {}, closed: {} };
  return {
    kind,
    source: end(source),
    destination: end(destination),
    answer: Answer.ALLOWED,
    causes: [],
    ...none,
    ...more,
  };
}

/** One change of each kind. */
export const CHANGES: ConnectionChange[] = [
  change(ChangeKind.OPENED, 'external:192.0.2.0/24,2001:db8::/32', 'shop/web', {
    after: { TCP: '80' },
    opened: { TCP: '80' },
    causes: ['NetworkPolicy shop/web changed (new/web.yaml:3)', 'Namespace shop changed (new/ns.yaml:1)'],
  }),
  change(ChangeKind.OPENED, 'ops/log', 'shop/web', {
    opened: { TCP: '9100' },
    answer: Answer.UNKNOWN,
    acknowledged: 'metrics | scraped',
  }),
  change(ChangeKind.CHANGED, 'shop/api', 'shop/db', {
    before: { TCP: '80' },
    after: { TCP: '80,90' },
    opened: { TCP: '90' },
    causes: ['NetworkPolicy shop/db changed (new/db.yaml:3)'],
  }),
  change(ChangeKind.CHANGED, 'shop/api', 'shop/log', { before: { TCP: '514' }, answer: Answer.UNKNOWN }),
  change(ChangeKind.CLOSED, 'shop/web', 'shop/db', {
    before: { TCP: '5432' },
    closed: { TCP: '5432' },
    causes: ['NetworkPolicy shop/db changed (new/db.yaml:3)'],
  }),
];
