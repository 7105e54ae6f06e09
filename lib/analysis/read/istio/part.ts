/** A part of a rule, which may be about some requests inside a connection only. */
export interface Part<T> {
  readonly value: T;
  readonly isWhole: boolean;
}
