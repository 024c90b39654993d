import type { AccumulatedError, AccumulatedErrorRequest } from '@openbpu/analysis';
import type { Diagnostic } from '@openbpu/diagnostics';
import { SafeNames } from '../board/safe-names';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugErrors } from './debug-model';
import { errorsFile, modelName, pageFile } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface AccErrorOptions extends DebugRequest, AccumulatedErrorRequest, Saving {}

/**
 * Draws how the error of partly quantised models grows, in the current folder where none is named. Models of both lists
 * are in two pictures. Throws DiagnosticError for what the user can mend.
 */
export async function plotAccError(
  { saveDir = '.', quantizeNode, nonQuantizeNode, ...request }: AccErrorOptions,
  events: JobEvents,
): Promise<Saved<readonly AccumulatedError[]>> {
  const [first = {}, ...more] = [
    ...(quantizeNode === undefined ? [] : [{ quantizeNode }]),
    ...(nonQuantizeNode === undefined ? [] : [{ nonQuantizeNode }]),
  ];
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const errors: AccumulatedError[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const models of [first, ...more]) {
      const each = await debugErrors({ ...request, ...models }, events);
      errors.push(each.found);
      diagnostics.push(...each.diagnostics);
    }
    const names = new SafeNames();
    const page = pageFile('accumulate_error', 'accumulated error', modelName(request.model), { errors });
    await files.write([...errors.map((error) => errorsFile(error, names)), page]);
    return { found: errors, diagnostics };
  });
}
