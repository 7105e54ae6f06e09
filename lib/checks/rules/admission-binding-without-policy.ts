import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { textAt } from '../written';

/**
 * Finds a ValidatingAdmissionPolicy and its binding of which the other isn't there.
 *
 * It is silent about manifests with neither. It shows no connections: it is objects that are refused or not.
 */
export class AdmissionBindingWithoutPolicy implements ICheck {
  public readonly id = 'admission-binding-without-policy';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a ValidatingAdmissionPolicy without its binding, or a binding without its policy';
  public readonly condition = 'none';
  public readonly harm = 'nothing is refused that it was written to refuse';
  public readonly remedy = 'write both: the binding names the policy in spec.policyName';
  public readonly see = 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/';

  public inspect(inspection: Inspection): Finding[] {
    const { objects } = inspection;
    const policies = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    const bindings = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
    const names = new Set(policies.map(({ name }) => name));
    const bound = new Set(bindings.map(({ body }) => textAt(body, 'spec', 'policyName')));
    return [
      ...bindings
        .map((object) => ({ object, policy: textAt(object.body, 'spec', 'policyName') }))
        .filter(({ policy }) => policy !== undefined && !names.has(policy))
        .map(({ object, policy }) =>
          inspection.finding(object, ['spec', 'policyName'], `there is no ValidatingAdmissionPolicy ${policy}`),
        ),
      ...policies
        .filter(({ name }) => !bound.has(name))
        .map((object) => inspection.finding(object, [], 'no ValidatingAdmissionPolicyBinding names it')),
    ];
  }
}
