import { lutChannelsS8, lutS8 } from '@openbpu/kernels';
import { type Lut, type Region, mergedDims } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8 } from './fits';
import { rowsOf } from './views';

/** Shorter stretches are not worth a call each. */
const SHORT = 24;

type Steps = readonly (() => void)[];

/** All of it int8: runs through one table, and for a table of channels runs of channels or of one channel each. */
export function fastLut(i: Lut, bench: Bench): (() => void) | undefined {
  const { x, y, table } = i;
  if (!allInt8(x, y, table)) return undefined;
  const steps =
    table.shape.length === 1
      ? runs(x, y, bench.memory.address(table), bench)
      : (rowsOfChannels(i, bench) ?? planes(i, bench));
  return steps && (() => steps.forEach((step) => step()));
}

function runs(x: Region, y: Region, table: number, { memory }: Bench): Steps | undefined {
  const rows = rowsOf([x, y]);
  if (!rows || rows.steps.includes(0)) return undefined;
  const [from, to] = [memory.address(x), memory.address(y)];
  return rows.starts[0].map((start, row) => {
    const call = { x: from + start, y: to + rows.starts[1][row], length: rows.length, table };
    return () => lutS8(memory.kernels, call);
  });
}

/** Channels side by side, the rows of them evenly apart, or evenly within a few stretches. */
function rowsOfChannels({ x, y, table }: Lut, { memory }: Bench): Steps | undefined {
  const last = x.shape.length - 1;
  const channels = x.shape[last];
  if (channels > 1 && (x.strides[last] !== 1 || y.strides[last] !== 1)) return undefined;
  const dims = mergedDims(
    [x, y].map((region) => ({ ...region, shape: region.shape.slice(0, last), strides: region.strides.slice(0, last) })),
  );
  const {
    size: rows,
    strides: [xRow, yRow],
  } = dims.pop() ?? { size: 1, strides: [0, 0] };
  if (dims.length > 0 && rows * channels < SHORT) return undefined;
  const [from, to, entries] = [memory.address(x), memory.address(y), memory.address(table)];
  const starts = dims.reduce<(readonly [number, number])[]>(
    (all, { size, strides }) =>
      all.flatMap(([a, b]) =>
        Array.from({ length: size }, (_, k) => [a + k * strides[0], b + k * strides[1]] as const),
      ),
    [[from, to]],
  );
  return starts.map(([a, b]) => {
    const call = { x: a, y: b, xRow, yRow, rows, channels, table: entries };
    return () => lutChannelsS8(memory.kernels, call);
  });
}

/** The elements of a channel side by side: one table after the other. */
function planes({ x, y, table }: Lut, bench: Bench): Steps | undefined {
  const last = x.shape.length - 1;
  const planeOf = (region: Region, channel: number): Region => ({
    ...region,
    offset: region.offset + channel * region.strides[last],
    shape: region.shape.slice(0, last),
    strides: region.strides.slice(0, last),
  });
  const all: (() => void)[] = [];
  for (let channel = 0; channel < x.shape[last]; channel++) {
    const steps = runs(planeOf(x, channel), planeOf(y, channel), bench.memory.address(table) + channel * 256, bench);
    if (!steps) return undefined;
    all.push(...steps);
  }
  return all;
}
