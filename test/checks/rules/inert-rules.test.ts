import { InertRules } from '../../../lib/checks/rules/inert-rules';
import { found, shown } from '../found';
import { adminDeny, all, pods, policyFor, workload } from '../shop';

const check = new InertRules();
const WEB = workload('shop/web');

describe('reports', () => {
  test('rules on the way out, under policyTypes for the way in', () => {
    expect(shown(check, all(policyFor('shop/web', 'web', 'policyTypes: [Ingress]', 'egress: [{}]'), WEB))).toEqual([
      '7: NetworkPolicy shop/web: its policyTypes leave Egress out, so that its egress rules are not read',
      '  shop/web -> anywhere all ports is allowed',
    ]);
  });

  test('rules on the way in, where another policy decides', () => {
    const inert = policyFor('shop/web', 'web', 'policyTypes: [Egress]', `ingress: [{ from: [${pods('api')}] }]`);
    expect(shown(check, all(inert, policyFor('shop/deny', '', 'policyTypes: [Ingress]'), WEB))).toEqual([
      '7: NetworkPolicy shop/web: its policyTypes leave Ingress out, so that its ingress rules are not read',
      '  the ingress of shop/web is decided by NetworkPolicy shop/deny',
    ]);
  });
});

test('names an admin policy that denies before the others that decide', () => {
  const inert = policyFor('shop/web', 'web', 'policyTypes: [Egress]', `ingress: [{ from: [${pods('api')}] }]`);
  const deny = adminDeny('ingress', '{ namespaces: {} }');
  const others = policyFor('shop/deny', '', 'policyTypes: [Ingress]');
  expect(shown(check, all(inert, others, deny, WEB)).at(-1)).toBe(
    '  the ingress of shop/web is decided by AdminNetworkPolicy keep-apart and NetworkPolicy shop/deny',
  );
  expect(shown(check, all(inert, deny, WEB)).at(-1)).toBe(
    '  the ingress of shop/web is decided by AdminNetworkPolicy keep-apart',
  );
});

describe('is silent about', () => {
  test('policyTypes that name the direction', () => {
    expect(
      found(check, all(policyFor('shop/web', 'web', 'policyTypes: [Ingress, Egress]', 'egress: [{}]'), WEB)),
    ).toEqual([]);
  });

  test('a policy without policyTypes', () => {
    expect(found(check, all(policyFor('shop/web', 'web', 'egress: [{}]'), WEB))).toEqual([]);
  });

  test('an empty list of rules', () => {
    expect(found(check, all(policyFor('shop/web', 'web', 'policyTypes: [Ingress]', 'egress: []'), WEB))).toEqual([]);
  });
});
