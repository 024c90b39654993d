import type { ChannelDistribution } from '@openbpu/analysis';
import { SafeNames } from '../board/safe-names';
import type { JobEvents } from '../events';
import { type Saved, type Saving, withDebugFiles } from './debug-files';
import { debugChannels } from './debug-model';
import { channelsFile, modelName, pageFile } from './result-files';
import type { DebugRequest } from './with-analysed';

export interface ChannelwiseOptions extends DebugRequest, Saving {
  /** Calibration nodes. */
  readonly nodesList: readonly string[];
  /** Where channels lie; see `ChannelRequest` of analysis. */
  readonly axis?: number;
}

/**
 * Draws the channels of what calibration nodes read, in the current folder where none is named. Throws DiagnosticError
 * for what the user can mend.
 */
export async function getChannelwiseDataDistribution(
  { saveDir = '.', nodesList: nodes, ...request }: ChannelwiseOptions,
  events: JobEvents,
): Promise<Saved<readonly ChannelDistribution[]>> {
  return withDebugFiles(saveDir, request.signal, async (files) => {
    const { found, diagnostics } = await debugChannels({ ...request, nodes }, events);
    const names = new SafeNames();
    const page = pageFile('channelwise_distribution', 'channels', modelName(request.model), { channels: found });
    await files.write([...found.map((each) => channelsFile(each, names)), page]);
    return { found, diagnostics };
  });
}
