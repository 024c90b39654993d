import { type PreluS8, preluMixed, preluS8 } from '@openbpu/kernels';
import { type Prelu, type Region, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { narrowType } from './fits';

/** Channels a single slope is written out for. */
const WIDE = 1024;

/** One slope per channel where channels lie side by side, or one for all; all of it dense, the slopes constant. */
export function fastPrelu({ x, y, negative, multiplier }: Prelu, { memory, known }: Bench): (() => void) | undefined {
  const [xType, yType] = [narrowType(x), narrowType(y)];
  if (!xType || !yType || !Number.isFinite(Math.fround(multiplier))) return undefined;
  const dims = mergedDims([x, y, negative]);
  const {
    size: channels,
    strides: [dx, dy, dn],
  } = dims.at(-1) ?? { size: 1, strides: [1, 1, 0] };
  const [outer] = dims.length === 2 ? dims : [];
  if (
    dx !== 1 ||
    dy !== 1 ||
    dims.length > 2 ||
    (outer && (outer.strides[0] !== channels || outer.strides[1] !== channels || outer.strides[2] !== 0 || dn !== 1))
  )
    return undefined;
  const slopes = known.elements({ ...negative, shape: [dn === 1 ? channels : 1], strides: [1] });
  if (!(slopes instanceof Float32Array) || !slopes.every(Number.isFinite)) return undefined;
  const { kernels } = memory;
  const run =
    xType === 'int8' && yType === 'int8'
      ? (p: PreluS8) => preluS8(kernels, p)
      : (p: PreluS8) => preluMixed(kernels, { ...p, xType, yType });
  const [from, to] = [memory.address(x), memory.address(y)];
  if (dn === 1) {
    const operands = {
      x: from,
      y: to,
      rows: outer?.size ?? 1,
      channels,
      multiplier,
      negativeMultipliers: kernels.put(slopes),
    };
    return () => run(operands);
  }
  const common = { multiplier, negativeMultipliers: kernels.put(new Float32Array(WIDE).fill(slopes[0])) };
  const [rows, rest] = [Math.floor(channels / WIDE), channels % WIDE];
  const behind = (region: Region) => rows * WIDE * bytesPerElement(region.dtype);
  return () => {
    if (rows > 0) run({ ...common, x: from, y: to, rows, channels: WIDE });
    if (rest > 0) run({ ...common, x: from + behind(x), y: to + behind(y), rows: 1, channels: rest });
  };
}
