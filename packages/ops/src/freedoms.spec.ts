import { type QuantParams, int8, makeTensor, quantize, sizeOf, zeroAt } from '@openbpu/tensor';
import { standardOps } from './standard-ops';
import { run } from './ops.fixture';

/** Ops of one input that need nothing else to be evaluated. */
const unary = standardOps().ops.filter((op) => op.scalar && op.integer);
const SHAPE = [1, 3, 2, 5];

/** Integers all over int8, and what they stand for. */
function standFor(quant: QuantParams) {
  const q = Int8Array.from({ length: sizeOf(SHAPE) }, (_, i) => ((i * 37) % 256) - 128);
  const at = (i: number) => (quant.scale.length === 1 ? 0 : Math.floor(i / 10));
  return { q, real: Float32Array.from(q, (value, i) => (value - zeroAt(quant, at(i))) * quant.scale[at(i)]), at };
}

const OWN: QuantParams = {
  scale: Float32Array.of(2 ** -5, 2 ** -7, 2 ** -4),
  axis: 1,
  zero: Int8Array.of(-128, 7, -60),
};

describe.each(unary.map((op) => [op.name, op] as const))('%s', (_, op) => {
  const raw = op.name === 'Pow' ? { exponent: 3 } : {};
  const attrs = op.parseAttrs(raw);

  it('gives the right integers between channels with zeros, or says that it cannot have them', () => {
    const frees = [
      op.integer?.readsZero?.(attrs),
      op.integer?.writesZero?.(attrs),
      op.integer?.readsChannelScales?.([], attrs),
    ];
    if (frees.every((free) => free === undefined)) return;
    expect(frees).toEqual(['channels', 'channels', 'free']);
    const { q, real, at } = standFor(OWN);
    const emitted: { table: Int8Array; shape: readonly number[] }[] = [];
    op.integer!.quantise({
      node: { id: 'n', op, attrs, inputs: ['x'], outputs: ['y'], origins: [] },
      input: () => ({ id: 'x', scale: NaN, type: { dtype: 'int8', shape: SHAPE, layout: 'NCHW', quant: OWN } }),
      output: () => ({ dtype: 'int8', scale: NaN, type: { dtype: 'int8', shape: SHAPE, layout: 'NCHW', quant: OWN } }),
      constant: () => undefined,
      weightThresholds: () => new Float32Array(),
      addConstant(_name, tensor) {
        emitted.push({ table: tensor.data as Int8Array, shape: tensor.shape });
        return 'table';
      },
      emit: () => 'y',
      emitMany: () => ['y'],
    });
    const [{ table, shape }] = emitted;
    const [y] = run(op, raw, [makeTensor('float32', SHAPE, real)]);
    const [found] = run(standardOps().get('HzLut')!, {}, [int8(SHAPE, q), int8(shape, table)]);
    Array.from(found.data, Number).forEach((value, i) => {
      const [scale, zero] = [OWN.scale[at(i)], zeroAt(OWN, at(i))];
      const wanted = quantize(Number(y.data[i]), scale, -128 - zero, 127 - zero) + zero;
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1);
    });
  });
});
