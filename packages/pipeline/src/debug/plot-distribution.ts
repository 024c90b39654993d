import type { Distribution } from '@openbpu/analysis';
import { SafeNames } from '../board/safe-names';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugDistributions } from './debug-model';
import { distributionFile, modelName, pageFile } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface DistributionOptions extends DebugRequest, Saving {
  /** Nodes of any type. */
  readonly nodesList: readonly string[];
}

/**
 * Draws how the values at nodes are spread, in the current folder where none is named. Throws DiagnosticError for what
 * the user can mend.
 */
export async function plotDistribution(
  { saveDir = '.', nodesList: nodes, ...request }: DistributionOptions,
  events: JobEvents,
): Promise<Saved<readonly Distribution[]>> {
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const { found, diagnostics } = await debugDistributions({ ...request, nodes }, events);
    const names = new SafeNames();
    const findings = { distributions: found };
    const page = pageFile('data_distribution', 'distributions', modelName(request.model), findings);
    await files.write([...found.map((each) => distributionFile(each, names)), page]);
    return { found, diagnostics };
  });
}
