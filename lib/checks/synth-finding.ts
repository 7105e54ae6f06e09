/** What a synth finds that no manifest shows by itself, by the ids under which it can be acknowledged. */
export enum SynthFinding {
  /** A connection that is declared, and that the manifests deny. */
  DECLARED_BUT_DENIED = 'declared-but-denied',
  /** A connection that the manifests allow, and that nobody declared. */
  ALLOWED_BUT_UNDECLARED = 'allowed-but-undeclared',
}
