/** The folder that all files are in. */
export function folderOf(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split(/[\\/]/).slice(0, -1));
  const differs = (step: string, i: number) => others.some((steps) => steps[i] !== step);
  const end = first.findIndex(differs);
  return first.slice(0, end < 0 ? undefined : end).join('/') || '.';
}
