import { fail } from '@openbpu/diagnostics';
import { RECORD } from './catalogue';
import { RECORD_VERSION, type RunRecord, runRecordSchema } from './run-record';

/**
 * Reads the text of a record. `file` is what messages call it. Throws DiagnosticError for anything that is not a
 * record of this version.
 */
export function parseRecord(json: string, file?: string): RunRecord {
  const at = file === undefined ? undefined : { name: file, file };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const problem = error instanceof SyntaxError ? error.message.split('\n')[0] : 'it cannot be read';
    return fail(RECORD.notJson({ problem }, at), error);
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== RECORD_VERSION) {
    fail(
      RECORD.otherVersion(
        { found: version === undefined ? 'none' : JSON.stringify(version).slice(0, 40), known: RECORD_VERSION },
        at,
      ),
    );
  }
  const parsed = runRecordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return fail(RECORD.badField({ field: issue.path.join('.') || 'the root', problem: issue.message }, at));
}
