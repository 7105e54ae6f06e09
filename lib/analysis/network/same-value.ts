/**
 * Whether two manifests say the same, in whatever order their fields stand.
 *
 * What a YAML alias repeats is compared once: written out it might be larger than any memory.
 */
export function sameValue(a: unknown, b: unknown, compared = new Map<unknown, Set<unknown>>()): boolean {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  if (compared.get(a)?.has(b)) return true;
  const others = compared.get(a) ?? new Set();
  compared.set(a, others.add(b));
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key], compared))
  );
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
