import { modelOf, perfReport, readBoardFile } from '@openbpu/board';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { perfPage } from '@openbpu/report';

/** The end of the name of the page that `makertbin` writes. */
export const PERF_PAGE = '_perf.html';

/** The main page of `hb_perf` as one file by itself, for a `.bin` that was just written. */
export async function staticPage(
  bin: Uint8Array,
  features: MachineFeatures,
  { oneCore }: Pick<RecordPerformance, 'oneCore'> = {},
): Promise<string> {
  const model = modelOf(await readBoardFile(bin));
  return perfPage(perfReport(model, features, oneCore ? { oneCoreUs: oneCore.latencyUs } : {}));
}
