import { type SensitivityRequest, type SensitivityResult, sensitivityOfNodes } from '@openbpu/analysis';
import type { JobEvents } from '../events';
import { type DebugRequest, withAnalysed } from './with-analysed';

/** How much the outputs lose when one node alone is quantised. See `sensitivityOfNodes` of analysis. */
export async function debugSensitivity(
  request: DebugRequest & SensitivityRequest,
  events: JobEvents,
): Promise<SensitivityResult> {
  return withAnalysed(request, events, (analysed, telling) =>
    events.stage('sensitivity', () => sensitivityOfNodes(analysed, request, telling('sensitivity'))),
  );
}
