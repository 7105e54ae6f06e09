import type { IConstruct } from 'constructs';
import { valueError } from '../errors';
import { ACKNOWLEDGED, keyOf } from './acknowledged';
import type { AcknowledgeProps } from './acknowledgement';
import type { ICheck } from './check';
import type { Subject } from './finding';
import { AddressFamilyNotEnforced } from './rules/address-family-not-enforced';
import { AdmissionBindingWithoutPolicy } from './rules/admission-binding-without-policy';
import { AutoscalerTargetNotFound } from './rules/autoscaler-target-not-found';
import { BackendExternalName } from './rules/backend-external-name';
import { BackendNotFound } from './rules/backend-not-found';
import { BackendNotGranted } from './rules/backend-not-granted';
import { BackendPortNotFound } from './rules/backend-port-not-found';
import { BackendTlsPolicyConflict } from './rules/backend-tls-policy-conflict';
import { BackendTlsPolicyTargetNotFound } from './rules/backend-tls-policy-target-not-found';
import { BarePodNotGoverned } from './rules/bare-pod-not-governed';
import { CaCertificateWithoutKey } from './rules/ca-certificate-without-key';
import { CertificateElsewhere } from './rules/certificate-elsewhere';
import { CertificateNotGranted } from './rules/certificate-not-granted';
import { CertificateOfWrongType } from './rules/certificate-of-wrong-type';
import { ClientAddressHidden } from './rules/client-address-hidden';
import { ClosedWithoutDns } from './rules/closed-without-dns';
import { CorsAskedOften } from './rules/cors-asked-often';
import { CorsCredentialsAnyOrigin } from './rules/cors-credentials-any-origin';
import { DisruptionBudgetSelectsNothing } from './rules/disruption-budget-selects-nothing';
import { DisruptionBudgetsOverlap } from './rules/disruption-budgets-overlap';
import { DuplicateIngressPath } from './rules/duplicate-ingress-path';
import { DuplicateMatch } from './rules/duplicate-match';
import { ExperimentalField } from './rules/experimental-field';
import { ExposedNotReachable } from './rules/exposed-not-reachable';
import { ExposedWithoutPolicy } from './rules/exposed-without-policy';
import { ExternalNameIntoCluster } from './rules/external-name-into-cluster';
import { FeatureNotSupported } from './rules/feature-not-supported';
import { FiltersConflict } from './rules/filters-conflict';
import { GatewayBypassed } from './rules/gateway-bypassed';
import { GatewayClassNotFound } from './rules/gateway-class-not-found';
import { GatewayNotFound } from './rules/gateway-not-found';
import { GrantMatchesNothing } from './rules/grant-matches-nothing';
import { HostNetwork } from './rules/host-network';
import { HostnameIgnored } from './rules/hostname-ignored';
import { HostnameNotServed } from './rules/hostname-not-served';
import { InertRules } from './rules/inert-rules';
import { IngressBackendNotFound } from './rules/ingress-backend-not-found';
import { IngressTlsHostsDiffer } from './rules/ingress-tls-hosts-differ';
import { IpBlockOverPods } from './rules/ip-block-over-pods';
import { ListenerConflict } from './rules/listener-conflict';
import { ListenerSetNotAllowed } from './rules/listener-set-not-allowed';
import { ListenerWithoutCertificate } from './rules/listener-without-certificate';
import { MeshNotStrict } from './rules/mesh-not-strict';
import { MetadataReachable } from './rules/metadata-reachable';
import { MonitorSelectsNothing } from './rules/monitor-selects-nothing';
import { NamespaceLabelsDoNotMatch } from './rules/namespace-labels-do-not-match';
import { NamespaceNotClosed } from './rules/namespace-not-closed';
import { NoWeight } from './rules/no-weight';
import { NodePortOnSomeNodes } from './rules/node-port-on-some-nodes';
import { OneSidedConnection } from './rules/one-sided-connection';
import { ParentNotFound } from './rules/parent-not-found';
import { PeerInOtherNamespace } from './rules/peer-in-other-namespace';
import { PeerOpensCluster } from './rules/peer-opens-cluster';
import { PeerSelectsNothing } from './rules/peer-selects-nothing';
import { PeerSplitInTwo } from './rules/peer-split-in-two';
import { PlainHttpOnly } from './rules/plain-http-only';
import { PodNotGoverned } from './rules/pod-not-governed';
import { PoliciesNotEnforced } from './rules/policies-not-enforced';
import { PolicyNamesServicePort } from './rules/policy-names-service-port';
import { PolicyOnHostNetwork } from './rules/policy-on-host-network';
import { PolicyPortNotFound } from './rules/policy-port-not-found';
import { PolicyPortOtherProtocol } from './rules/policy-port-other-protocol';
import { PolicySelectsNothing } from './rules/policy-selects-nothing';
import { PrivilegedPort } from './rules/privileged-port';
import { ProbePortNotDeclared } from './rules/probe-port-not-declared';
import { ProbePortNotFound } from './rules/probe-port-not-found';
import { ReadinessNotAsked } from './rules/readiness-not-asked';
import { RedirectLoop } from './rules/redirect-loop';
import { RetiredController } from './rules/retired-controller';
import { RouteKindNotSupported } from './rules/route-kind-not-supported';
import { RouteNotAdmitted } from './rules/route-not-admitted';
import { RuleRedundant } from './rules/rule-redundant';
import { RuleShadowed } from './rules/rule-shadowed';
import { RuleWithoutBackend } from './rules/rule-without-backend';
import { SelectorDoesNotMatchTemplate } from './rules/selector-does-not-match-template';
import { ServedInClearText } from './rules/served-in-clear-text';
import { ServicePortJudged } from './rules/service-port-judged';
import { ServicePortNameNotFound } from './rules/service-port-name-not-found';
import { ServiceSelectsNothing } from './rules/service-selects-nothing';
import { ServiceTargetPortNotListening } from './rules/service-target-port-not-listening';
import { SshPortOpen } from './rules/ssh-port-open';
import { StatefulSetServiceNotFound } from './rules/stateful-set-service-not-found';
import { SystemExceptionMissing } from './rules/system-exception-missing';
import { TooManyEntries } from './rules/too-many-entries';
import { TooManyPolicyPorts } from './rules/too-many-policy-ports';
import { UnsafeNetworkSysctl } from './rules/unsafe-network-sysctl';
import { VersionNotServed } from './rules/version-not-served';
import { acknowledgeAt, addCheckAt, type SaidOfChecks, saidOfChecks } from './scoped-checks';

/** The checks of the Gateway API, by the number of the mistake that each of them finds. */
const GATEWAY_API: readonly (readonly [number, ICheck])[] = [
  [1, new BackendNotGranted()],
  [2, new CertificateNotGranted()],
  [3, new GrantMatchesNothing()],
  [4, new RouteNotAdmitted()],
  [5, new NamespaceLabelsDoNotMatch()],
  [6, new RouteKindNotSupported()],
  [7, new HostnameNotServed()],
  [7, new HostnameIgnored()],
  [8, new ParentNotFound()],
  [9, new BackendNotFound()],
  [9, new BackendPortNotFound()],
  [9, new BackendExternalName()],
  [10, new ListenerWithoutCertificate()],
  [10, new CertificateOfWrongType()],
  [11, new ListenerConflict()],
  [12, new ListenerSetNotAllowed()],
  [13, new RedirectLoop()],
  [14, new ServedInClearText()],
  [15, new FiltersConflict()],
  [16, new NoWeight()],
  [16, new RuleWithoutBackend()],
  [17, new CorsCredentialsAnyOrigin()],
  [17, new CorsAskedOften()],
  [18, new ExperimentalField()],
  [18, new VersionNotServed()],
  [19, new BackendTlsPolicyConflict()],
  [19, new BackendTlsPolicyTargetNotFound()],
  [19, new CaCertificateWithoutKey()],
  [20, new DuplicateMatch()],
  [21, new FeatureNotSupported()],
  [22, new TooManyEntries()],
  [23, new CertificateElsewhere()],
];

const INGRESS: readonly ICheck[] = [
  new IngressBackendNotFound(),
  new IngressTlsHostsDiffer(),
  new RetiredController(),
  new DuplicateIngressPath(),
];

/** Those of what is open to the outside, by whichever kind of way. */
const EXPOSURE: readonly ICheck[] = [
  new ExposedNotReachable(),
  new GatewayBypassed(),
  new PlainHttpOnly(),
  new ExposedWithoutPolicy(),
  new GatewayNotFound(),
  new GatewayClassNotFound(),
  new ClientAddressHidden(),
];

/** Those of Services, and of what else selects pods or names workloads. */
const SERVICES: readonly ICheck[] = [
  new ServiceSelectsNothing(),
  new ServicePortNameNotFound(),
  new ServiceTargetPortNotListening(),
  new DisruptionBudgetSelectsNothing(),
  new DisruptionBudgetsOverlap(),
  new AutoscalerTargetNotFound(),
  new MonitorSelectsNothing(),
  new StatefulSetServiceNotFound(),
  new SelectorDoesNotMatchTemplate(),
  new ProbePortNotFound(),
  new ProbePortNotDeclared(),
  new ReadinessNotAsked(),
  new SshPortOpen(),
  new HostNetwork(),
  new PrivilegedPort(),
  new UnsafeNetworkSysctl(),
  new ExternalNameIntoCluster(),
  new NodePortOnSomeNodes(),
];

/** Those of policies, whatever enforces them. */
const POLICIES: readonly ICheck[] = [
  new NamespaceNotClosed(),
  new ClosedWithoutDns(),
  new PolicySelectsNothing(),
  new PeerSelectsNothing(),
  new PeerInOtherNamespace(),
  new PeerSplitInTwo(),
  new PodNotGoverned(),
  new InertRules(),
  new OneSidedConnection(),
  new PolicyNamesServicePort(),
  new PolicyPortNotFound(),
  new PolicyPortOtherProtocol(),
  new PeerOpensCluster(),
  new IpBlockOverPods(),
  new MetadataReachable(),
  new PolicyOnHostNetwork(),
  new SystemExceptionMissing(),
  new RuleRedundant(),
  new RuleShadowed(),
  new AdmissionBindingWithoutPolicy(),
  new MeshNotStrict(),
];

/** Those of what a network plugin can't do. */
const NETWORK_PLUGIN: readonly ICheck[] = [
  new PoliciesNotEnforced(),
  new ServicePortJudged(),
  new TooManyPolicyPorts(),
  new AddressFamilyNotEnforced(),
  new BarePodNotGoverned(),
];

/**
 * The checks that are known here. Any other one implements `ICheck`.
 *
 * @example
 * for (const { id, harm } of checks.Checks.recommended()) console.log(`${id}: ${harm}`);
 */
export class Checks {
  /** All that are worth running on any manifests. */
  public static recommended(): ICheck[] {
    return [...Checks.gatewayApi(), ...INGRESS, ...EXPOSURE, ...SERVICES, ...POLICIES, ...NETWORK_PLUGIN];
  }

  /** Those of the Gateway API. */
  public static gatewayApi(): ICheck[] {
    return GATEWAY_API.map(([, check]) => check);
  }

  /** Those of what is open to the outside, by whichever kind of way. */
  public static exposure(): ICheck[] {
    return [...EXPOSURE];
  }

  /** Those of Services, and of what else selects pods or names workloads. */
  public static services(): ICheck[] {
    return [...SERVICES];
  }

  /** Those of policies. */
  public static policies(): ICheck[] {
    return [...POLICIES];
  }

  /** Those of what the network plugin of a cluster can't do, which its profile has to name. */
  public static networkPlugin(): ICheck[] {
    return [...NETWORK_PLUGIN];
  }

  /**
   * A check by its id.
   *
   * @param id - the id: `backend-not-granted`
   * @throws when there is none
   */
  public static find(id: string): ICheck {
    const found = Checks.recommended().find((check) => check.id === id);
    if (found) return found;
    const ids = Checks.recommended().map((check) => check.id);
    throw valueError({ law: `a check must be one of ${ids.join(', ')}`, got: id });
  }

  /** @internal the number of the mistake that a check finds; undefined where it has none */
  public static _mistakeOf(id: string): number | undefined {
    return GATEWAY_API.find(([, check]) => check.id === id)?.[0];
  }

  /**
   * What is said of checks for a construct and all below it, where a synth runs them.
   *
   * @param scope - whose objects are meant: a workload, a namespace, or the app
   */
  public static of(scope: IConstruct): Checks {
    return new Checks(scope);
  }

  /** @internal all that is said of checks in an app */
  public static _saidIn(root: IConstruct): SaidOfChecks {
    return saidOfChecks(root);
  }

  /** @internal what tells whether two are about one object */
  public static _keyOf(subject: Omit<Subject, 'line'>): string {
    return keyOf(subject);
  }

  /** @internal the annotation by which an object says which findings are meant */
  public static get _annotation(): string {
    return ACKNOWLEDGED;
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Says that what a check finds there is meant.
   *
   * The reason stands in the manifest, as the annotation `cdk8s-networking/acknowledged` of each object that has such a
   * finding, so that `check` in CI knows it as well. It is told where nothing is found any more.
   *
   * @param id - the id of the check: `served-in-clear-text`; `declared-but-denied` and `allowed-but-undeclared` are those
   * of a synth itself
   * @param props - why it is meant
   * @throws when the reason is empty, or when there is no such check
   *
   * @example
   * const shop = new IsolatedNamespace(new Platform(), 'shop');
   * checks.Checks.of(shop).acknowledge('backend-not-found', { reason: 'the chart of payments brings it' });
   */
  public acknowledge(id: string, props: AcknowledgeProps): void {
    const known = Checks.recommended().map((check) => check.id);
    acknowledgeAt(this.scope, known, id, props);
  }

  /**
   * Has another check run when the app is synthesized, beside those that are recommended. It sees all manifests of the
   * app, and what it finds counts for the objects there.
   *
   * @param check - a check of yours
   * @throws when that is no ICheck
   */
  public add(check: ICheck): void {
    addCheckAt(this.scope, check);
  }
}
