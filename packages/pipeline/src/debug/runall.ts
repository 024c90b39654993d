import type { FullAnalysis, RunAllRequest } from '@openbpu/analysis';
import { SafeNames } from '../board/safe-names';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugAll } from './debug-model';
import { channelsFile, distributionFile, errorsFile, modelName, pageFile, sensitivityFiles } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface RunallOptions extends DebugRequest, RunAllRequest, Saving {}

/** Where no folder is named; it and the folders below are called as those of the later debugger. */
const DEBUG_FOLDER = './debug_result';

/**
 * Does all of it, in the order of the guide; writes a page with everything, and folders beside it. Throws
 * DiagnosticError for what the user can mend.
 */
export async function runall(
  { saveDir = DEBUG_FOLDER, ...request }: RunallOptions,
  events: JobEvents,
): Promise<Saved<FullAnalysis>> {
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const { found, diagnostics } = await debugAll(request, events);
    const { sensitivities, distributions, channels, errors } = found;
    const [ranks, spreads, boxes, curves] = [new SafeNames(), new SafeNames(), new SafeNames(), new SafeNames()];
    await files.writeInto(
      'node_sensitivity',
      sensitivities.flatMap((each) => sensitivityFiles(each, ranks)),
    );
    await files.writeInto(
      'data_distribution',
      distributions.map((each) => distributionFile(each, spreads)),
    );
    await files.writeInto(
      'channelwise_distribution',
      channels.map((each) => channelsFile(each, boxes)),
    );
    await files.writeInto(
      'accumulate_error',
      errors.map((each) => errorsFile(each, curves)),
    );
    await files.write([pageFile('runall', 'accuracy', modelName(request.model), found)]);
    return { found, diagnostics };
  });
}
