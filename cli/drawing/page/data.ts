/** What the page knows of a network besides its drawing. Names and texts are shown as text, never as HTML. */
export interface PageData {
  readonly boxes: readonly PageBox[];
  readonly links: readonly PageLink[];
  /** Changes at ends that aren't drawn, in words. */
  readonly otherChanges: readonly string[];
  readonly isComparison: boolean;
}

export interface PageBox {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly namespace?: string;
  readonly marks: readonly string[];
}

export interface PageLink {
  readonly id: string;
  /** The ids of its boxes. */
  readonly from: string;
  readonly to: string;
  readonly label: readonly string[];
  /** The ports of all that it stands for, by protocol: `80,9000-9010`. */
  readonly ports: { readonly [protocol: string]: string };
  readonly change?: string;
  readonly isCertain: boolean;
  readonly parts: readonly PagePart[];
  /** How many parts aren't told of. */
  readonly more: number;
}

/** One connection of a link, and what decides about it. */
export interface PagePart {
  /** `shop/web -> shop/api  TCP 8080`. */
  readonly text: string;
  readonly reasons: readonly PageReason[];
}

export interface PageReason {
  readonly text: string;
  /** The rules that decide it, each with its file and line. */
  readonly by: readonly string[];
}
