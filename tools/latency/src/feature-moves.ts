import type { MachineFeatures } from '@openbpu/plugin-api';

/** What the BPU's time depends on beside SRAM, and is not published. */
export type Fitted = Pick<MachineFeatures, 'macArray' | 'vectorLanes' | 'ddrBytesPerCycle' | 'dispatchCycles'>;

/** Sides of arrays, powers of two that make an array of a usual size. */
const SIDES = [4, 8, 16, 32, 64];
const PIXELS = [1, 2, 4, 8, 16];
const LANES = [8, 16, 24, 32, 48, 64, 96, 128];
const DISPATCH = [200, 500, 1000, 2000, 5000, 10_000, 20_000];

/** The next values to either side in a list; all of it for a value that is not there. */
const beside = (list: readonly number[], value: number) => {
  const at = list.indexOf(value);
  return at < 0 ? list : list.slice(Math.max(0, at - 1), at + 2);
};

/** int8 as given, int16 at half the speed. */
function arrayOf(outputChannels: number, inputChannels: number, pixels: number): MachineFeatures['macArray'] {
  return {
    int8: { outputChannels, inputChannels, pixels },
    int16: { outputChannels, inputChannels: inputChannels / 2, pixels },
  };
}

/**
 * Features one step away: a bandwidth a quarter of a byte off, the next number of lanes or cycles, or any array of
 * `macs` a cycle or half or twice of it.
 */
export function featureMoves(at: Fitted): Fitted[] {
  const { outputChannels, inputChannels, pixels } = at.macArray.int8;
  const macs = outputChannels * inputChannels * pixels;
  const arrays = SIDES.flatMap((outputs) =>
    SIDES.flatMap((inputs) => PIXELS.map((side) => [outputs, inputs, side] as const)),
  );
  return [
    ...[-1, -0.25, 0.25, 1].map((step) => ({ ...at, ddrBytesPerCycle: Math.max(0.25, at.ddrBytesPerCycle + step) })),
    ...beside(LANES, at.vectorLanes).map((vectorLanes) => ({ ...at, vectorLanes })),
    ...beside(DISPATCH, at.dispatchCycles).map((dispatchCycles) => ({ ...at, dispatchCycles })),
    ...arrays
      .filter(([a, b, c]) => [macs / 2, macs, 2 * macs].includes(a * b * c))
      .map(([a, b, c]) => ({ ...at, macArray: arrayOf(a, b, c) })),
  ];
}
