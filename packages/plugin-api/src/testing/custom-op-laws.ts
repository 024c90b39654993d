import {
  type AnyCustomOp,
  type BoundOp,
  type CustomOp,
  type Given,
  CustomOpError,
  CustomOps,
} from '@openbpu/custom-op';
import { ABSENT, GraphDraft } from '@openbpu/ir';
import { type ModelProto, customOpAttrs, encodeModel, exportModel } from '@openbpu/onnx';
import { OnnxOp } from '@openbpu/ops';
import { Lane } from '@openbpu/runtime';
import { type Tensor, countMismatches, makeTensor, sameTensor, tensorType } from '@openbpu/tensor';

/** One thing that holds of every custom operator. */
export interface CustomOpLaw {
  readonly name: string;
  /** What of the operator breaks the law, one sentence each. */
  complaints(): Promise<readonly string[]>;
}

/** A node of the operator: its attributes, and what it reads. */
export interface CustomOpCase {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly inputs: Given<Tensor>;
}

export interface CustomOpLawOptions {
  readonly cases: readonly CustomOpCase[];
  /** Attributes that make no sense, each for a reason of its own. */
  readonly badAttributes?: readonly Readonly<Record<string, unknown>>[];
  /** By how much the ONNX body may differ, relative to the largest value of an output; absent: not by a bit. */
  readonly tolerance?: number;
}

/** Elements that are rare and possible. NaN and infinities are among them: an operator gives something for them too. */
const EXTREMES = [0, -0, 1, -1, 1e-38, 3e38, -3e38, Infinity, -Infinity, NaN];
/** Those of them that the ONNX body must agree on: what becomes of the others is not laid down. */
const COMPARED = [0, 1, -1];

/**
 * What holds of every custom operator: what it gives is of the types that it infers, the same each time; it leaves its
 * inputs alone; it takes extremes, and says what is wrong with attributes; and its ONNX body, where it has one, gives
 * the same in ONNX Runtime.
 */
export function customOpLaws<A>(op: CustomOp<A>, options: CustomOpLawOptions): readonly CustomOpLaw[] {
  const { cases, badAttributes = [], tolerance = 0 } = options;
  const law = (name: string, of: (each: CustomOpCase) => readonly string[]): CustomOpLaw => ({
    name,
    complaints: async () => cases.flatMap((each) => said(each, () => of(each))),
  });
  return [
    law('what it gives is of the types that it infers', (each) => {
      const bound = bind(op, each);
      const results = bound.evaluate(each.inputs);
      return bound.macs(each.inputs, results) >= 0 ? [] : ['macs is below 0'];
    }),
    law('the same inputs give the same bits, whatever was computed before', (each) => {
      const [first, again] = [bind(op, each), bind(op, each)];
      const wanted = first.evaluate(each.inputs);
      for (const other of cases) bind(op, other).evaluate(other.inputs);
      const found = [first.evaluate(each.inputs), again.evaluate(each.inputs)];
      return found.every((results) => results.every((tensor, i) => sameTensor(tensor, wanted[i])))
        ? []
        : ['it gives other bits the second time'];
    }),
    law('inputs stay as they are', (each) => {
      const own = each.inputs.map((tensor) => tensor && copyOf(tensor));
      const frozen = own.map((tensor) => tensor && Object.freeze({ ...tensor, shape: Object.freeze(tensor.shape) }));
      (op as AnyCustomOp).evaluate(frozen as Parameters<AnyCustomOp['evaluate']>[0], attributesOf(op, each));
      const changed = own.flatMap((tensor, i) => (tensor && !sameTensor(tensor, each.inputs[i]!) ? [i] : []));
      return changed.map((i) => `it changes input ${i}`);
    }),
    {
      name: 'extremes are taken',
      complaints: async () =>
        cases.flatMap((each) =>
          EXTREMES.flatMap((extreme) =>
            said({ ...each, name: `${each.name}, of ${extreme}` }, () => {
              bind(op, each).evaluate(filled(each.inputs, extreme));
              return [];
            }),
          ),
        ),
    },
    {
      name: 'attributes that make no sense are told by their names',
      complaints: async () =>
        badAttributes.flatMap((attributes) => {
          try {
            bind(op, { name: '', attributes, inputs: [] });
            return [`it takes ${JSON.stringify(attributes)}`];
          } catch (error) {
            if (!(error instanceof CustomOpError))
              return [`it throws ${String(error)} of ${JSON.stringify(attributes)}`];
            return error.fault === 'attributes' && error.attribute !== undefined && error.problem !== ''
              ? []
              : [`of ${JSON.stringify(attributes)} it only says ${error.problem}`];
          }
        }),
    },
    {
      name: 'its ONNX body gives the same in ONNX Runtime',
      async complaints() {
        const lane = new Lane();
        try {
          const problems: string[] = [];
          for (const each of cases)
            for (const extreme of [undefined, ...COMPARED]) {
              const inputs = extreme === undefined ? each.inputs : filled(each.inputs, extreme);
              const at = extreme === undefined ? each.name : `${each.name}, of ${extreme}`;
              problems.push(
                ...(await bodyDiffers(bind(op, each), inputs, tolerance, lane)).map((one) => `${at}: ${one}`),
              );
            }
          return problems;
        } finally {
          await lane.close();
        }
      },
    },
  ];
}

/** The operator of a case, as a job has it. */
function bind<A>(op: CustomOp<A>, { attributes = {} }: CustomOpCase): BoundOp {
  const { domain, type } = op;
  const module = { file: '/op.ts', module: 'op.ts', stem: 'op', sha256: '0'.repeat(64), exports: {} };
  return new CustomOps([{ ...module, ops: [op as AnyCustomOp] }]).bind({ domain, type }, attributes)!;
}

function attributesOf<A>(op: CustomOp<A>, { attributes = {} }: CustomOpCase): unknown {
  const read = op.attributes?.safeParse(attributes);
  return read?.success ? read.data : attributes;
}

/** How the body differs from the evaluation; nothing for an operator without one. */
async function bodyDiffers(
  bound: BoundOp,
  inputs: Given<Tensor>,
  tolerance: number,
  lane: Lane,
): Promise<readonly string[]> {
  const wanted = evaluated(bound, inputs);
  if (!wanted) return [];
  try {
    if (!bound.body(inputs)) return [];
    const outputs = wanted.map((_, i) => `y${i}`);
    const names = inputs.map((tensor, i) => (tensor ? `x${i}` : ABSENT));
    const model = nodeModel(bound, inputs, names, outputs);
    const session = await lane.open(encodeModel(model));
    const feeds = new Map(inputs.flatMap((tensor, i) => (tensor ? [[names[i], tensor] as const] : [])));
    const found = await session.run(feeds, outputs);
    await session.close();
    return wanted.flatMap((tensor, i) =>
      differs(tensor, found.get(outputs[i])!, tolerance).map((one) => `output ${i} ${one}`),
    );
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** A model of one node with the body. */
function nodeModel(
  bound: BoundOp,
  inputs: Given<Tensor>,
  names: readonly string[],
  outputs: readonly string[],
): ModelProto {
  const kind = { domain: 'test', type: 'Op' };
  const attrs = customOpAttrs(bound, { kind, version: 1, attributes: {}, inputs, outputs: outputs.length });
  const draft = new GraphDraft('imported');
  inputs.forEach((tensor, i) => tensor && draft.input(names[i], tensorType(tensor.dtype, tensor.shape)));
  draft.node({ id: 'op', op: OnnxOp, attrs, inputs: names, outputs, origins: [] });
  return exportModel(draft.build({ name: 'op', outputs }), { record: false });
}

/** Undefined for what fails, of which another law tells. */
function evaluated(bound: BoundOp, inputs: Given<Tensor>): readonly Tensor[] | undefined {
  try {
    return bound.evaluate(inputs);
  } catch (error) {
    if (error instanceof CustomOpError) return undefined;
    throw error;
  }
}

function differs(wanted: Tensor, found: Tensor, tolerance: number): readonly string[] {
  if (wanted.dtype !== found.dtype || wanted.shape.join() !== found.shape.join())
    return [`is ${found.dtype}[${found.shape.join('x')}] there, and ${wanted.dtype}[${wanted.shape.join('x')}] here`];
  const odd = countMismatches(wanted, found);
  if (odd === 0) return [];
  if (tolerance === 0) return [`differs in ${odd} of ${wanted.data.length} elements`];
  const [a, b] = [wanted, found].map(({ data }) => Array.from(data as Iterable<number | bigint>, Number));
  const most = a.reduce((largest, value) => (Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest), 0);
  const error = a.reduce(
    (largest, value, i) => Math.max(largest, Object.is(value, b[i]) ? 0 : Math.abs(value - b[i])),
    0,
  );
  return error <= tolerance * most ? [] : [`is off by ${error}, of ${most}`];
}

/** What an act complains of, or throws. */
function said({ name }: CustomOpCase, act: () => readonly string[]): readonly string[] {
  try {
    return act().map((problem) => `${name}: ${problem}`);
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function copyOf({ dtype, shape, data }: Tensor): Tensor {
  return makeTensor(dtype, [...shape], data.slice() as Tensor['data']);
}

/** The inputs with one value in every element of float32. */
function filled(inputs: Given<Tensor>, value: number): Given<Tensor> {
  return inputs.map((tensor) =>
    tensor?.dtype === 'float32'
      ? makeTensor('float32', tensor.shape, new Float32Array(tensor.data.length).fill(value))
      : tensor,
  );
}
