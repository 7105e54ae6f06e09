/** The end of a help page: an example with what it really prints. A test runs every one of them. */
export function exampleHelp(example: string): string {
  const lines = example.trim().split('\n');
  return `\nExample:\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}`;
}
