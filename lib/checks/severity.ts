/** How bad it is what a check finds. */
export enum Severity {
  /** It doesn't work, or works otherwise than it says. */
  ERROR = 'error',
  /** It works, but hardly as it was meant, or not everywhere. */
  WARNING = 'warning',
  /** It works; one should know it. */
  INFO = 'info',
}
