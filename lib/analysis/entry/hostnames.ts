/**
 * The hostnames that both of two names mean: the narrower one, or undefined where they mean none in common.
 *
 * An empty name means every host. `*.example.com` means every name below `example.com`, at any depth, and not
 * `example.com` itself.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function commonHostname(one: string, other: string): string | undefined {
  if (one === '' || one === other) return other;
  if (other === '') return one;
  if (covers(one, other)) return other;
  return covers(other, one) ? one : undefined;
}

function covers(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1)) && name.length >= wildcard.length;
}

/** Whether a certificate for one name serves a host: a wildcard in a certificate stands for one label. */
export function certifies(name: string, host: string): boolean {
  if (name === '' || name === host) return true;
  return name.startsWith('*.') && host.includes('.') && host.slice(host.indexOf('.')) === name.slice(1);
}
