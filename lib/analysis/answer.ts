/** What an analysis answers when asked whether one may connect to another. */
export enum Answer {
  /** The connection may be opened, whatever isn't known. */
  ALLOWED = 'allowed',

  /** The connection may not be opened, whatever isn't known. */
  DENIED = 'denied',

  /** It depends on something that the manifests don't say; the reasons that come with the answer name it. */
  UNKNOWN = 'unknown',
}
