import { valueError } from '../../errors';
import { checkDnsLabel, checkFlags, checkKnownOptions, checkObject, checkPort } from '../../traffic';
import { Guardrail } from './guardrail';
import { GuardrailRule, numbered, reasonOf } from './guardrail-rule';
import type { ClusterGuardrailsProps } from './guardrails-props';
import { Tenant } from './tenant';

const HIGHEST_PRIORITY = 1000;
const KNOWN = [
  'tenants',
  'name',
  'priority',
  'leftOut',
  'exceptMetadata',
  'scrapedPorts',
  'opensDnsPods',
  'closesOwnTraffic',
  'rules',
];

/** Checks what is said of guardrails: from JavaScript anything may come. */
export function checkGuardrails(props: ClusterGuardrailsProps): void {
  checkObject('the properties of ClusterGuardrails', props);
  checkKnownOptions('ClusterGuardrails', props, KNOWN);
  const { opensDnsPods, closesOwnTraffic } = props;
  checkFlags({ opensDnsPods, closesOwnTraffic });
  checkTenants(props.tenants);
  checkPriority('the `priority` of ClusterGuardrails', props.priority ?? 0);
  checkLeftOut(props);
  checkExceptions(props);
  checkScrapedPorts(props);
  checkRules(props);
}

/** Checks the number of an object, which may be one that follows from others. */
export function checkPriority(what: string, priority: number): void {
  if (Number.isInteger(priority) && priority >= 0 && priority <= HIGHEST_PRIORITY) return;
  throw valueError({
    law: `${what} must be a whole number from 0 to ${HIGHEST_PRIORITY}`,
    got: priority,
    remedy: 'leave `priority` out, or choose one that leaves room for the objects that follow',
  });
}

function checkTenants(tenants: Tenant[]): void {
  if (!Array.isArray(tenants) || tenants.length === 0) {
    throw valueError({
      law: 'ClusterGuardrails must have `tenants`, since no guarantee is about every namespace',
      got: tenants,
      remedy: "write them as in [Tenant.namespaces('shop'), Tenant.labelled({ team: 'research' })]",
    });
  }
  const stranger = tenants.findIndex((tenant) => !Tenant._isTenant(tenant));
  if (stranger >= 0) {
    throw valueError({
      law: 'a tenant must be a Tenant',
      got: tenants[stranger],
      remedy: "write it as in Tenant.namespaces('shop')",
    });
  }
  checkDistinct(
    tenants.map(({ name }) => name),
    'the names of tenants must differ',
    "give one of them another: Tenant.labelled({ team: 'a' }).named('research')",
  );
  checkDistinct(
    tenants.flatMap(({ namespaceNames }) => namespaceNames),
    'a namespace must be that of one tenant',
    'name it in one of them',
  );
  checkDistinct(
    tenants.flatMap(({ labels }) => Object.entries(labels).map(String).join(' ') || []),
    'labels must be those of one tenant',
    'name them in one of them',
  );
}

function checkDistinct(names: string[], law: string, remedy: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw valueError({ law, got: name, remedy });
    seen.add(name);
  }
}

function checkLeftOut({ leftOut, exceptMetadata, scrapedPorts, closesOwnTraffic }: ClusterGuardrailsProps): void {
  const all = Object.values(Guardrail);
  for (const each of listOf('leftOut', leftOut, '[{ guardrail: Guardrail.DNS, reason }]')) {
    checkObject('what is in `leftOut`', each);
    checkKnownOptions('what is in `leftOut`', each, ['guardrail', 'reason']);
    if (!all.includes(each.guardrail)) {
      throw valueError({
        law: 'what is left out must be a Guardrail',
        got: each.guardrail,
        remedy: 'name one of them as in Guardrail.DNS',
      });
    }
    reasonOf(`the guardrail ${each.guardrail}, which is left out,`, each);
  }
  const isLeftOut = (guardrail: Guardrail) => leftOut?.some((each) => each.guardrail === guardrail);
  checkIdle('exceptMetadata', exceptMetadata, isLeftOut(Guardrail.METADATA));
  checkIdle('scrapedPorts', scrapedPorts, isLeftOut(Guardrail.MONITORING));
  checkIdle('closesOwnTraffic', closesOwnTraffic, isLeftOut(Guardrail.TENANTS));
}

/** An option of what is left out would be passed over in silence. */
function checkIdle(option: string, value: unknown, isIdle: boolean | undefined): void {
  if (value === undefined || !isIdle) return;
  throw valueError({
    law: `\`${option}\` must go with a guarantee that is given, but that is left out`,
    remedy: 'leave out the option, or give the guarantee',
  });
}

function checkExceptions({ exceptMetadata, tenants }: ClusterGuardrailsProps): void {
  const names = tenants.flatMap(({ namespaceNames }) => namespaceNames);
  const isAllNamed = tenants.every(({ namespaceNames }) => namespaceNames.length > 0);
  for (const each of listOf('exceptMetadata', exceptMetadata, "[{ namespaces: ['legacy'], reason }]")) {
    checkObject('what is in `exceptMetadata`', each);
    checkKnownOptions('what is in `exceptMetadata`', each, ['namespaces', 'reason']);
    const namespaces = listOf('namespaces', each.namespaces, "['legacy']");
    if (namespaces.length === 0) {
      throw valueError({
        law: 'an exception must name its namespaces',
        got: namespaces,
        remedy: 'leave out the exception, or the whole guarantee: `leftOut`',
      });
    }
    for (const namespace of namespaces) {
      checkDnsLabel('a namespace name', namespace);
      if (!isAllNamed || names.includes(namespace)) continue;
      throw valueError({
        law: `an exception must be one of the tenants' namespaces: ${names.join(', ')}`,
        got: namespace,
        remedy: 'correct the name, or leave it out',
      });
    }
    reasonOf(`the exception of ${namespaces.join(', ')}`, each);
  }
}

function checkScrapedPorts({ scrapedPorts }: ClusterGuardrailsProps): void {
  if (scrapedPorts === undefined) return;
  if (!Array.isArray(scrapedPorts) || scrapedPorts.length === 0) {
    throw valueError({
      law: '`scrapedPorts` must have a port',
      got: scrapedPorts,
      remedy: 'leave it out for every port, or write it as in [Port.tcp(9090)]',
    });
  }
  scrapedPorts.forEach(checkPort);
  numbered('`scrapedPorts`', scrapedPorts);
}

function checkRules({ rules }: ClusterGuardrailsProps): void {
  const given = listOf('rules', rules, '[GuardrailRule.deny(name, { to, ports })]');
  const stranger = given.findIndex((rule) => !GuardrailRule._isGuardrailRule(rule));
  if (stranger >= 0) {
    throw valueError({
      law: 'a rule of ClusterGuardrails must be a GuardrailRule',
      got: given[stranger],
      remedy: 'write it as in GuardrailRule.deny(name, { to, ports })',
    });
  }
  checkDistinct(
    given.map(({ name }) => name),
    'the names of rules must differ',
    'give one of them another',
  );
}

function listOf<T>(option: string, list: T[] | undefined, example: string): T[] {
  if (list === undefined) return [];
  if (Array.isArray(list)) return list;
  throw valueError({ law: `\`${option}\` must be a list`, got: list, remedy: `write it as in ${example}` });
}
