import type { ExplainRequest, Explanation } from '@openbpu/analysis';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugCauses } from './debug-model';
import { explanationFiles, modelName, pageFile } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface ExplainOptions extends DebugRequest, ExplainRequest, Saving {}

/**
 * Takes the error of the outputs apart; writes text, picture and page where a folder is named. Throws DiagnosticError
 * for what the user can mend.
 */
export async function explainCauses(
  { saveDir, ...request }: ExplainOptions,
  events: JobEvents,
): Promise<Saved<Explanation>> {
  if (saveDir === undefined) return { ...(await debugCauses(request, events)), files: [] };
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const { found, diagnostics } = await debugCauses(request, events);
    const page = pageFile('causes', 'causes', modelName(request.model), { explanations: [found] });
    await files.write([...explanationFiles(found), page]);
    return { found, diagnostics };
  });
}
