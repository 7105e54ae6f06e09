import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { labelValue, objectLabels, patchable } from '../../objects';
import type { Gateway } from './gateway';

const GROUP = 'gateway.networking.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io/v1';

/**
 * Has the API server refuse routes of a Gateway for hosts that weren't delegated to their namespace, whoever writes them.
 *
 * What is declared in an app is checked when it is synthesized. This guards what others apply: at the listener for plain
 * HTTP, which all namespaces share, and at wildcards, where an implementation gives the request of a host to any listener
 * that fits.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class HostGuard extends Construct {
  /** The ValidatingAdmissionPolicy. */
  public readonly policy: ApiObject;
  /** The ValidatingAdmissionPolicyBinding. */
  public readonly binding: ApiObject;

  public constructor(scope: Construct, id: string, gateway: Gateway) {
    super(scope, id);
    // Neither of the two has a dot: no other Gateway has these names.
    const name = `hosts-of-${gateway.name}.${gateway.namespace}`;
    const metadata = { name, labels: objectLabels(labelValue(name), gateway.namespace) };
    this.policy = new ApiObject(this, 'Policy', {
      apiVersion: ADMISSION,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: Lazy.any({ produce: () => policySpec(gateway) }),
    });
    this.binding = new ApiObject(this, 'Binding', {
      apiVersion: ADMISSION,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ['Deny'] },
    });
    for (const object of [this.policy, this.binding]) patchable(object, withoutNamespace);
  }
}

/** cdk8s gives every object of a chart the chart's namespace; these are in none. */
function withoutNamespace(json: any): void {
  delete json.metadata.namespace;
}

function policySpec({ name, namespace, _hosts }: Gateway): any {
  const isParent =
    `p.name == '${name}' && (has(p.namespace) ? p.namespace : object.metadata.namespace) == '${namespace}' && ` +
    `(!has(p.kind) || p.kind == 'Gateway')`;
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [GROUP],
          apiVersions: ['*'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['httproutes', 'grpcroutes', 'tlsroutes'],
        },
      ],
    },
    matchConditions: [
      {
        name: 'binds-to-the-gateway',
        expression: `has(object.spec.parentRefs) && object.spec.parentRefs.exists(p, ${isParent})`,
      },
      // Redirects of the platform and certificate challenges are there.
      { name: 'is-of-another-namespace', expression: `object.metadata.namespace != '${namespace}'` },
    ],
    variables: [{ name: 'hosts', expression: hostsExpression(_hosts.owners) }],
    validations: [
      {
        expression: 'has(object.spec.hostnames) && object.spec.hostnames.size() > 0',
        message: `a route of Gateway ${namespace}/${name} must name its hosts`,
      },
      {
        expression: `!has(object.spec.hostnames) || object.spec.hostnames.all(h, ${isDelegated('h')})`,
        message: `a route of Gateway ${namespace}/${name} must be for hosts that were delegated to its namespace`,
      },
    ],
  };
}

/** The hosts with the namespaces that own them, as the Common Expression Language has it. */
function hostsExpression(owners: { readonly hostname: string; readonly owner: string }[]): string {
  return `[${owners.map(({ hostname, owner }) => `{'name': '${hostname}', 'owner': '${owner}'}`).join(', ')}]`;
}

/** Whether a host is accepted by one of the namespace, and by none of another namespace that fits it better. */
function isDelegated(host: string): string {
  const fits = (each: string) =>
    `(${host} == ${each}.name || (${each}.name.startsWith('*.') && ${host}.endsWith(${each}.name.substring(1))))`;
  const fitsBetter = `(!x.name.startsWith('*.') || x.name.size() > o.name.size())`;
  return (
    `variables.hosts.exists(o, o.owner == object.metadata.namespace && ${fits('o')} && ` +
    `(${host} == o.name || !variables.hosts.exists(x, x.owner != o.owner && ${fits('x')} && ${fitsBetter})))`
  );
}
