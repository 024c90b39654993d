import { chainOutcome } from '@openbpu/config';
import { fail } from '@openbpu/diagnostics';
import { type PictureChain, formatShape } from '@openbpu/tensor';
import { VISION } from '@openbpu/vision';
import type { ResolvedInput } from '../resolve-inputs';

/**
 * Refuses, before a picture is read, a chain whose size is not that of the input (VIS053), and an input of several
 * pictures (VIS054). A size that depends on the pictures passes.
 */
export function checkChainShape({ name, shape }: ResolvedInput, chain: PictureChain): void {
  if (shape[0] !== 1) fail(VISION.severalPictures({ input: name, count: shape[0] }, { name }));
  const outcome = chainOutcome(chain);
  if ('problem' in outcome || outcome.height === undefined || outcome.width === undefined) return;
  const [height, width] = outcome.layout === 'CHW' ? shape.slice(2) : shape.slice(1);
  if (outcome.height === height && outcome.width === width) return;
  const channels = outcome.colour === 'gray' ? 1 : 3;
  const found =
    outcome.layout === 'CHW'
      ? [1, channels, outcome.height, outcome.width]
      : [1, outcome.height, outcome.width, channels];
  fail(
    VISION.chainShape(
      { what: 'every picture', found: formatShape(found), shape: formatShape(shape) },
      { name: 'transformers' },
    ),
  );
}
