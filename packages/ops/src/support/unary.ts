import { type OpDef, type RawAttrs, defineOp } from '@openbpu/ir';
import { expectDType, makeTensor, saturate } from '@openbpu/tensor';
import { HzLut } from '../integer/HzLut';

export interface UnarySpec<A> {
  readonly name: string;
  readonly summary: string;
  readonly parseAttrs: (raw: RawAttrs) => A;
  readonly realAttrs?: readonly string[];
  /** Exact where float32 arithmetic alone is used (Relu); else `rounding`. */
  readonly accuracy?: 'exact' | 'rounding';
  /** The function itself, on reals, in double. */
  f(x: number, attrs: A): number;
}

/** A function of one element. Its integer form, a table, and its float export come free. */
export function defineUnary<A>(spec: UnarySpec<A>): OpDef<A> {
  return defineOp<A>({
    name: spec.name,
    summary: spec.summary,
    accuracy: spec.accuracy ?? 'rounding',
    bpuType: 'HzLut',
    ...(spec.realAttrs ? { realAttrs: spec.realAttrs } : {}),
    parseAttrs: spec.parseAttrs,
    scalar: (x, attrs) => spec.f(x, attrs),
    infer([x]) {
      if (x?.dtype !== 'float32') throw new TypeError(`${spec.name} takes one float32 tensor`);
      return [x];
    },
    eval([x], attrs) {
      const data = expectDType(x!, 'float32').data.map((value) => spec.f(value, attrs));
      return [makeTensor('float32', x!.shape, data)];
    },
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const table = makeTensor('int8', [256], lookupTable((value) => spec.f(value, site.node.attrs), x.scale, y.scale));
      return [site.emit(HzLut, [x.id, site.addConstant('table', table)], {}, y.type)];
    },
  });
}

/**
 * The int8 table of `f`: entry of q at index q modulo 256, `clamp(rne(f(q·s_x) / s_y))` computed in double; NaN gives 0.
 */
export function lookupTable(f: (x: number) => number, xScale: number, yScale: number): Int8Array {
  const table = new Int8Array(256);
  for (let q = -128; q <= 127; q++) table[q & 255] = saturate(f(q * xScale) / yScale, -128, 127);
  return table;
}
