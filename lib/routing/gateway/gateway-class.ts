import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IGatewayImplementation } from '../../cluster';
import { located, placeOf, valueError } from '../../errors';
import { ensureRules, labelValue, namespaceOf, objectLabels, patchable, refuseIntegerId } from '../../objects';
import { checkDnsLabel, checkKnownOptions, checkObject } from '../../traffic';
import type { GatewayParameters } from './gateway-props';
import { checkParameters } from './infrastructure-laws';

const MAX_DESCRIPTION = 64;

/** Parameters of a GatewayClass. */
export interface GatewayClassParameters extends GatewayParameters {
  /**
   * The namespace of the object.
   *
   * @default - its kind has none
   */
  readonly namespace?: string;
}

/** What a GatewayClass is. */
export interface GatewayClassProps {
  /** The software that serves the Gateways of the class; the name of the class is the one that it goes by there. */
  readonly implementation: IGatewayImplementation;

  /**
   * What people should know of it, in at most 64 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * An object of the implementation's own kind, with what counts for all Gateways of the class.
   *
   * @default - none
   */
  readonly parameters?: GatewayClassParameters;
}

/**
 * A kind of Gateways, by the software that serves them. Most implementations bring one; Envoy Gateway doesn't.
 *
 * It belongs to no namespace, so one app of a cluster writes it.
 *
 * @example
 * const implementation = GatewayImplementations.envoyGateway();
 * new GatewayClass(new Chart(new Platform(), 'cluster'), 'eg', { implementation });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 */
export class GatewayClass extends ApiObject {
  /**
   * @throws when the description is too long, or the name of an object breaks Kubernetes' syntax
   */
  public constructor(scope: Construct, id: string, props: GatewayClassProps) {
    const place = placeOf(scope, id);
    located(place, () => checkProps(props));
    const { implementation, description, parameters } = props;
    const { gatewayClassName: name, controllerName } = implementation;
    located(place, () => namespaceOf(scope));
    refuseIntegerId(scope, id);
    ensureRules(scope);
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name, labels: objectLabels(labelValue(name), undefined) },
      spec: {
        controllerName,
        ...(description === undefined ? {} : { description }),
        ...(parameters === undefined ? {} : { parametersRef: { ...parameters } }),
      },
    });
    // cdk8s gives every object of a chart the chart's namespace; a GatewayClass is in none.
    patchable(this, (json) => {
      delete json.metadata.namespace;
    });
  }
}

function checkProps(props: GatewayClassProps): void {
  checkObject('the properties of a GatewayClass', props);
  checkKnownOptions('a GatewayClass', props, ['implementation', 'description', 'parameters']);
  const { implementation, description = '', parameters } = props;
  if (typeof implementation?.controllerName !== 'string') {
    throw valueError({
      law: 'the `implementation` of a GatewayClass must be an IGatewayImplementation',
      got: implementation,
      remedy: 'take one from GatewayImplementations, such as GatewayImplementations.envoyGateway()',
    });
  }
  if (typeof description !== 'string' || description.length > MAX_DESCRIPTION) {
    throw valueError({
      law: `the \`description\` of a GatewayClass must be a text of at most ${MAX_DESCRIPTION} characters`,
      got: description,
      remedy: 'say it in fewer words',
    });
  }
  if (parameters === undefined) return;
  checkParameters('the `parameters` of a GatewayClass', parameters, ['namespace']);
  if (parameters.namespace !== undefined) checkDnsLabel('the namespace of an object', parameters.namespace);
}
