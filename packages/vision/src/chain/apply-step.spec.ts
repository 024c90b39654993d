import { DiagnosticError } from '@openbpu/diagnostics';
import { type PictureStep, makeTensor } from '@openbpu/tensor';
import { MOST_PIXELS } from '../image/image';
import { applyStep } from './apply-step';
import type { Pixels } from './pixels';

const picture = (height: number, width: number): Pixels => ({
  height,
  width,
  channels: 3,
  data: Uint8Array.from({ length: height * width * 3 }, (_, i) => i % 256),
});
const INTER = { interpolation: 'INTER_LINEAR' } as const;
const sizeAfter = (pixels: Pixels, step: PictureStep) => {
  const { height, width } = applyStep(pixels, step);
  return [height, width];
};
const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0].code;
    throw error;
  }
  return undefined;
};

it.each([
  [10, 25, 4, [4, 10]],
  [25, 10, 4, [10, 4]],
  [3, 8, 2, [2, 5]],
  [7, 7, 9, [9, 9]],
])('%dx%d to a short side of %d: the other is rounded down', (height, width, shortSide, size) => {
  expect(sizeAfter(picture(height, width), { kind: 'ShortSideResize', shortSide, ...INTER })).toEqual(size);
});

it('hands a picture on that has its size', () => {
  const given = picture(4, 5);
  expect(applyStep(given, { kind: 'ShortSideResize', shortSide: 4, ...INTER })).toBe(given);
  expect(applyStep(given, { kind: 'Resize', height: 4, width: 5, mode: 'skimage', ...INTER })).toBe(given);
  expect(applyStep(given, { kind: 'Layout', to: 'CHW' })).toBe(given);
});

it('refuses a crop that does not fit, by one pixel too, and what no codec takes', () => {
  expect(sizeAfter(picture(4, 5), { kind: 'CenterCrop', height: 4, width: 5 })).toEqual([4, 5]);
  expect(codeOf(() => applyStep(picture(4, 5), { kind: 'CenterCrop', height: 5, width: 5 }))).toBe('VIS004');
  expect(codeOf(() => applyStep(picture(4, 5), { kind: 'CenterCrop', height: 4, width: 6 }))).toBe('VIS004');
  expect(codeOf(() => applyStep(picture(1, 400), { kind: 'ShortSideResize', shortSide: 16384, ...INTER }))).toBe(
    'VIS006',
  );
});

it('refuses a picture of one pixel more than there may be', () =>
  expect(
    codeOf(() =>
      applyStep(picture(4, 5), { kind: 'Resize', height: 1, width: MOST_PIXELS + 1, mode: 'opencv', ...INTER }),
    ),
  ).toBe('VIS006'));

it('pads a picture that is a line, and fills one side at least', () => {
  const pad = { kind: 'PadResize', height: 6, width: 8, padValue: 9, position: 'boundary' } as const;
  const { data } = applyStep({ ...picture(1, 100), data: new Uint8Array(300).fill(200) }, pad);
  expect([...data].filter((value) => value === 200)).toHaveLength(8 * 3);
  expect(data.findIndex((value) => value !== 9)).toBe(2 * 8 * 3);
  expect(applyStep(picture(6, 8), pad).data).toEqual(picture(6, 8).data);
});

it('computes with float32 constants, one or one for each channel', () => {
  const pixel: Pixels = { height: 1, width: 1, channels: 3, data: Uint8Array.of(10, 20, 30) };
  expect(applyStep(pixel, { kind: 'Mean', values: [0.1] }).data).toEqual(Float32Array.of(9.9, 19.9, 29.9));
  expect(applyStep(pixel, { kind: 'Scale', values: [1, 0.5, -2] }).data).toEqual(Float32Array.of(10, 10, -60));
});

it('swaps channels of bytes and of reals, and leaves its input alone', () => {
  const pixel: Pixels = { height: 1, width: 1, channels: 3, data: Float32Array.of(1, 2, 3) };
  expect(applyStep(pixel, { kind: 'Colour', from: 'rgb', to: 'bgr' }).data).toEqual(Float32Array.of(3, 2, 1));
  expect(applyStep(pixel, { kind: 'Colour', from: 'bgr', to: 'rgb' }).data).toEqual(Float32Array.of(3, 2, 1));
  expect(pixel.data).toEqual(makeTensor('float32', [3], Float32Array.of(1, 2, 3)).data);
  expect(
    applyStep({ ...pixel, data: Uint8Array.of(1, 2, 3) }, { kind: 'Colour', from: 'rgb', to: 'bgr' }).data,
  ).toEqual(Uint8Array.of(3, 2, 1));
});

it('makes gray of one channel, of either order', () => {
  const red: Pixels = { height: 1, width: 1, channels: 3, data: Uint8Array.of(255, 0, 0) };
  expect(applyStep(red, { kind: 'Colour', from: 'rgb', to: 'gray' })).toMatchObject({
    channels: 1,
    data: Uint8Array.of(76),
  });
  expect(applyStep(red, { kind: 'Colour', from: 'bgr', to: 'gray' }).data).toEqual(Uint8Array.of(29));
  const real = { ...red, data: Float32Array.of(1, 0, 0) };
  expect(applyStep(real, { kind: 'Colour', from: 'rgb', to: 'gray' }).data).toEqual(Float32Array.of(0.299));
});
