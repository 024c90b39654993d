import { fail } from '@openbpu/diagnostics';
import { type ValueId, ABSENT } from '@openbpu/ir';
import { type GraphProto, dtypeOfDataType } from '@openbpu/onnx';
import { allocate, makeTensor } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import { type GraphBuilder, widenedDType } from './graph-builder';
import type { ImportNode } from './import-node';

/** Into so many nodes the loops of a model may be unrolled. */
export const MOST_UNROLLED = 20_000;

/** A Loop whose rounds are known while the model is read. */
export interface SettledLoop {
  readonly body: GraphProto;
  /** How many rounds there are at most; Infinity where it does not say. */
  readonly trips: number;
  /** Whether there is a first one. */
  readonly begins: boolean;
  /** What the values that are carried from round to round are before the first. */
  readonly carried: readonly ValueId[];
  /** How many outputs each round adds a slice to. */
  readonly scans: number;
}

/**
 * What a Loop says of its rounds. Throws DiagnosticError where their number, or whether there is a first one, is
 * computed from the inputs of the model, and where the body does not fit.
 */
export function settledLoop(node: ImportNode, b: GraphBuilder): SettledLoop {
  const { attributes } = node;
  const [count = ABSENT, condition = ABSENT, ...carried] = node.inputs;
  const body = attributes.graph('body') ?? attributes.wrong('body', 'is missing');
  const scans = body.output.length - 1 - carried.length;
  if (body.input.length !== carried.length + 2 || scans < 0)
    attributes.wrong(
      'body',
      `takes ${body.input.length} values and gives ${body.output.length}, where ${carried.length} are carried`,
    );
  if (node.usedOutputs > carried.length + scans)
    attributes.wrong('body', `gives ${carried.length + scans} of the ${node.usedOutputs} outputs`);
  const trips = count === ABSENT ? Infinity : known(node, count, b);
  return { body, trips, begins: condition === ABSENT || known(node, condition, b) !== 0, carried, scans };
}

/** Whether another round follows one that gave this condition. */
export function goesOn(node: ImportNode, condition: ValueId, b: GraphBuilder): boolean {
  return known(node, condition, b) !== 0;
}

function known(node: ImportNode, id: ValueId, b: GraphBuilder): number {
  const numbers = b.numbers(id);
  if (numbers?.length === 1) return numbers[0];
  return fail(IMPORT_ONNX.subgraph({ node: node.origin.name, opType: node.opType, condition: id }, node.origin));
}

/** Counts the nodes of another round. Throws DiagnosticError where they are too many. */
export class UnrolledNodes {
  private count = 0;

  add(node: ImportNode, nodes: number): void {
    this.count += Math.max(nodes, 1);
    if (this.count > MOST_UNROLLED)
      fail(
        IMPORT_ONNX.unrolledTooFar({ node: node.origin.name, opType: node.opType, limit: MOST_UNROLLED }, node.origin),
      );
  }
}

/** Gives a scan output: the slices of all rounds, one after the other along a new first dimension. */
export function stackSlices(node: ImportNode, output: number, slices: readonly ValueId[], b: GraphBuilder): void {
  const id = node.outputs[output];
  const whole = slices.map((slice, i) =>
    b.step(node, `slice_${output}_${i}`, 'Reshape', [slice], { shape: [1, ...b.shapeOf(slice)] }),
  );
  b.also(node, `stack_${output}`, 'Concat', whole, { axis: 0 }, [id]);
}

/** Gives a scan output of no rounds. Throws DiagnosticError where the body does not say the type of a slice. */
export function noSlices(node: ImportNode, output: number, body: GraphProto, scan: number, b: GraphBuilder): void {
  const { elemType, shape } = body.output[body.output.length - scan]?.type?.tensorType ?? {};
  const dtype = dtypeOfDataType(elemType);
  const dims = shape?.dim.map(({ dimValue }) => dimValue);
  if (!dtype || !dims || dims.some((dim) => dim === undefined))
    return node.attributes.wrong('body', `does not say the shape of output ${output}, which no round gives`);
  const made = widenedDType(dtype);
  b.setConstant(node.outputs[output], makeTensor(made, [0, ...dims.map(Number)], allocate(made, 0)));
}
