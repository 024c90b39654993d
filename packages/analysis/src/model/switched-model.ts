import {
  DataType,
  type ModelProto,
  type NodeProto,
  buildGraph,
  buildNode,
  buildValue,
  encodeModel,
  exportModel,
  graphAttribute,
  withOutputs,
  writeTensor,
} from '@openbpu/onnx';
import type { ValueId } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { type Shape, int64 } from '@openbpu/tensor';
import type { CalibratedModel } from './calibrated-model';

/** A model that is the float one, the calibrated one, and everything between. */
export interface SwitchedModel {
  readonly bytes: Uint8Array;
  /** Its input beside those of the model: bool [calibrations], which of them round. */
  readonly switches: string;
}

/**
 * A calibrated model in which every calibration has a switch: where it is off, values pass untouched, and constants are
 * those of the float model. Weights are rounded here, once; activations where they are asked for. `taps`: values to
 * give besides the outputs. For ONNX Runtime only.
 */
export function switchedModel(
  { graph, calibrations, companions }: CalibratedModel,
  taps: readonly ValueId[],
): SwitchedModel {
  const computed = taps.filter((id) => !graph.inputs.includes(id));
  const model = withOutputs(exportModel(graph, { record: false }), computed);
  const prefix = freePrefix(model);
  const switches = `${prefix}switches`;
  const numbers = new Map(calibrations.map(({ to }, number) => [to, number]));
  const beside = new Map(companions.map((companion) => [companion.to, companion]));
  const givenToWeights = new Set(calibrations.flatMap(({ from, constant }) => (constant ? [from] : [])));
  const at = (number: number, name: string) => `${prefix}${number}/${name}`;
  const initializer = [...model.graph.initializer];
  calibrations.forEach(({ attrs, constant }, number) => {
    initializer.push(writeTensor(at(number, 'number'), int64([], [number])));
    if (!constant) return;
    const rounded = HzCalibration.eval([graph.value(constant.changed).constant], attrs)[0];
    initializer.push(writeTensor(at(number, 'rounded'), rounded));
  });
  const asked = calibrations.map((_, number) =>
    buildNode({ opType: 'Gather', input: [switches, at(number, 'number')], output: [at(number, 'asked')] }),
  );
  const node = model.graph.node.flatMap((own) => {
    const [to] = own.output;
    const [number, companion] = [numbers.get(to), beside.get(to)];
    if (companion) {
      const { original, changed } = companion;
      const [on, off] = [identity(changed, `${prefix}${to}/on`), identity(original, `${prefix}${to}/off`)];
      return [either(at(companion.number, 'asked'), to, { on, off, shape: graph.value(to).type.shape })];
    }
    if (number === undefined) return givenToWeights.has(to) ? [] : [own];
    const { from, constant } = calibrations[number];
    const [on, off] = [at(number, 'on'), at(number, 'off')];
    const rounded = constant ? identity(at(number, 'rounded'), on) : { ...own, output: [on] };
    const passing = identity(constant?.original ?? from, off);
    const { shape } = graph.value(to).type;
    return [either(at(number, 'asked'), to, { on: rounded, off: passing, shape })];
  });
  const input = [...model.graph.input, buildValue(switches, DataType.BOOL, [calibrations.length])];
  return {
    bytes: encodeModel({ ...model, graph: { ...model.graph, node: [...asked, ...node], initializer, input } }),
    switches,
  };
}

interface Branches {
  readonly on: NodeProto;
  readonly off: NodeProto;
  /** Of what either gives. */
  readonly shape: Shape;
}

/** What one node gives where a switch is on, and another where it is off. */
function either(asked: string, to: ValueId, { on, off, shape }: Branches): NodeProto {
  const branch = (node: NodeProto) =>
    buildGraph({
      name: node.output[0],
      node: [node],
      output: [buildValue(node.output[0], DataType.FLOAT, shape)],
    });
  return buildNode({
    opType: 'If',
    input: [asked],
    output: [to],
    attribute: [graphAttribute('then_branch', branch(on)), graphAttribute('else_branch', branch(off))],
  });
}

function identity(from: string, to: string): NodeProto {
  return buildNode({ opType: 'Identity', input: [from], output: [to] });
}

/** A prefix that no name of the model begins with. */
function freePrefix({ graph }: ModelProto): string {
  const names = [...graph.input, ...graph.initializer, ...graph.output].map(({ name = '' }) => name);
  names.push(...graph.node.flatMap((node) => node.output));
  let prefix = 'switched/';
  while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
