import { type IConstruct, type IValidation, Node } from 'constructs';

/** Validations that read what is declared and change none of it. */
const READING = new WeakSet<IValidation>();

/** Has a construct validated by something that only reads: it changes nothing that others could read, or that is written. */
export function addReadingValidation(construct: IConstruct, validate: () => string[]): void {
  const validation = { validate };
  READING.add(validation);
  construct.node.addValidation(validation);
}

/** Whether some construct has a validation of somebody's, which may change whatever it likes. */
export function areValidatedByOthers(constructs: readonly IConstruct[]): boolean {
  return constructs.some(({ node }) => {
    // constructs keeps them to itself.
    const { _validations: validations = [] } = node as unknown as { readonly _validations?: readonly IValidation[] };
    return node.validate !== Node.prototype.validate || !validations.every((each) => READING.has(each));
  });
}
