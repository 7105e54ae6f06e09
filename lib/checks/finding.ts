import type { Severity } from './severity';

/** What a finding is about, and where it stands. */
export interface Subject {
  /** The group and version of its kind: `gateway.networking.k8s.io/v1`. Of two groups, kinds may have one name. */
  readonly apiVersion: string;

  /** The kind of the object: `HTTPRoute`. */
  readonly kind: string;

  /** Its namespace; empty for objects of the cluster. */
  readonly namespace: string;

  /** Its name. */
  readonly name: string;

  /** The name of the source that it was read from. */
  readonly file: string;

  /** The line in the file, counted from 1. */
  readonly line: number;
}

/** Something that a check found. */
export interface Finding {
  /** What it is about. */
  readonly subject: Subject;

  /** What is wrong, as a sentence without its end. */
  readonly message: string;

  /**
   * Which connections are at stake, as the analysis of the same manifests has it: a line for each, without its end, such as
   * `orders would lose shop/orders -> shop/db TCP 5432`, `anywhere -> shop/db TCP 5432 is allowed by it`, or
   * `https://shop.example.com/ at gateways/edge is answered with 404, not by shop/web TCP 3000`.
   *
   * It shows what the mistake does; the message alone says what it is. Whoever finds much shows a few lines and counts the
   * rest.
   *
   * @default - nothing is shown
   */
  readonly evidence?: string[];
}

/** A finding, with what its check says of all of its kind. */
export interface JudgedFinding extends Finding {
  /** The id of the check. */
  readonly check: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** What comes of it. */
  readonly harm: string;

  /** What to do about it. */
  readonly remedy: string;

  /** Where the law stands. */
  readonly see: string;
}
