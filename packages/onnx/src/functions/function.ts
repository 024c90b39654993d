import type { AnyOp, OpDef } from '@openbpu/ir';
import type { TensorType } from '@openbpu/tensor';
import { buildFunction } from '../proto/build';
import type { FunctionProto } from '../proto/model';
import { Body } from './body';

/** The domain of the functions that stand in every model written here. */
export const HZ_DOMAIN = 'ai.openbpu';
export const HZ_DOMAIN_VERSION = 1;
/** The lowest version of the standard operators a model is written for; every form here holds up to 21 as well. */
export const STANDARD_OPSET = 17;

/** A call, as far as the choice of a body depends on it. */
export interface Call<A> {
  readonly inputs: readonly (TensorType | undefined)[];
  readonly outputs: readonly TensorType[];
  readonly attrs: A;
}

/** One body. There is exactly one per name: two of a name load silently and the last wins. */
export interface FunctionVariant<A> {
  /** Appended to the name of the op: empty, or such as `_i16`. */
  readonly suffix: string;
  when(call: Call<A>): boolean;
  readonly inputs: readonly string[];
  /** Attributes every call gives, under the names the op has for them. */
  readonly attributes: readonly (string & keyof A)[];
  /** Writes the body and gives the name of its result. */
  body(b: Body): string;
}

/** One function as a model holds it. */
export interface FunctionForm {
  readonly name: string;
  /** What every call gives. */
  readonly attributes: readonly string[];
  proto(opset: number): FunctionProto;
}

/** The model-local functions an op of this project is written as. */
export interface HzFunction {
  readonly op: AnyOp;
  readonly forms: readonly FunctionForm[];
  /** The first form that fits a call. Throws TypeError where there is none: a bug. */
  choose(call: Call<unknown>): FunctionForm;
}

export function defineFunction<A>(op: OpDef<A>, variants: readonly FunctionVariant<A>[]): HzFunction {
  const forms = variants.map((variant): FunctionForm => {
    const name = `${op.name}${variant.suffix}`;
    const { attributes } = variant;
    return { name, attributes, proto: (opset) => functionProto(name, op.summary, variant, opset) };
  });
  return {
    op,
    forms,
    choose({ inputs, outputs, attrs }) {
      const at = variants.findIndex(({ when }) => when({ inputs, outputs, attrs: attrs as A }));
      if (at === -1) throw new TypeError(`${op.name} has no ONNX form for its inputs`);
      return forms[at];
    },
  };
}

function functionProto<A>(
  name: string,
  docString: string,
  { inputs, attributes, body }: FunctionVariant<A>,
  opset: number,
): FunctionProto {
  const b = new Body();
  const result = body(b);
  const rename = (value: string) => (value === result ? 'y' : value);
  return buildFunction({
    name,
    domain: HZ_DOMAIN,
    docString,
    input: inputs,
    output: ['y'],
    attribute: attributes,
    node: b.nodes.map((node) => ({ ...node, input: node.input.map(rename), output: node.output.map(rename) })),
    opsetImport: [{ domain: '', version: opset }],
  });
}
