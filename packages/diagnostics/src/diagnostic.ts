export type Severity = 'error' | 'warning' | 'note';

/**
 * Where something came from, in the user's words: a layer of their model, a key of their recipe, a line of their file.
 */
export interface Origin {
  /** The user's name for it: a layer, node, tensor or key. */
  readonly name: string;
  /** The foreign type it had, e.g. `Convolution`. */
  readonly kind?: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/** One thing a user should know. Built by a catalogue's functions, never by hand. */
export interface Diagnostic {
  /** Stable: three letters of the area and three digits, e.g. `IMP012`. */
  readonly code: string;
  readonly severity: Severity;
  /** A plain sentence that names the user's layer, key or file. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly at?: Origin;
  /** The values behind the sentence, for machines. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** `deploy.prototxt:118:3`, as far as it is known; empty when nothing is. */
export function formatPlace(at: Origin | undefined): string {
  if (!at?.file) return '';
  return [at.file, at.line, at.line === undefined ? undefined : at.column]
    .filter((part) => part !== undefined)
    .join(':');
}

/**
 * The text form:
 *
 *     IMP012 error  layer "conv4_3" (deploy.prototxt:118): group 3 does not divide 64 input channels
 *       hint: …
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = formatPlace(diagnostic.at);
  const head = `${diagnostic.code} ${diagnostic.severity.padEnd(7)} ${place ? `${place}: ` : ''}${diagnostic.message}`;
  return diagnostic.hint ? `${head}\n  hint: ${diagnostic.hint.replaceAll('\n', '\n        ')}` : head;
}
