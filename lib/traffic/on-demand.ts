/** A value that is computed when it is first asked for, so that loading the library needn't. */
export function onDemand<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
