import { Content, Fields } from '../../objects';

const { VALUE, AMOUNT, VALUES, MAP, AMOUNTS } = Content;

const METADATA = new Fields({ name: VALUE, namespace: VALUE, labels: MAP, annotations: MAP });

const OF_OBJECT = { name: VALUE, key: VALUE, optional: VALUE };

const ENV = new Fields({
  name: VALUE,
  value: VALUE,
  valueFrom: new Fields({
    configMapKeyRef: new Fields(OF_OBJECT),
    secretKeyRef: new Fields(OF_OBJECT),
    fieldRef: new Fields({ apiVersion: VALUE, fieldPath: VALUE }),
  }),
});

const CONTAINER = new Fields({
  name: VALUE,
  image: VALUE,
  imagePullPolicy: VALUE,
  command: VALUES,
  args: VALUES,
  workingDir: VALUE,
  restartPolicy: VALUE,
  env: [ENV],
  ports: [new Fields({ name: VALUE, containerPort: VALUE, hostPort: VALUE, protocol: VALUE })],
  resources: new Fields({ limits: AMOUNTS, requests: AMOUNTS }),
  volumeMounts: [
    new Fields({
      name: VALUE,
      mountPath: VALUE,
      mountPropagation: VALUE,
      readOnly: VALUE,
      subPath: VALUE,
      subPathExpr: VALUE,
    }),
  ],
  securityContext: new Fields({
    allowPrivilegeEscalation: VALUE,
    capabilities: new Fields({ add: VALUES, drop: VALUES }),
    privileged: VALUE,
    readOnlyRootFilesystem: VALUE,
    runAsGroup: VALUE,
    runAsNonRoot: VALUE,
    runAsUser: VALUE,
  }),
});

const POD = new Fields(
  {
    automountServiceAccountToken: VALUE,
    containers: [CONTAINER],
    dnsPolicy: VALUE,
    hostname: VALUE,
    hostNetwork: VALUE,
    initContainers: [CONTAINER],
    restartPolicy: VALUE,
    securityContext: new Fields({
      fsGroup: VALUE,
      fsGroupChangePolicy: VALUE,
      runAsGroup: VALUE,
      runAsNonRoot: VALUE,
      runAsUser: VALUE,
    }),
    serviceAccountName: VALUE,
    setHostnameAsFqdn: VALUE,
    subdomain: VALUE,
    terminationGracePeriodSeconds: VALUE,
    volumes: [new Fields({ name: VALUE, emptyDir: new Fields({ medium: VALUE, sizeLimit: AMOUNT }) })],
  },
  { setHostnameAsFqdn: 'setHostnameAsFQDN' },
);

const RUNNING = {
  minReadySeconds: VALUE,
  selector: new Fields({ matchLabels: MAP }),
  template: new Fields({ metadata: METADATA, spec: POD }),
};

const SPECS: { readonly [kind: string]: Fields } = {
  Deployment: new Fields({
    ...RUNNING,
    progressDeadlineSeconds: VALUE,
    replicas: VALUE,
    strategy: new Fields({
      rollingUpdate: new Fields({ maxSurge: AMOUNT, maxUnavailable: AMOUNT }),
      type: VALUE,
    }),
  }),
  StatefulSet: new Fields({
    ...RUNNING,
    podManagementPolicy: VALUE,
    replicas: VALUE,
    serviceName: VALUE,
    updateStrategy: new Fields({ rollingUpdate: new Fields({ partition: VALUE }), type: VALUE }),
  }),
  DaemonSet: new Fields(RUNNING),
};

/** The fields that cdk8s-plus says of most workloads of a kind; whoever says more leaves it to its generated class. */
export const WORKLOAD_FIELDS: { readonly [kind: string]: Fields | undefined } = Object.fromEntries(
  Object.entries(SPECS).map(([kind, spec]) => [
    kind,
    new Fields({ apiVersion: VALUE, kind: VALUE, metadata: METADATA, spec }),
  ]),
);
