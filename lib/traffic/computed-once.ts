/** What is computed once of each value; for values that never change. */
export function computedOnce<K extends object, V>(compute: (value: K) => V): (value: K) => V {
  const known = new WeakMap<K, { readonly computed: V }>();
  return (value) => {
    const earlier = known.get(value);
    if (earlier) return earlier.computed;
    const computed = compute(value);
    known.set(value, { computed });
    return computed;
  };
}
