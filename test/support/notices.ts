/**
 * Hears what each test of a file or a describe block has a synth say on the standard error stream: a list that begins
 * empty with every test.
 */
export function hearNotices(): string[] {
  const lines: string[] = [];
  const quiet = process.env.CDK8S_NETWORKING_QUIET;
  beforeEach(() => {
    lines.length = 0;
    delete process.env.CDK8S_NETWORKING_QUIET;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      lines.push(`${text}`);
      return true;
    });
  });
  afterEach(() => {
    process.env.CDK8S_NETWORKING_QUIET = quiet;
    jest.restoreAllMocks();
  });
  return lines;
}
