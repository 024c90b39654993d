import type { Diagnostic, Origin, Severity } from './diagnostic';

type Facts = Readonly<Record<string, unknown>>;

/**
 * One kind of event: its stable code, and how its sentence is made from typed facts. An error always says what to do.
 */
export type Event<F extends Facts> = {
  readonly code: string;
  /** When it happens: one sentence for the generated documentation. */
  readonly when: string;
  readonly message: (facts: F) => string;
} & (
  | { readonly severity: 'error'; readonly hint: string | ((facts: F) => string) }
  | { readonly severity: Exclude<Severity, 'error'>; readonly hint?: string | ((facts: F) => string | undefined) }
);

/** Calls of a catalogue: `IMPORT.unknownLayer({ … }, origin)` gives the diagnostic. */
export type Catalogue<Events> = {
  readonly [K in keyof Events]: Events[K] extends Event<infer F> ? (facts: F, at?: Origin) => Diagnostic : never;
};

/** What the documentation generator reads of a catalogue. */
export interface CatalogueEntry {
  readonly key: string;
  readonly code: string;
  readonly severity: Severity;
  readonly when: string;
}

const entriesOf = new WeakMap<object, readonly CatalogueEntry[]>();

/** States one event; its facts are typed by the annotation of `message`. */
export function event<F extends Facts>(definition: Event<F>): Event<F> {
  return definition;
}

/**
 * Turns a table of events into functions that build diagnostics. Each package owns one catalogue.
 * Throws when a code is malformed or used twice: a mistake of the author, met by the first test.
 */
export function defineCatalogue<Events extends Record<string, Event<never>>>(events: Events): Catalogue<Events> {
  const seen = new Set<string>();
  const calls: Record<string, (facts: never, at?: Origin) => Diagnostic> = {};
  const entries: CatalogueEntry[] = [];
  for (const [key, definition] of Object.entries<Event<never>>(events)) {
    const { code, severity, when } = definition;
    if (!/^[A-Z]{3}\d{3}$/.test(code)) throw new Error(`${key}: code ${code} is not three letters and three digits`);
    if (seen.has(code)) throw new Error(`${key}: code ${code} is used twice`);
    seen.add(code);
    entries.push({ key, code, severity, when });
    calls[key] = (facts, at) => build(definition, facts, at);
  }
  entriesOf.set(calls, entries);
  return calls as Catalogue<Events>;
}

function build<F extends Facts>(definition: Event<F>, facts: F, at?: Origin): Diagnostic {
  const hint = typeof definition.hint === 'function' ? definition.hint(facts) : definition.hint;
  return {
    code: definition.code,
    severity: definition.severity,
    message: definition.message(facts),
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { at }),
    facts,
  };
}

/** The events of a catalogue, in the order they are written. */
export function catalogueEntries(catalogue: object): readonly CatalogueEntry[] {
  return entriesOf.get(catalogue) ?? [];
}
