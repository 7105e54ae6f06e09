import { valueError } from '../../../errors';
import type { SelectorOperator } from '../../network/selector';

/** What Calico's selector language says, as a tree. */
export type Expression =
  | { readonly kind: 'all' }
  /** What is in no namespace. */
  | { readonly kind: 'global' }
  | {
      readonly kind: 'label';
      readonly key: string;
      readonly operator: SelectorOperator;
      readonly values: readonly string[];
    }
  /** A comparison with a part of a value. */
  | { readonly kind: 'part'; readonly text: string }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'and' | 'or'; readonly inner: readonly Expression[] };

/**
 * Parses a selector of Calico: `role == 'web' && !has(internal)`. An empty one is `all()`.
 *
 * @throws when it is none
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function parseSelector(text: string): Expression {
  const parser = new Parser(text);
  return parser.selector();
}

/** Whoever nests deeper means to break the parser. */
const DEEPEST = 100;

const TOKEN = /\s*(&&|\|\||==|!=|[!(){},]|"[^"]*"|'[^']*'|[A-Za-z0-9_./-]+)/y;

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  public constructor(private readonly text: string) {
    this.tokens = [...this.tokenized()];
  }

  public selector(): Expression {
    if (this.tokens.length === 0) return { kind: 'all' };
    const found = this.anyOf();
    if (this.at < this.tokens.length) throw this.fault();
    return found;
  }

  private *tokenized(): Generator<string> {
    const end = this.text.trimEnd().length;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < end) {
      const match = TOKEN.exec(this.text);
      if (!match) throw this.fault();
      yield match[1];
    }
  }

  private anyOf(): Expression {
    const inner = [this.allOf()];
    while (this.takes('||')) inner.push(this.allOf());
    return inner.length === 1 ? inner[0] : { kind: 'or', inner };
  }

  private allOf(): Expression {
    const inner = [this.negated()];
    while (this.takes('&&')) inner.push(this.negated());
    return inner.length === 1 ? inner[0] : { kind: 'and', inner };
  }

  private negated(): Expression {
    if (++this.depth > DEEPEST) throw this.fault();
    const found: Expression = this.takes('!') ? { kind: 'not', inner: this.negated() } : this.condition();
    this.depth--;
    return found;
  }

  private condition(): Expression {
    if (this.takes('(')) {
      const inner = this.anyOf();
      this.expect(')');
      return inner;
    }
    const word = this.word();
    if (this.takes('(')) {
      const key = word === 'has' ? this.word() : '';
      this.expect(')');
      if (word === 'has') return { kind: 'label', key, operator: 'Exists', values: [] };
      if (word === 'all' || word === 'global') return { kind: word };
      throw this.fault();
    }
    return this.comparison(word);
  }

  private comparison(key: string): Expression {
    const operator = this.next();
    switch (operator) {
      case '==':
        return { kind: 'label', key, operator: 'In', values: [this.literal()] };
      case '!=':
        return { kind: 'label', key, operator: 'NotIn', values: [this.literal()] };
      case 'in':
        return { kind: 'label', key, operator: 'In', values: this.literals() };
      case 'not':
        this.expect('in');
        return { kind: 'label', key, operator: 'NotIn', values: this.literals() };
      case 'starts':
      case 'ends':
        this.expect('with');
        this.literal();
        return { kind: 'part', text: `${key} ${operator} with` };
      case 'contains':
        this.literal();
        return { kind: 'part', text: `${key} contains` };
      default:
        throw this.fault();
    }
  }

  private literals(): string[] {
    this.expect('{');
    const values: string[] = [];
    while (!this.takes('}')) {
      if (values.length > 0) this.expect(',');
      values.push(this.literal());
    }
    return [...new Set(values)].sort();
  }

  private literal(): string {
    const token = this.next();
    if (!/^["']/.test(token)) throw this.fault();
    return token.slice(1, -1);
  }

  private word(): string {
    const token = this.next();
    if (!/^[A-Za-z0-9_./-]/.test(token)) throw this.fault();
    return token;
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    if (!this.takes(token)) throw this.fault();
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw this.fault();
    return token;
  }

  private fault(): Error {
    return valueError({
      law: "a selector of Calico must be all(), has(key), key == 'value', key in {'a', 'b'} or the like, joined by &&, || and !",
      got: this.text.length > 80 ? `${this.text.slice(0, 77)}...` : this.text,
      remedy: 'correct it; values stand in quotes',
    });
  }
}
