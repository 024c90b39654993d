import type { Artifact, ArtifactInput } from '@openbpu/artifact';
import type { Sink } from '@openbpu/diagnostics';
import { BinExecutor, type Lane } from '@openbpu/runtime';

/**
 * A `.bin` ready to run. A feature map whose HzQuantize was deleted is int8 already: it passes the runtime part as an
 * int8 intermediate does, untouched.
 */
export function openBin(artifact: Artifact, lane: Lane, sink?: Sink): Promise<BinExecutor> {
  const { header } = artifact;
  return BinExecutor.open({ ...artifact, header: { ...header, inputs: header.inputs.map(passing) } }, lane, sink);
}

function passing(input: ArtifactInput): ArtifactInput {
  return input.typeRt === 'featuremap' && input.dtype === 'int8' ? { ...input, typeRt: 'gray' } : input;
}
