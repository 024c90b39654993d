import { float32 } from '@openbpu/tensor';
import { analysed, sharedLanes } from '../net.fixture';
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
  expect(REMEDIES.map((remedy) => placeOf(remedy, calibrations))).toEqual(['cc', 'cc', 'xc', 'vc', 'c']);
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

it('takes the last of several', async () => expect(await given(0, 1)).toEqual(await given(1)));
