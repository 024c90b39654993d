import { lutChannelsMixed, lutChannelsS8, lutMixed, lutS8 } from '@openbpu/kernels';
import { type Lut, type Region, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { allInt8, narrowType } from './fits';
import { rowsOf } from './views';

/** Shorter stretches are not worth a call each. */
const SHORT = 24;

type Steps = readonly (() => void)[];

/** Runs through one table, and for a table of channels runs of channels or of one channel each. */
export function fastLut(i: Lut, bench: Bench): (() => void) | undefined {
  const { x, y, table } = i;
  const steps =
    table.shape.length === 1
      ? runs(x, y, bench.memory.address(table), bench)
      : (rowsOfChannels(i, bench) ?? planes(i, bench));
  return steps && (() => steps.forEach((step) => step()));
}

function runs(x: Region, y: Region, table: number, { memory }: Bench): Steps | undefined {
  const [rows, xType] = [rowsOf([x, y]), narrowType(x)];
  if (!rows || rows.steps.includes(0) || !xType) return undefined;
  const [from, to] = [memory.address(x), memory.address(y)];
  const [xBytes, yBytes] = [x, y].map(({ dtype }) => bytesPerElement(dtype));
  const [narrow, types] = [allInt8(x, y), { xType, yType: y.dtype }];
  return rows.starts[0].map((start, row) => {
    const call = { x: from + start * xBytes, y: to + rows.starts[1][row] * yBytes, length: rows.length, table };
    return narrow ? () => lutS8(memory.kernels, call) : () => lutMixed(memory.kernels, { ...call, ...types });
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
  const yBytes = bytesPerElement(y.dtype);
  const [from, to, entries] = [memory.address(x), memory.address(y), memory.address(table)];
  const starts = dims.reduce<(readonly [number, number])[]>(
    (all, { size, strides }) =>
      all.flatMap(([a, b]) =>
        Array.from({ length: size }, (_, k) => [a + k * strides[0], b + k * strides[1] * yBytes] as const),
      ),
    [[from, to]],
  );
  return starts.map(([a, b]) => {
    const call = { x: a, y: b, xRow, yRow: yRow * yBytes, rows, channels, table: entries };
    const { dtype: yType } = y;
    return yType === 'int8'
      ? () => lutChannelsS8(memory.kernels, call)
      : () => lutChannelsMixed(memory.kernels, { ...call, yType });
  });
}

/** The elements of a channel side by side: one table after the other. */
function planes({ x, y, table }: Lut, bench: Bench): Steps | undefined {
  const last = x.shape.length - 1;
  const planeOf = (region: Region, channel: number): Region => ({
    ...region,
    offset: region.offset + channel * region.strides[last] * bytesPerElement(region.dtype),
    shape: region.shape.slice(0, last),
    strides: region.strides.slice(0, last),
  });
  const [entries, tableBytes] = [bench.memory.address(table), 256 * bytesPerElement(table.dtype)];
  const all: (() => void)[] = [];
  for (let channel = 0; channel < x.shape[last]; channel++) {
    const steps = runs(planeOf(x, channel), planeOf(y, channel), entries + channel * tableBytes, bench);
    if (!steps) return undefined;
    all.push(...steps);
  }
  return all;
}
