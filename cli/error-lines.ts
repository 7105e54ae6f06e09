/** An error that tells of several things, each on a line of its own; other errors are printed on one line. */
export class ErrorLines extends Error {
  /**
   * Does something whose error is such a list.
   *
   * @throws the error, as a list
   */
  public static of<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw new ErrorLines((error instanceof Error ? error.message : String(error)).split('\n'));
    }
  }

  private constructor(public readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}
