import { type ArtifactHeader, type ArtifactInput, tensorOf } from '@openbpu/artifact';

/**
 * The largest magnitude that the integers behind an input can stand for: of noise that is to move all of them. 1 where
 * nothing behind it says how its integers stand for reals before the first segment of the BPU.
 */
export function reachOf(input: ArtifactInput, { steps, tensors }: Pick<ArtifactHeader, 'steps' | 'tensors'>): number {
  const behind = new Set([tensorOf(input)]);
  for (const { kind, inputs, outputs } of steps)
    if (kind !== 'bpu' && inputs.some((id) => behind.has(id))) for (const id of outputs) behind.add(id);
  for (const id of behind) {
    const { dtype, scale } = tensors[id];
    const steps = dtype === 'int8' ? 127 : dtype === 'int16' ? 32767 : 0;
    const reach = steps * (scale ?? []).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    if (reach > 0 && Number.isFinite(reach)) return reach;
  }
  return 1;
}
