import { seededRandom } from '@openbpu/ir';
import type { GivenInput, GivenSample } from './feeding';

/** A smooth picture of three channels, red above all and blue at the top, as planes or as pixels, of 0..255. */
export function picture(seed: number, layout: 'NCHW' | 'NHWC' = 'NCHW', size = 16): GivenSample {
  const random = seededRandom(seed);
  const [fast, phase, warm] = [0.2 + 0.4 * random(), 6 * random(), 10 + 60 * random()];
  const data = new Float32Array(3 * size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      for (let channel = 0; channel < 3; channel++) {
        const wave = 110 + 70 * Math.sin(fast * column + phase) * Math.cos(fast * row);
        const tint = (1 - channel) * warm * (row / size);
        const at = layout === 'NCHW' ? (channel * size + row) * size + column : (row * size + column) * 3 + channel;
        data[at] = Math.round(Math.min(255, Math.max(0, wave + tint)));
      }
  return { file: `${seed}.bin`, data };
}

export const pictures = (count: number, layout: 'NCHW' | 'NHWC' = 'NCHW'): GivenSample[] =>
  Array.from({ length: count }, (_, i) => picture(i + 1, layout));

/** An input of pictures of 16x16. */
export function pictureInput(more: Partial<GivenInput> = {}): GivenInput {
  const { layoutTrain = 'NCHW' } = more;
  const shape = layoutTrain === 'NCHW' ? [1, 3, 16, 16] : [1, 16, 16, 3];
  return { name: 'x', shape, layoutTrain, typeTrain: 'rgb', ...more };
}
