import { type IntegerForm, type OpDef, type RawAttrs, defineOp } from '@openbpu/ir';
import { expectDType, makeTensor, perTensor } from '@openbpu/tensor';
import { HzLut } from '../integer/HzLut';
import { stepsOf } from './quantised';
import { tableOf, tailTable } from './tables';

export interface UnarySpec<A> {
  readonly name: string;
  readonly summary: string;
  readonly parseAttrs: (raw: RawAttrs) => A;
  readonly realAttrs?: readonly string[];
  /** Exact where float32 arithmetic alone is used (Relu); else `rounding`. */
  readonly accuracy?: 'exact' | 'rounding';
  /** The function itself, on reals, in double. */
  f(x: number, attrs: A): number;
  /** Its integer form where that is no table. */
  readonly integer?: IntegerForm<A>;
}

/** A function of one element. Its integer form, a table, and its float export come free. */
export function defineUnary<A>(spec: UnarySpec<A>): OpDef<A> {
  return defineOp<A>({
    name: spec.name,
    summary: spec.summary,
    accuracy: spec.accuracy ?? 'rounding',
    ...(spec.realAttrs ? { realAttrs: spec.realAttrs } : {}),
    parseAttrs: spec.parseAttrs,
    scalar: (x, attrs) => spec.f(x, attrs),
    integer: spec.integer ?? tableForm(spec),
    infer([x]) {
      if (x?.dtype !== 'float32') throw new TypeError(`${spec.name} takes one float32 tensor`);
      return [x];
    },
    eval([x], attrs) {
      const data = expectDType(x!, 'float32').data.map((value) => spec.f(value, attrs));
      return [makeTensor('float32', x!.shape, data)];
    },
  });
}

/**
 * A table, of every channel where scales or zeros differ between channels on either side; int16 is read by one. As a
 * tail its entries are int32 at a scale of their own.
 */
function tableForm<A>({ f }: UnarySpec<A>): IntegerForm<A> {
  return {
    type: 'HzLut',
    writesChannelScales: (_, x) => (x === 'int16' ? 0 : Infinity),
    readsChannelScales: () => 'free',
    writesZero: (_, x) => (x === 'int16' ? 'tensor' : 'channels'),
    readsZero: () => 'channels',
    tabulates: true,
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const of = (value: number) => f(value, site.node.attrs);
      if (y.dtype === 'int32') {
        const { table, scale } = tailTable(of, stepsOf(x.type));
        const type = { ...y.type, quant: perTensor(scale) };
        return [site.emit(HzLut, [x.id, site.addConstant('table', table)], {}, type)];
      }
      const table = tableOf(of, stepsOf(x.type), stepsOf(y.type));
      return [site.emit(HzLut, [x.id, site.addConstant('table', table)], {}, y.type)];
    },
  };
}
