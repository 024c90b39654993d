import type { ArtifactHeader } from '@openbpu/artifact';
import { fail } from '@openbpu/diagnostics';
import type { MachineFeatures } from '@openbpu/machine';
import { PIPELINE } from '../catalogue';
import { marches } from '../marches';

/** The machine that a `.bin` is for. Throws DiagnosticError (PIP) where no march of that name is here. */
export function featuresOf({ march }: Pick<ArtifactHeader, 'march'>, file: string): MachineFeatures {
  const known = marches().map((backend) => backend.march);
  const backend = marches().find((each) => each.march === march);
  return backend?.features ?? fail(PIPELINE.noMarchOfBin({ file, march, known }, { name: file, file }));
}
