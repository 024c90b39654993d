import type { SensitivityRequest, SensitivityResult } from '@openbpu/analysis';
import { SafeNames } from '../board/safe-names';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugSensitivity } from './debug-model';
import { modelName, pageFile, sensitivityFiles } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface SensitivityOptions extends DebugRequest, SensitivityRequest, Saving {}

/**
 * Ranks nodes by what quantising each alone does; writes table, picture and page where a folder is named. Throws
 * DiagnosticError for what the user can mend.
 */
export async function getSensitivityOfNodes(
  { saveDir, ...request }: SensitivityOptions,
  events: JobEvents,
): Promise<Saved<SensitivityResult>> {
  if (saveDir === undefined) return { ...(await debugSensitivity(request, events)), files: [] };
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const { found, diagnostics } = await debugSensitivity(request, events);
    const findings = { sensitivities: [found] };
    const page = pageFile(`sensitivity_of_${found.kind}`, 'sensitivity', modelName(request.model), findings);
    await files.write([...sensitivityFiles(found, new SafeNames()), page]);
    return { found, diagnostics };
  });
}
