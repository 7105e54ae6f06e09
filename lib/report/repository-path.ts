/** A file as services call it: from the root of the repository, with slashes. */
export function repositoryPath(file: string): string {
  return file.replace(/\\/g, '/').replace(/^(\.\/)+/, '');
}
