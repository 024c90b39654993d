import type { OpDef, RawAttrs } from '@openbpu/ir';
import { type Tensor, expectDType, float32, makeTensor, sameTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from './site-recorder.fixture';

/** What every function of one element must do; `points` are argument and value, found independently of the code. */
export function itIsUnary<A>(op: OpDef<A>, raw: RawAttrs, points: readonly (readonly [number, number])[]): void {
  const attrs = op.parseAttrs(raw);

  it.each(points)('%p gives %p', (x, y) => {
    const [got] = op.eval([float32([1], [x])], attrs)[0].data as Float32Array;
    if (op.accuracy === 'exact' || !Number.isFinite(y)) expect(got).toBe(Math.fround(y));
    else expect(Math.abs(got - y)).toBeLessThanOrEqual(1e-6 * Math.abs(y));
  });

  it('keeps shape and layout, and takes float32 only', () => {
    const type = tensorType('float32', [1, 2, 3, 1], 'NCHW');
    expect(op.infer([type], attrs)).toEqual([type]);
    expect(op.eval([makeTensor('float32', type.shape)], attrs)[0].shape).toEqual(type.shape);
    expect(op.eval([float32([0, 2], [])], attrs)[0].shape).toEqual([0, 2]);
    expect(() => op.infer([tensorType('int8', [2])], attrs)).toThrow(TypeError);
    expect(() => op.infer([], attrs)).toThrow(TypeError);
  });

  it('has an integer form within half a step of it, for every int8 value', () => {
    const [xScale, yScale] = [1 / 16, 1 / 32];
    const site = new SiteRecorder(op, raw, [{ x: everyInt8(xScale), scale: xScale }], [yScale]);
    const [q] = site.run();
    const real = site.reference()[0].data as Float32Array;
    const off = Array.from(expectDType(q, 'int8').data, (value, i) => {
      const wanted = real[i] / yScale;
      return Number.isNaN(wanted) ? Math.abs(value) : Math.abs(value - Math.min(Math.max(wanted, -128), 127));
    });
    expect(Math.max(...off)).toBeLessThanOrEqual(0.5 + 1e-4);
    expect(site.emitted.map((node) => node.op.name)).toEqual([op.integer?.type]);
  });

  it('does not write into its input', () => {
    const x = float32([4], [-2, -0, 0.5, 3]);
    op.eval([x], attrs);
    expect(sameTensor(x, float32([4], [-2, -0, 0.5, 3]))).toBe(true);
  });
}

/** The reals that −128..127 stand for at `scale`. */
export function everyInt8(scale: number): Tensor<'float32'> {
  return float32(
    [256],
    Array.from({ length: 256 }, (_, i) => (i - 128) * scale),
  );
}

/** The function as a plain one on numbers. */
export function scalarOf<A>(op: OpDef<A>, raw: RawAttrs = {}): (x: number) => number {
  const attrs = op.parseAttrs(raw);
  return (x) => (op.eval([float32([], [x])], attrs)[0].data as Float32Array)[0];
}
