import { float32, int16, int8 } from '@openbpu/tensor';
import { BatchNormalization } from '../float/BatchNormalization';
import { quantiseChannels } from './quantise-channels';
import { SiteRecorder } from './site-recorder.fixture';

const parts = [1, 0, 0, 1].map((value) => ({ constant: float32([2], [value, value]) }));
const values = Array.from({ length: 8 }, (_, i) => i - 4);
const site = (shape: readonly number[], dtype: 'int8' | 'int16' = 'int8') =>
  new SiteRecorder(BatchNormalization, {}, [{ x: float32(shape, values), scale: 1, dtype }, ...parts], [0.5], [dtype]);
const [factor, shift] = [Float32Array.of(2, -1), Float32Array.of(1, 0)];

it('is one convolution of an image', () => {
  const at = site([1, 2, 2, 2]);
  const [y] = quantiseChannels(at, factor, shift);
  expect(at.value(y)).toEqual(int8([1, 2, 2, 2], [-14, -10, -6, -2, 0, -2, -4, -6]));
  expect(at.emitted.map(({ op }) => op.name)).toEqual(['HzSQuantizedConv']);
});

it('makes an image of what is none, and keeps int16', () => {
  const at = site([2, 2, 2], 'int16');
  const [y] = quantiseChannels(at, factor, shift);
  expect(at.value(y)).toEqual(int16([2, 2, 2], [-14, -10, 4, 2, 2, 6, -4, -6]));
  expect(at.emitted.map(({ op }) => op.name)).toEqual(['Reshape', 'HzSQuantizedConv', 'Reshape']);
  const flat = site([4, 2]);
  expect(flat.value(quantiseChannels(flat, factor, shift)[0]).shape).toEqual([4, 2]);
});
