import { CollectingSink } from '@openbpu/diagnostics';
import { type PictureLayout, makeTensor } from '@openbpu/tensor';
import { PictureJudge } from './picture-judge';

type Shape = readonly [number, number, number, number];

function heard(
  layout: PictureLayout,
  ...pictures: readonly (readonly [Shape, number, number, (i: number) => number])[]
) {
  const judge = new PictureJudge(layout, 255);
  pictures.forEach(([shape, height, width, value], k) => {
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i));
    judge.add(`/p/${k}.png`, { sample: makeTensor('float32', shape, data), height, width });
  });
  const sink = new CollectingSink();
  judge.report(sink);
  return sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

const noise = (i: number) => (i * 37) % 256;

it('says nothing of a hundred good pictures, and how many there are below', () => {
  const good = [[1, 4, 4, 3], 4, 4, noise] as const;
  expect(heard('HWC', ...Array<typeof good>(100).fill(good))).toEqual([]);
  expect(heard('HWC', ...Array<typeof good>(99).fill(good))).toEqual(['VIS051 99 pictures are few']);
  expect(heard('HWC', good)).toEqual(['VIS051 1 picture is few']);
});

it('knows one colour in either layout, and what JPEG leaves of it', () => {
  const planes = [0, 100, 200];
  const solid = heard('CHW', [[1, 3, 4, 4], 8, 8, (i) => planes[Math.floor(i / 16)] + (i % 2)]);
  expect(solid[0]).toBe('VIS049 "0.png" has one colour and nothing else');
  const pixels = heard(
    'HWC',
    [[1, 4, 4, 3], 8, 8, noise],
    [[1, 4, 4, 3], 8, 8, (i) => planes[i % 3]],
    [[1, 4, 4, 1], 8, 8, () => 7],
  );
  expect(pixels[0]).toBe('VIS049 2 pictures, such as "1.png", have one colour and nothing else');
  const spread = heard('HWC', [[1, 4, 4, 3], 8, 8, (i) => planes[i % 3] + (i === 5 ? 3 : 0)]);
  expect(spread).toEqual(['VIS051 1 picture is few']);
});

it('knows pictures of less than half the sides', () => {
  const at = (height: number, width: number) => heard('CHW', [[1, 3, 10, 20], height, width, noise])[0];
  expect(at(5, 5)).toMatch(/^VIS051/);
  expect(at(4, 90)).toBe(
    'VIS050 a picture is less than half as large as samples of 10x20: "0.png" has 4x90 (height x width)',
  );
  expect(heard('HWC', [[1, 10, 20, 3], 4, 90, noise], [[1, 10, 20, 3], 90, 4, noise])[0]).toMatch(
    /^VIS050 2 pictures are .*"0.png" has 4x90/,
  );
});

it('takes a picture of one pixel for tiny, not solid', () => {
  expect(heard('HWC', [[1, 4, 4, 3], 1, 1, () => 3])).toEqual([
    expect.stringMatching(/^VIS050/),
    expect.stringMatching(/^VIS051/),
  ]);
});
