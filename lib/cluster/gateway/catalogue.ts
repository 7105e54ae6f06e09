import { EnvoyGateway, type EnvoyGatewayProps } from './envoy-gateway';
import type { IGatewayImplementation } from './gateway-implementation';
import { Istio, type IstioProps } from './istio';

/** The Gateway API implementations that are known here. Any other one implements `IGatewayImplementation`. */
export class GatewayImplementations {
  /** Envoy Gateway. */
  public static envoyGateway(props?: EnvoyGatewayProps): IGatewayImplementation {
    return new EnvoyGateway(props);
  }

  /** Istio. */
  public static istio(props?: IstioProps): IGatewayImplementation {
    return new Istio(props);
  }

  private constructor() {}
}
