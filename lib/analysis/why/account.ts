import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { type Lack, remediesOf } from './remedy';
import type { WhyLeg } from './why-report';

/** What is found while a way is followed: its legs, and what would have to change. */
export class Account {
  public readonly legs: WhyLeg[] = [];
  /** The ports that are allowed among those; undefined where the answer is another. */
  public allowed?: PortSetId;
  private readonly seen = new Set<string>();
  private readonly lacks: Lack[] = [];
  private readonly hints: string[] = [];
  private question?: string;

  public constructor(
    public readonly model: Model,
    /** The ports that are asked about. */
    public readonly asked: PortSetId,
  ) {}

  /** The ports as text. */
  public get askedText(): string {
    const { ports } = this.model.reach;
    return this.asked === ports.all ? 'any port' : ports.text(this.asked);
  }

  /** The smallest change, as text; undefined where none is known. */
  public get remedy(): string | undefined {
    if (this.question !== undefined) return this.question;
    const texts = [...this.hints, ...remediesOf(this.model, this.lacks)];
    return texts.length > 0 ? [...new Set(texts)].join('\n') : undefined;
  }

  /** Adds a leg, unless it is there: several ways may have legs in common. */
  public add(leg: WhyLeg): void {
    const key = JSON.stringify(leg);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.legs.push(leg);
  }

  /** Notes what a policy would have to say besides. */
  public lack(lack: Lack): void {
    this.lacks.push(lack);
  }

  /** Notes what to ask instead: what was asked would not help if it were allowed. */
  public ask(text: string): void {
    this.question = text;
  }

  /** Notes what else has to be done, as a sentence. */
  public hint(text: string): void {
    this.hints.push(text);
  }

  /** Whether a single port, or any at all, is among those asked about. */
  public asks(ports: PortSetId): boolean {
    return this.model.reach.ports.intersection(ports, this.asked) !== this.model.reach.ports.none;
  }
}
