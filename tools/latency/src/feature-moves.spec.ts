import { featureMoves } from './feature-moves';

const AT = {
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 1 },
    int16: { outputChannels: 16, inputChannels: 8, pixels: 1 },
  },
  vectorLanes: 8,
  ddrBytesPerCycle: 1,
  dispatchCycles: 1000,
};

it('goes one step in every direction, and stays in its lists', () => {
  const moves = featureMoves(AT);
  expect([...new Set(moves.map(({ ddrBytesPerCycle }) => ddrBytesPerCycle))].sort()).toEqual([0.25, 0.75, 1, 1.25, 2]);
  expect(new Set(moves.map(({ vectorLanes }) => vectorLanes))).toEqual(new Set([8, 16]));
  expect(new Set(moves.map(({ dispatchCycles }) => dispatchCycles))).toEqual(new Set([500, 1000, 2000]));
});

it('tries arrays of half, the same and twice the size, int16 at half the speed', () => {
  const arrays = featureMoves(AT).map(({ macArray }) => macArray);
  const macs = ({
    outputChannels,
    inputChannels,
    pixels,
  }: {
    outputChannels: number;
    inputChannels: number;
    pixels: number;
  }) => outputChannels * inputChannels * pixels;
  expect(new Set(arrays.map(({ int8 }) => macs(int8)))).toEqual(new Set([128, 256, 512]));
  for (const { int8, int16 } of arrays) expect(2 * macs(int16)).toBe(macs(int8));
});
