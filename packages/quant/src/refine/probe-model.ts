import type { Graph, ValueId } from '@openbpu/ir';
import { DataType, type ModelProto, type NodeProto, buildGraph, buildNode, buildValue, encodeModel, exportModel, graphAttribute, intAttribute, withOutputs, writeTensor } from '@openbpu/onnx';
import { LOWEST } from '@openbpu/passes';
import { float32, makeTensor, scaleOfThreshold } from '@openbpu/tensor';

/** One group of activations that share their thresholds. */
export interface ProbedGroup {
  readonly activations: readonly ValueId[];
  readonly threshold: number;
  /** Of a group of one: no channel's threshold is above its limit. */
  readonly limits?: Float32Array;
  /** Whether −128 stands for 0: the threshold is 255 steps away, not 127. */
  readonly shifted: boolean;
}

/** Inputs of a probe model, besides those of the graph. */
export interface ProbeInputs {
  /** int32[1]: the number of the group that is quantised; −1 for none. */
  readonly group: string;
  /** float32[1]: times what its thresholds are taken. */
  readonly factor: string;
}

/**
 * The float model with a switch behind every activation: it is rounded to int8 when its group is the one asked for, and
 * passes untouched otherwise. One session answers for every group and every factor. For ONNX Runtime only.
 */
export function probeModel(graph: Graph, groups: readonly ProbedGroup[], outputs: readonly ValueId[]): { readonly bytes: Uint8Array; readonly inputs: ProbeInputs } {
  const model = withOutputs(exportModel(graph, { record: false }), outputs);
  const prefix = freePrefix(model);
  const inputs = { group: `${prefix}group`, factor: `${prefix}factor` };
  const switches = new Map(groups.flatMap((group, number) => group.activations.map((id) => [id, new Switch(`${prefix}${id}/`, id, group, number, inputs)] as const)));
  const { graph: main } = model;
  const behind = (id: string) => switches.get(id)?.output ?? id;
  const node: NodeProto[] = main.input.flatMap(({ name = '' }) => switches.get(name)?.nodes(graph) ?? []);
  for (const own of main.node) {
    node.push({ ...own, input: own.input.map(behind) });
    for (const id of own.output) node.push(...(switches.get(id)?.nodes(graph) ?? []));
  }
  const initializer = [...main.initializer, ...[...switches.values()].flatMap((probe) => probe.constants())];
  const input = [...main.input, buildValue(inputs.group, DataType.INT32, [1]), buildValue(inputs.factor, DataType.FLOAT, [1])];
  return { bytes: encodeModel({ ...model, graph: { ...main, node, initializer, input } }), inputs };
}

/** A prefix that no name of the model begins with. */
function freePrefix({ graph }: ModelProto): string {
  const names = [...graph.input.map(({ name = '' }) => name), ...graph.node.flatMap((node) => node.output)];
  let prefix = 'probe/';
  while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}

/** The nodes that round one activation on request. */
class Switch {
  readonly output: string;

  constructor(private readonly prefix: string, private readonly id: ValueId, private readonly group: ProbedGroup, private readonly number: number, private readonly inputs: ProbeInputs) {
    this.output = this.at('out');
  }

  private at(name: string): string {
    return `${this.prefix}${name}`;
  }

  constants() {
    const { threshold, limits, shifted } = this.group;
    const channels = limits?.length ?? 1;
    const scale = (reach: number) => scaleOfThreshold(reach, shifted ? 'uint8' : 'int8');
    return [
      writeTensor(this.at('number'), makeTensor('int32', [1], Int32Array.of(this.number))),
      writeTensor(this.at('whole'), float32([1], [scale(threshold)])),
      writeTensor(this.at('zero'), makeTensor('int8', [channels], new Int8Array(channels).fill(shifted ? LOWEST : 0))),
      ...(limits ? [writeTensor(this.at('limits'), float32([limits.length], limits.map(scale)))] : []),
    ];
  }

  nodes(graph: Graph): NodeProto[] {
    const { shape } = graph.value(this.id).type;
    const rounded = buildGraph({ name: this.at('rounded'), node: this.rounding(), output: [buildValue(this.at('real'), DataType.FLOAT, shape)] });
    const untouched = buildGraph({ name: this.at('untouched'), node: [buildNode({ opType: 'Identity', input: [this.id], output: [this.at('same')] })], output: [buildValue(this.at('same'), DataType.FLOAT, shape)] });
    return [
      buildNode({ opType: 'Equal', input: [this.inputs.group, this.at('number')], output: [this.at('asked')] }),
      buildNode({ opType: 'If', input: [this.at('asked')], output: [this.output], attribute: [graphAttribute('then_branch', rounded), graphAttribute('else_branch', untouched)] }),
    ];
  }

  private rounding(): NodeProto[] {
    const axis = this.group.limits ? [intAttribute('axis', 1)] : [];
    const scale = this.group.limits ? this.at('scaled') : this.at('scale');
    return [
      buildNode({ opType: 'Mul', input: [this.at('whole'), this.inputs.factor], output: [scale] }),
      ...(this.group.limits ? [buildNode({ opType: 'Min', input: [scale, this.at('limits')], output: [this.at('scale')] })] : []),
      buildNode({ opType: 'QuantizeLinear', input: [this.id, this.at('scale'), this.at('zero')], output: [this.at('integer')], attribute: axis }),
      buildNode({ opType: 'DequantizeLinear', input: [this.at('integer'), this.at('scale'), this.at('zero')], output: [this.at('real')], attribute: axis }),
    ];
  }
}
