import {
  type Kernels,
  PANEL,
  type PackedWeights,
  gemmS16,
  gemmS8,
  moveND,
  packMatrix,
  panelBytes,
} from '@openbpu/kernels';
import type { MatMul } from '@openbpu/machine';
import type { Bench } from '../bench';
import { stacks } from '../kernel/matmul';

/** With fewer rows than these, arranging the other matrix costs more than it saves. */
const FEW_ROWS = 2;
/** `128 · 128 · k < 2³¹`, so that sums of int8 by int8 stay within int32. */
const DEEPEST = 2 ** 17 - 1;
/** `2⁷ · 2¹⁵ · k < 2³¹`: sums of int8, or of a part of int16, by int16 are carried into doubles after so many. */
const BLOCK = 504;

/**
 * Every product of the stack by the kernel of fully connected layers: its second matrix is packed as weights before,
 * once where it repeats, and rows that do not lie side by side, or are narrower than the kernel wants, are gathered.
 * Where both are int16 the second is packed in two parts.
 */
export function fastMatMul(i: MatMul, { memory }: Bench): (() => void) | undefined {
  const { a, b, y, multiplier, low: lo, high: hi } = i;
  const [rows, k] = a.shape.slice(-2);
  const [n] = y.shape.slice(-1);
  const wide = a.dtype === 'int16' || b.dtype === 'int16';
  const parted = a.dtype === 'int16' && b.dtype === 'int16';
  if (rows < FEW_ROWS || (!wide && k > DEEPEST)) return undefined;
  if (y.dtype !== 'int8' && y.dtype !== 'int16') return undefined;
  const output = y.dtype;
  const [[am, ak], [bk, bn], [ym, yn]] = [a, b, y].map(({ strides }) => strides.slice(-2));
  const [aSize, bSize, ySize] = [a, b, y].map(({ dtype }) => (dtype === 'int16' ? 2 : 1));
  const xSize = wide ? 2 : 1;
  const gathered = (ak !== 1 && k > 1) || aSize !== xSize;
  const scattered = yn !== 1 && n > 1;
  const panels = Math.ceil(n / PANEL) * panelBytes(k);
  const { kernels } = memory;
  const { count, steps, run } = stacks(i);
  const base = [a, b, y].map((region) => memory.address(region) - region.offset);
  return () =>
    kernels.scratch(2 * panels + 2 * (rows * k + rows * n) + 64, (scratch) => {
      const gatheredRows = scratch + 2 * panels;
      const results = gatheredRows + 2 * rows * k;
      const weights: PackedWeights = { offset: scratch, bytes: panels, n, k, groups: 1 };
      const upper: PackedWeights = { ...weights, offset: scratch + panels };
      const pack = (x: number) => {
        const matrix = {
          type: b.dtype === 'int16' ? b.dtype : 'int8',
          x,
          column: bn,
          row: bk,
          n,
          k,
          multiplier,
        } as const;
        packMatrix(kernels, { ...matrix, panels: weights.offset, part: parted ? 'lower' : 'whole' });
        if (parted) packMatrix(kernels, { ...matrix, panels: upper.offset, part: 'upper' });
      };
      let packed = -1;
      run((at) => {
        for (let s = 0, [p, q, r] = at; s < count; s++, p += steps[0], q += steps[1], r += steps[2]) {
          if (packed !== q) pack(base[1] + q * bSize);
          packed = q;
          const x = base[0] + p * aSize;
          if (gathered) rearrange(kernels, [x, aSize, am, ak], [gatheredRows, xSize, k, 1], rows, k);
          const result = base[2] + r * ySize;
          const operands = {
            ...(gathered ? { x: gatheredRows, xPitch: k } : { x, xPitch: am }),
            ...(scattered ? { y: results, yPitch: n } : { y: result, yPitch: ym }),
            rows,
            weights,
            output,
            lo,
            hi,
          };
          if (wide) gemmS16(kernels, { ...operands, block: BLOCK, ...(parted ? { upper } : {}) });
          else gemmS8(kernels, operands);
          if (scattered) rearrange(kernels, [results, ySize, n, 1], [result, ySize, ym, yn], rows, n);
        }
      });
    });
}

/** A matrix in memory: address, bytes of an element, elements from a row and from a column to the next. */
type Matrix = readonly [at: number, size: 1 | 2, row: number, column: number];

/** Copies a matrix of int8 or int16, each side with steps of its own; int8 may become int16. */
function rearrange(kernels: Kernels, from: Matrix, to: Matrix, rows: number, columns: number): void {
  if (from[1] === to[1]) {
    const [[x, elementBytes, ...xStrides], [y, , ...yStrides]] = [from, to];
    return moveND(kernels, { x, y, elementBytes, extents: [rows, columns], xStrides, yStrides });
  }
  const view = ([at, size]: Matrix) => {
    const length = kernels.memory.byteLength / size - 1;
    return [size === 1 ? kernels.i8(0, length) : kernels.i16(0, length), at / size] as const;
  };
  const [source, first] = view(from);
  const [target, into] = view(to);
  const [[, , fi, fj], [, , ti, tj]] = [from, to];
  for (let i = 0; i < rows; i++)
    for (let j = 0, p = first + i * fi, q = into + i * ti; j < columns; j++, p += fj, q += tj) target[q] = source[p];
}
