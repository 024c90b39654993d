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
import { int64 } from '@openbpu/tensor';
import type { CalibratedModel, Calibration } from './calibrated-model';

/** A model that is the float one, the calibrated one, and everything between. */
export interface SwitchedModel {
  readonly bytes: Uint8Array;
  /** Its input beside those of the model: bool [calibrations], which of them round. */
  readonly switches: string;
}

/**
 * A calibrated model in which every calibration has a switch: where it is off, values pass untouched. Weights are
 * rounded here, once; activations where they are asked for. `taps`: values to give besides the outputs. For ONNX
 * Runtime only.
 */
export function switchedModel({ graph, calibrations }: CalibratedModel, taps: readonly ValueId[]): SwitchedModel {
  const computed = taps.filter((id) => !graph.inputs.includes(id));
  const model = withOutputs(exportModel(graph, { record: false }), computed);
  const prefix = freePrefix(model);
  const switches = `${prefix}switches`;
  const numbers = new Map(calibrations.map(({ to }, number) => [to, number]));
  const initializer = [...model.graph.initializer];
  const node = model.graph.node.flatMap((own) => {
    const number = numbers.get(own.output[0]);
    if (number === undefined) return [own];
    const calibration = calibrations[number];
    const at = (name: string) => `${prefix}${number}/${name}`;
    initializer.push(writeTensor(at('number'), int64([], [number])));
    const constant = graph.value(calibration.from).constant;
    if (constant) initializer.push(writeTensor(at('rounded'), HzCalibration.eval([constant], calibration.attrs)[0]));
    const rounded = constant ? identity(at('rounded'), at('on')) : { ...own, output: [at('on')] };
    const { shape } = graph.value(calibration.to).type;
    return switched(calibration, rounded, { switches, at, shape });
  });
  const input = [...model.graph.input, buildValue(switches, DataType.BOOL, [calibrations.length])];
  return { bytes: encodeModel({ ...model, graph: { ...model.graph, node, initializer, input } }), switches };
}

interface Names {
  readonly switches: string;
  readonly shape: readonly number[];
  at(name: string): string;
}

/** The calibration where its switch is on, and what it reads where it is off. */
function switched({ from, to }: Calibration, rounded: NodeProto, { switches, at, shape }: Names): NodeProto[] {
  const branch = (name: string, node: NodeProto) =>
    buildGraph({ name: at(name), node: [node], output: [buildValue(node.output[0], DataType.FLOAT, shape)] });
  return [
    buildNode({ opType: 'Gather', input: [switches, at('number')], output: [at('asked')] }),
    buildNode({
      opType: 'If',
      input: [at('asked')],
      output: [to],
      attribute: [
        graphAttribute('then_branch', branch('rounding', rounded)),
        graphAttribute('else_branch', branch('passing', identity(from, at('off')))),
      ],
    }),
  ];
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
