/** A text with manifests: YAML with any number of documents, or JSON; Lists are opened. */
export interface ManifestSource {
  /** What problems and explanations call it: the path of a file, or `-` for standard input. */
  readonly name: string;

  /** The text itself. */
  readonly text: string;
}
