/** 1-based place of a token in its file. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** `text` is the decoded string, the word or the number as written; `number` is set for numbers only. */
export interface TextScalar extends TextPlace {
  readonly kind: 'string' | 'number' | 'word';
  readonly text: string;
  readonly number?: number;
}

/** One `name: value` or `name { … }`; a list `name: [a, b]` gives one field per element. */
export interface TextField extends TextPlace {
  readonly name: string;
  readonly value: TextScalar | TextMessage;
}

/** The fields between two braces, or of a whole file, in the order they are written. */
export interface TextMessage extends TextPlace {
  readonly kind: 'message';
  readonly fields: readonly TextField[];
}

/** The same message with other fields: older forms are brought to the current one this way. */
export function withFields(message: TextMessage, fields: readonly TextField[]): TextMessage {
  return { ...message, fields };
}
