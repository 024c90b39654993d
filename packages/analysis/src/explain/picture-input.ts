import { type Graph, GraphDraft, type Node, constantOf } from '@openbpu/ir';
import { HzCalibration, HzPreprocess } from '@openbpu/ops';
import { colourMap } from '@openbpu/passes';
import { type ModelInput, type TensorOrder, float32, toNumbers } from '@openbpu/tensor';
import type { Feeding, GivenInput } from '../doctor';

/** What the file of a model says of an input. */
export interface StatedInput extends Pick<ModelInput, 'name' | 'typeRt' | 'typeTrain' | 'spaceAndRange'> {
  /** Of this very model's input. */
  readonly layout: TensorOrder;
}

/** A picture input of a calibrated model, and what is built into the model for it: `(colour(x) − mean) · scale`. */
export interface PictureInput extends StatedInput {
  readonly node: Node;
  /** Three rows of three, or one of one. */
  readonly matrix: readonly (readonly number[])[];
  readonly offset: readonly number[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

/** Reads what is built in for an input; undefined where that is nothing, and for one that is no picture in NCHW. */
export function pictureInput(graph: Graph, stated: StatedInput): PictureInput | undefined {
  const colours = colourMap(stated);
  const node = readersOf(graph, stated.name).find((each) => HzPreprocess.is(each));
  const [weight, bias] = (node?.inputs.slice(1) ?? []).map((id) => constantOf(graph, id));
  if (!colours || !node || !weight || !bias || stated.typeTrain === 'featuremap' || stated.layout !== 'NCHW')
    return undefined;
  const { matrix, offset } = colours;
  const channels = matrix.length;
  const [w, b] = [toNumbers(weight), toNumbers(bias)];
  if (w.length !== channels * channels) return undefined;
  const scale = matrix.map((row, c) => {
    const at = row.findIndex((value) => value !== 0);
    return w[c * channels + at] / row[at];
  });
  const mean = offset.map((value, c) => value - b[c] / scale[c]);
  return { ...stated, node, matrix, offset, mean, scale };
}

/** Nodes that read a value as it is or calibrated. */
function readersOf(graph: Graph, id: string): Node[] {
  return graph.consumers(id).flatMap((node) => (HzCalibration.is(node) ? graph.consumers(node.outputs[0]) : [node]));
}

/** A sample of the input as pixels of the training type. */
export function pixelsOf({ matrix, offset }: PictureInput, values: ArrayLike<number>): Float32Array {
  const channels = matrix.length;
  const pixels = values.length / channels;
  const out = new Float32Array(values.length);
  matrix.forEach((row, c) => {
    for (let p = 0; p < pixels; p++) {
      let value = offset[c];
      for (let j = 0; j < channels; j++) value += row[j] * values[j * pixels + p];
      out[c * pixels + p] = value;
    }
  });
  return out;
}

/** What the doctor is told of the input. */
export function givenInput(graph: Graph, input: PictureInput): GivenInput {
  const { node, typeTrain, mean, scale } = input;
  const { shape } = graph.value(node.outputs[0]).type;
  const [shifts, scales] = [
    mean.some((value) => Math.abs(value) > 1e-3),
    scale.some((value) => Math.abs(value - 1) > 1e-6),
  ];
  return {
    name: node.outputs[0],
    shape,
    layoutTrain: 'NCHW',
    typeTrain,
    ...(shifts ? { mean } : {}),
    ...(scales ? { scale } : {}),
  };
}

/** The model with something else built in for an input; undefined where a feeding cannot be built in. */
export function fedOtherwise(
  graph: Graph<'calibrated'>,
  { node, matrix, offset }: PictureInput,
  { swap, turn, factor, mean = [0], scale = [1] }: Feeding,
): Graph<'calibrated'> | undefined {
  const channels = matrix.length;
  if (turn) return undefined;
  const at = (values: readonly number[], c: number) => values[Math.min(c, values.length - 1)];
  const from = (c: number) => (swap && channels === 3 ? channels - 1 - c : c);
  const weight = matrix.flatMap((_, c) => matrix[from(c)].map((value) => value * factor * at(scale, c)));
  const bias = matrix.map((_, c) => (offset[from(c)] * factor - at(mean, c)) * at(scale, c));
  const draft = GraphDraft.of(graph, 'calibrated');
  const [w, b] = [
    draft.constant(`${node.id}_weight_otherwise`, float32([channels, channels, 1, 1], Float32Array.from(weight))),
    draft.constant(`${node.id}_bias_otherwise`, float32([channels], Float32Array.from(bias))),
  ];
  for (const each of graph.nodes) draft.keep(each === node ? { ...each, inputs: [each.inputs[0], w, b] } : each);
  return draft.build(graph);
}
