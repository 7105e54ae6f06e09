import type { ConnectionList, DiffReport, SuggestReport, VerifyReport, WhyReport } from '../analysis';
import { Formats } from './catalogue';
import type { Diagram } from './diagram';
import type { ListReportOptions } from './list-report-options';
import { plainText } from './plain-text';
import { portsText } from './ports-text';

/**
 * Tells what an analysis found, as text.
 *
 * Each text depends on the result alone and is sorted as the result is, so that it can be kept in a repository and
 * compared. It ends with a newline.
 */
export class Report {
  /**
   * Who may connect to whom.
   *
   * @param list - the connections
   * @param format - one of `listFormats`; `text` unless given
   * @param options - what programs are told besides
   * @throws when there is no such format
   */
  public static list(list: ConnectionList, format?: string, options?: ListReportOptions): string {
    return Formats.named(format ?? 'text', 'list').list(list, options ?? {});
  }

  /**
   * Why one may connect to another, or may not.
   *
   * @param report - the answer and its legs
   * @param format - one of `whyFormats`; `text` unless given
   * @throws when there is no such format
   */
  public static why(report: WhyReport, format?: string): string {
    return Formats.named(format ?? 'text', 'why').why(report);
  }

  /**
   * Whether what was expected holds.
   *
   * @param report - the expectations, and those that don't hold
   * @param format - one of `verifyFormats`; `text` unless given
   * @throws when there is no such format
   */
  public static verify(report: VerifyReport, format?: string): string {
    return Formats.named(format ?? 'text', 'verify').verify(report);
  }

  /**
   * What a change opens and closes.
   *
   * @param report - the changes
   * @param format - one of `diffFormats`; `text` unless given
   * @throws when there is no such format
   */
  public static diff(report: DiffReport, format?: string): string {
    return Formats.named(format ?? 'text', 'diff').diff(report);
  }

  /**
   * The connections of which manifests speak: as `text`, a program that adopts them.
   *
   * @param report - the connections
   * @param format - one of `suggestFormats`; `text` unless given
   * @throws when there is no such format
   */
  public static suggest(report: SuggestReport, format?: string): string {
    return Formats.named(format ?? 'text', 'suggest').suggest(report);
  }

  /** The formats of a list. */
  public static get listFormats(): string[] {
    return Formats.namesFor('list');
  }

  /** The formats of an explanation. */
  public static get whyFormats(): string[] {
    return Formats.namesFor('why');
  }

  /** The formats of a check against expectations. */
  public static get verifyFormats(): string[] {
    return Formats.namesFor('verify');
  }

  /** The formats of a comparison. */
  public static get diffFormats(): string[] {
    return Formats.namesFor('diff');
  }

  /** The formats of suggestions. */
  public static get suggestFormats(): string[] {
    return Formats.namesFor('suggest');
  }

  /** @internal a drawing in a language of diagrams: `dot` or `mermaid` */
  public static _graph(diagram: Diagram, format: string): string {
    return Formats.named(format, 'graph').graph(diagram);
  }

  /** @internal a text of one line in which nothing can end the line, or move a terminal's cursor */
  public static _plain(text: string): string {
    return plainText(text);
  }

  /** @internal ports as people say them: `TCP 80,443`, `all ports` */
  public static _ports(ports: { readonly [protocol: string]: string }): string {
    return portsText(ports);
  }

  private constructor() {}
}
