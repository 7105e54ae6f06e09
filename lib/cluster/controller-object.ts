/** An object of a kind that only one controller knows, which is written beside what asks for it. */
export interface ControllerObject {
  /** The group and version of its kind, such as `traefik.io/v1alpha1`. */
  readonly apiVersion: string;

  /** Its kind, such as `Middleware`. */
  readonly kind: string;

  /** What its name has after that of the object which asks for it, and a hyphen: `redirect`. */
  readonly suffix: string;

  /** What it says, as it is written: all fields beside `apiVersion`, `kind` and `metadata`. */
  readonly fields: { readonly [field: string]: any };

  /**
   * Labels that it needs beside those of every object here, such as the one by which its controller selects it.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
}
