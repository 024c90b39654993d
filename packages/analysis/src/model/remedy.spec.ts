import { type Tensor, float32 } from '@openbpu/tensor';
import { analysed, calibratedModel, sharedLanes } from '../net.fixture';
import type { Remedy } from './remedy';
import { placeOf } from './remedy';
import { withSwitches } from './switched-session';

const lanes = sharedLanes(1);
const ALL = [0, 1, 2, 3, 4, 5];
const REMEDIES: readonly Remedy[] = [
  { number: 2, steps: { scales: [0.5], range: [[-128], [127]] } },
  { number: 2, steps: { scales: [0.5, 0.25] } },
  { number: 0, steps: { scales: [0.25], range: [[-2], [2]] } },
  { number: 1, constant: float32([2, 2, 1, 1], [1, 0, 0, 1]) },
  { value: 'c', shift: Float32Array.of(1, -2) },
  { number: 0, steps: { scales: [0.5] } },
];
const TAPS = ['xc', 'vc', 'c', 'cc'];

/** What is given with all calibrations on and some remedies, by name. */
async function given(...remedies: readonly number[]): Promise<Record<string, number[]>> {
  const net = analysed(lanes);
  return withSwitches(
    net,
    TAPS,
    async (session) => {
      const on = [...ALL, ...remedies.map((each) => ALL.length + each)];
      const found = await session.run(await net.samples.feeds(1), on, TAPS);
      return Object.fromEntries([...found].map(([id, { data }]) => [id, Array.from(data as Float32Array)]));
    },
    REMEDIES,
  );
}

it('says which value it changes', () => {
  const { calibrations } = analysed(lanes).model;
  expect(REMEDIES.map((remedy) => placeOf(remedy, calibrations))).toEqual(['cc', 'cc', 'xc', 'vc', 'c', 'xc']);
});

it('changes nothing where none is on, and nothing where it is what is there', async () => {
  const plain = await given();
  expect(plain.cc.every((value) => Number.isInteger(value * 2))).toBe(true);
  expect(await given(0)).toEqual(plain);
});

it('rounds to other steps, by channel, and clamps or not', async () => {
  const { c, cc } = await given(1);
  const steps = (value: number, scale: number) => Math.round(value / scale) * scale;
  expect(cc.map((value, i) => value - steps(c[i], i < 4 ? 0.5 : 0.25))).toEqual(c.map(() => expect.closeTo(0, 6)));
  const { xc } = await given(2);
  expect(xc).toEqual([0.5, 0.5, -0.5, 0.25, -0.5, 0.5, 0.5, -0.5]);
});

it('puts a constant in the place of weights, and shifts channels', async () => {
  const [{ xc, vc, c }, shifted] = [await given(3), await given(3, 4)];
  expect(vc).toEqual([1, 0, 0, 1]);
  expect(c).toEqual(xc);
  expect(shifted.c).toEqual(c.map((value, i) => value + (i < 4 ? 1 : -2)));
});

it('takes the last of several, whichever there are', async () => {
  expect(await given(0, 1)).toEqual(await given(1));
  expect(await given(2, 5)).toEqual(await given(5));
  expect((await given(2)).xc).not.toEqual((await given(5)).xc);
});

/** What a net of one input `x` gives with all calibrations and remedies on. */
async function mended(text: string, x: Tensor, remedies: readonly Remedy[], wanted: readonly string[]) {
  const model = calibratedModel(text);
  return withSwitches(
    { model, lanes },
    wanted,
    async (session) => {
      const on = Array.from({ length: model.calibrations.length + remedies.length }, (_, number) => number);
      const found = await session.run(new Map([['x', x]]), on, wanted);
      return wanted.map((id) => [found.get(id)!.shape, Array.from(found.get(id)!.data as Float32Array)]);
    },
    remedies,
  );
}

it('shifts each output of a node that gives several, and leaves the others', async () => {
  const text = `input x: float32[1x4x1x1] NCHW
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
split: a, b, c = Split(xc) {axis: 1, sizes: [1, 2, 1]} bpu id(0) int8/int8
output a
output b
output c`;
  const shifts = [
    { value: 'a', shift: Float32Array.of(10) },
    { value: 'c', shift: Float32Array.of(20) },
  ];
  expect(await mended(text, float32([1, 4, 1, 1], [1, 2, 3, 4]), shifts, ['a', 'b', 'c'])).toEqual([
    [[1, 1, 1, 1], [11]],
    [
      [1, 2, 1, 1],
      [2, 3],
    ],
    [[1, 1, 1, 1], [24]],
  ]);
});

it('keeps the shape of scalars and vectors', async () => {
  const text = (shape: string) => `input x: float32[${shape}]
x_cal: y = HzCalibration(x) {scales: [1], thresholds: [127]}
output y`;
  const half: Remedy = { number: 0, steps: { scales: [0.5], range: [[-2], [2]] } };
  expect(await mended(text(''), float32([], [0.6]), [half], ['y'])).toEqual([[[], [0.5]]]);
  expect(await mended(text('3'), float32([3], [0.6, 0.9, 7]), [half], ['y'])).toEqual([[[3], [0.5, 1, 1]]]);
  const shift: Remedy = { value: 'y', shift: Float32Array.of(10, 20, 30) };
  expect(await mended(text('3'), float32([3], [1, 2, 3]), [shift], ['y'])).toEqual([[[3], [11, 22, 33]]]);
});

it('leaves nodes alone that are written as several', async () => {
  const text = `input x: float32[1x2]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
gelu: y = Gelu(xc) {approximate: "none"} cpu "it is asked for"
output y`;
  const shift: Remedy = { value: 'y', shift: Float32Array.of(1, 2) };
  const [[shape, values]] = await mended(text, float32([1, 2], [0, 100]), [shift], ['y']);
  expect([shape, values]).toEqual([
    [1, 2],
    [1, 102],
  ]);
});
