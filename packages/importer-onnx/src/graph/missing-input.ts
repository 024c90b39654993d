/** Raised when a node is asked for an input that it does not have: the translation makes a diagnostic of it. */
export class MissingInput extends Error {}
