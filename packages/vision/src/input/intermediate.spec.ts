import { int8, makeTensor } from '@openbpu/tensor';
import { bytesForIntermediate, intermediateOf } from './intermediate';

const NV12 = [
  [10, 20, 30, 40, 200, 100],
  [0, 255, 1, 254, 3, 250],
];

it.each(['NHWC', 'NCHW'] as const)('repeats the chroma of every picture and undoes it (%s)', (layout) => {
  const shape = layout === 'NHWC' ? [2, 2, 2, 3] : [2, 3, 2, 2];
  const form = { typeRt: 'nv12', layout } as const;
  const wide = intermediateOf(Uint8Array.from(NV12.flat()), shape, form);
  const pixels = NV12.flatMap(([a, b, c, d, u, v]) =>
    layout === 'NHWC' ? [a, u, v, b, u, v, c, u, v, d, u, v] : [a, b, c, d, u, u, u, u, v, v, v, v],
  );
  expect(wide).toEqual(
    int8(
      shape,
      pixels.map((byte) => byte - 128),
    ),
  );
  expect(bytesForIntermediate(wide, form)).toEqual(makeTensor('uint8', [2, 3, 2], Uint8Array.from(NV12.flat())));
});

it('takes the mean of chroma that differs, halves to even', () => {
  const planar = (u: readonly number[], v: readonly number[]) =>
    int8(
      [1, 3, 2, 2],
      [0, 0, 0, 0, ...u, ...v].map((byte) => byte - 128),
    );
  const { data } = bytesForIntermediate(planar([1, 2, 3, 4], [255, 255, 255, 253]), { typeRt: 'nv12', layout: 'NCHW' });
  expect([...data]).toEqual([0, 0, 0, 0, 2, 254]);
});

it('shifts the elements of everything else', () => {
  const shifted = intermediateOf(Uint8Array.of(0, 255, 128), [1, 1, 1, 3], { typeRt: 'rgb', layout: 'NHWC' });
  expect(shifted).toEqual(int8([1, 1, 1, 3], [-128, 127, 0]));
  expect([...bytesForIntermediate(shifted, { typeRt: 'rgb', layout: 'NHWC' }).data]).toEqual([0, 255, 128]);
});
