import { type RunRecord, runRecordSchema } from './run-record';

/**
 * The text of a record: sections in the order of the schema with `timing` last, free-form objects (recipe, facts,
 * versions) with sorted keys, numbers that JSON lacks as null. Equal records give equal bytes. Throws TypeError for a
 * record that does not keep its schema: a bug of the caller.
 */
export function stringifyRecord(record: RunRecord): string {
  const parsed = runRecordSchema.safeParse(plain(record, new Set()));
  if (!parsed.success) {
    throw new TypeError(
      'the record is wrong: ' +
        `${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  }
  return `${JSON.stringify(parsed.data, null, 2)}\n`;
}

/** The record without its only varying part. */
export function withoutTiming({ timing: _timing, ...rest }: RunRecord): RunRecord {
  return rest;
}

/**
 * Sorted keys, no undefined, no typed arrays, no bigints: what the facts of a diagnostic may hold becomes plain JSON.
 * The schema puts its own fields back into its own order. What contains itself is refused.
 */
function plain(value: unknown, around: ReadonlySet<object>): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (around.has(value)) throw new TypeError('the record contains itself');
  const within = new Set(around).add(value);
  if (value instanceof Map) return plain(Object.fromEntries(value), within);
  if (Array.isArray(value) || value instanceof Set || isTypedArray(value)) {
    return [...value].map((item) => plain(item, within) ?? null);
  }
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, plain(item, within)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isTypedArray(value: object): value is object & Iterable<unknown> {
  return ArrayBuffer.isView(value) && Symbol.iterator in value;
}
