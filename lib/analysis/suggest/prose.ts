/** The names of files that are for people. */
const FOR_PEOPLE = /\.(?:md|markdown|mdx|txt|rst|adoc|asciidoc|textile)$|^(?:readme|notes|license|changelog|motd)$/i;

/** Four words in a row, with nothing between them but what stands between words of a sentence. */
const SENTENCE =
  /(?:^|[\s(*_"'`])(?:[a-z]+(?:['\u2019-][a-z]+)*[,;:.]?\s+){3}[a-z]+(?:['\u2019-][a-z]+)*(?=$|[\s,;:.!?)*_"'`])/i;

/** Which lines of a file are for people to read, so that nobody dials what they name. */
export class Prose {
  private readonly isAll: boolean;

  /** @param lines - those that are no comments */
  constructor(name: string, lines: readonly string[]) {
    const written = lines.filter((line) => line.trim() !== '');
    // Beside sentences, a README has commands for its readers.
    this.isAll = FOR_PEOPLE.test(name) || written.filter(isSentence).length * 2 > written.length;
  }

  /** Whether a line is a sentence, or stands in a file of sentences. */
  public has(line: string): boolean {
    return this.isAll || isSentence(line);
  }
}

/** Longer lines are no sentences, and a look at each of their words would take its time. */
const LONGEST_LINE = 4096;

function isSentence(line: string): boolean {
  return line.length <= LONGEST_LINE && SENTENCE.test(line);
}
