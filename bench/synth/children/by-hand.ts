import type { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Layout } from '../layout';
import { task } from './clock';

// Each step has to be loaded when its clock is running.
const { Capability, Deployment, LabelSelector, Probe, SeccompProfileType } = require('cdk8s-plus-28') as typeof kplus;

export const PORT = 8080;

/** An app by its name, and the namespace that it is in. */
export interface Place {
  readonly name: string;
  readonly namespace: string;
}

/** An app between those before and after it. */
export type Row = readonly [before: Place, own: Place, after: Place];

/** The app of a number; before the first one is the last. */
export function rowAt(i: number): Row {
  const at = (place: number): Place => {
    const k = (place + task.size) % task.size;
    return { name: `app-${k}`, namespace: task.layout === Layout.ONE_CHART ? 'apps' : `team-${k}` };
  };
  return [at(i - 1), at(i), at(i + 1)];
}

/** The labels that the library gives to the objects of an app. */
export function labelsOf({ name, namespace }: Place): { [key: string]: string } {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': namespace,
    'app.kubernetes.io/part-of': namespace,
    'app.kubernetes.io/managed-by': 'by-hand',
  };
}

/** The labels by which its pods are selected. */
export function selectorOf({ name, namespace }: Place): { [key: string]: string } {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': namespace };
}

function podsOf(namespace: string, matchLabels: { [key: string]: string }) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels },
  };
}

/** Nobody gets in or out. */
export const CLOSED = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/** All pods may resolve names; ports are written in the way that objects take them. */
export function resolving<P>(written: (port: number) => P) {
  return {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        ports: ['TCP', 'UDP'].map((protocol) => ({ port: written(53), protocol })),
        to: [podsOf('kube-system', { 'k8s-app': 'kube-dns' })],
      },
    ],
  };
}

/** An app is reached by the entry and by the app before it, and reaches the one after it. */
export function connected<P>([before, own, after]: Row, written: (port: number) => P) {
  const ports = [{ port: written(PORT), protocol: 'TCP' }];
  return {
    podSelector: { matchLabels: selectorOf(own) },
    policyTypes: ['Ingress', 'Egress'],
    egress: [{ ports, to: [podsOf(after.namespace, selectorOf(after))] }],
    ingress: [
      {
        ports,
        from: [
          podsOf(before.namespace, selectorOf(before)),
          podsOf('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }),
        ],
      },
    ],
  };
}

/** Why its policy lets in whom it does. */
export function reasonsOf({ name, namespace }: Place): { [key: string]: string } {
  return { reasons: `ingress-nginx -> ${namespace}/${name} TCP ${PORT}: requests for ${name}.example.com` };
}

/** The Deployment of an app. */
export function deployed(chart: Chart, place: Place): kplus.Deployment {
  const deployment = new Deployment(chart, `deployment-${place.name}`, {
    metadata: { name: place.name, labels: labelsOf(place) },
    replicas: 1,
    select: false,
    automountServiceAccountToken: false,
    podMetadata: { labels: labelsOf(place) },
    securityContext: { ensureNonRoot: true },
    containers: [
      {
        name: 'main',
        image: 'ghcr.io/acme/app:1.0',
        ports: [{ name: 'http', number: PORT }],
        readiness: Probe.fromTcpSocket({ port: PORT }),
        liveness: Probe.fromTcpSocket({ port: PORT }),
        resources: {},
        securityContext: {
          capabilities: { drop: [Capability.ALL] },
          seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
        },
      },
    ],
  });
  deployment.select(LabelSelector.of({ labels: selectorOf(place) }));
  return deployment;
}
