import type { AnyBackend, IBackend, IExternalBackend } from '../backend';

/**
 * What happens to a request beside its delivery.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#filters-optional
 */
export class HttpFilter {
  /**
   * Sends a copy of each request to another backend, whose answers are dropped.
   *
   * @param backend - who gets the copies; its policy lets the data plane in
   */
  public static mirror(backend: IBackend | IExternalBackend): HttpFilter {
    return new HttpFilter(backend);
  }

  private constructor(private readonly copiesTo: AnyBackend) {}

  /**
   * Who gets the copies.
   *
   * @internal
   */
  public get _mirror(): AnyBackend {
    return this.copiesTo;
  }
}
