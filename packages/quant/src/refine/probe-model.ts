import type { Graph, ValueId } from '@openbpu/ir';
import {
  DataType,
  type NodeProto,
  buildNode,
  buildValue,
  encodeModel,
  exportModel,
  freePrefix,
  identityNode,
  switchNode,
  withOutputs,
  writeTensor,
} from '@openbpu/onnx';
import type { ActivationSteps } from '@openbpu/passes';
import { float32, makeTensor } from '@openbpu/tensor';

/** One group of activations that share their steps: one scale, or one of every channel (axis 1). */
export interface ProbedGroup extends ActivationSteps {
  readonly activations: readonly ValueId[];
}

/** Inputs of a probe model, besides those of the graph. */
export interface ProbeInputs {
  /** int32[1]: the number of the group that is quantised; −1 for none. */
  readonly group: string;
  /** float32[1]: times what its scales are taken. */
  readonly factor: string;
}

/**
 * The float model with a switch behind every activation: it is rounded to int8 when its group is the one asked for, and
 * passes untouched otherwise. One session answers for every group and every factor. For ONNX Runtime only.
 */
export function probeModel(
  graph: Graph,
  groups: readonly ProbedGroup[],
  outputs: readonly ValueId[],
): { readonly bytes: Uint8Array; readonly inputs: ProbeInputs } {
  const model = withOutputs(exportModel(graph, { record: false }), outputs);
  const prefix = freePrefix(model, 'probe/');
  const inputs = { group: `${prefix}group`, factor: `${prefix}factor` };
  const switches = new Map(
    groups.flatMap((group, number) =>
      group.activations.map((id) => [id, new Switch(`${prefix}${id}/`, id, group, number, inputs)] as const),
    ),
  );
  const { graph: main } = model;
  const behind = (id: string) => switches.get(id)?.output ?? id;
  const node: NodeProto[] = main.input.flatMap(({ name = '' }) => switches.get(name)?.nodes(graph) ?? []);
  for (const own of main.node) {
    node.push({ ...own, input: own.input.map(behind) });
    for (const id of own.output) node.push(...(switches.get(id)?.nodes(graph) ?? []));
  }
  const initializer = [...main.initializer, ...[...switches.values()].flatMap((probe) => probe.constants())];
  const input = [
    ...main.input,
    buildValue(inputs.group, DataType.INT32, [1]),
    buildValue(inputs.factor, DataType.FLOAT, [1]),
  ];
  return { bytes: encodeModel({ ...model, graph: { ...main, node, initializer, input } }), inputs };
}

/** The nodes that round one activation on request. */
class Switch {
  readonly output: string;

  constructor(
    private readonly prefix: string,
    private readonly id: ValueId,
    private readonly group: ProbedGroup,
    private readonly number: number,
    private readonly inputs: ProbeInputs,
  ) {
    this.output = this.at('out');
  }

  private at(name: string): string {
    return `${this.prefix}${name}`;
  }

  constants() {
    const { scales, zeros } = this.group;
    return [
      writeTensor(this.at('number'), makeTensor('int32', [1], Int32Array.of(this.number))),
      writeTensor(this.at('scales'), float32([scales.length], scales)),
      writeTensor(
        this.at('zeros'),
        makeTensor(
          'int8',
          [scales.length],
          Int8Array.from(scales, (_, c) => zeros[c] ?? 0),
        ),
      ),
    ];
  }

  nodes(graph: Graph): NodeProto[] {
    const { shape } = graph.value(this.id).type;
    const branches = { on: this.rounding(), off: [identityNode(this.id, this.at('same'))], shape };
    return [
      buildNode({ opType: 'Equal', input: [this.inputs.group, this.at('number')], output: [this.at('asked')] }),
      switchNode(this.at('asked'), this.output, branches),
    ];
  }

  /** Scales of channels lie on axis 1, which these operators take where none is named. */
  private rounding(): NodeProto[] {
    const [scale, integer, zeros] = [this.at('scale'), this.at('integer'), this.at('zeros')];
    return [
      buildNode({ opType: 'Mul', input: [this.at('scales'), this.inputs.factor], output: [scale] }),
      buildNode({ opType: 'QuantizeLinear', input: [this.id, scale, zeros], output: [integer] }),
      buildNode({
        opType: 'DequantizeLinear',
        input: [integer, scale, zeros],
        output: [this.at('real')],
      }),
    ];
  }
}
