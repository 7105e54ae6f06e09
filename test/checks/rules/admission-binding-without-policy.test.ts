import { AdmissionBindingWithoutPolicy } from '../../../lib/checks/rules/admission-binding-without-policy';
import { found } from '../found';

const check = new AdmissionBindingWithoutPolicy();

const policy = (name: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec: { validations: [{ expression: 'true' }] }
`;
const binding = (name: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: binding }
spec:
  policyName: ${name}
  validationActions: [Deny]
`;

describe('reports', () => {
  test('a binding of a policy that is not there', () => {
    expect(
      found(check, `${binding('hosts')}---\n${policy('other')}---\n${binding('other').replace('binding }', 'b }')}`),
    ).toEqual(['5: ValidatingAdmissionPolicyBinding binding: there is no ValidatingAdmissionPolicy hosts']);
  });

  test('a policy that nothing binds', () => {
    expect(found(check, policy('hosts'))).toEqual([
      '1: ValidatingAdmissionPolicy hosts: no ValidatingAdmissionPolicyBinding names it',
    ]);
  });
});

describe('is silent about', () => {
  test('a policy with its binding', () => {
    expect(found(check, `${policy('hosts')}---\n${binding('hosts')}`)).toEqual([]);
  });

  test('a binding that names nothing, which the API server refuses', () => {
    expect(found(check, binding('hosts').replace('policyName: hosts', ''))).toEqual([]);
  });
});
