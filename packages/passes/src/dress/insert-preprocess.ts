import { fail } from '@openbpu/diagnostics';
import type { Pass } from '@openbpu/core';
import { PatchBuilder, type Graph, type ValueId } from '@openbpu/ir';
import { HzPreprocess, Transpose } from '@openbpu/ops';
import { type ModelInput, axesBetween, float32, formatShape } from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { type Normalised, preprocessMap } from './colour';

/** What is built into the model for an input, and in which layout the float model takes it. */
export type DressedInput = Normalised & Pick<ModelInput, 'name' | 'layoutTrain'>;

/**
 * Before: `data` (training type, normalised) -> …
 * After: `data` (intermediate type: 8-bit values minus 128) -> HzPreprocess -> …
 * Conditions: image inputs always (undoing the centring is part of it); feature maps only when mean or scale is given.
 * Formula: `(colour(x) - mean) · scale` as a 1x1 convolution.
 * An NHWC input is transposed before and back after, so that the node itself is NCHW.
 */
export class InsertPreprocess implements Pass<'imported', 'original'> {
  readonly name = 'insert-preprocess';
  readonly summary = 'Puts HzPreprocess (colour, mean, scale) behind every image input.';

  constructor(private readonly inputs: readonly DressedInput[]) {}

  run(graph: Graph<'imported'>): Graph<'original'> {
    const dressed = this.inputs.reduce((current, spec) => dress(current, spec), graph);
    return dressed.at('original');
  }
}

function dress(graph: Graph<'imported'>, spec: DressedInput): Graph<'imported'> {
  if (spec.typeRt === 'featuremap' && !spec.mean && !spec.scale) return graph;
  const { shape } = graph.value(spec.name).type;
  const channels = shape[spec.layoutTrain === 'NCHW' ? 1 : shape.length - 1];
  const map = shape.length === 4 ? preprocessMap(spec, channels) : undefined;
  if (!map)
    return fail(
      PASSES.notAnImage(
        { input: spec.name, type: `${spec.typeRt} for ${spec.typeTrain}`, shape: formatShape(shape) },
        { name: spec.name },
      ),
    );
  if (graph.isOutput(spec.name)) fail(PASSES.inputIsOutput({ input: spec.name }, { name: spec.name }));

  const name = `HZ_PREPROCESS_FOR_${spec.name}`;
  const build = new PatchBuilder(graph, `insert ${name}`);
  const nhwc = spec.layoutTrain === 'NHWC';
  const transpose = (id: string, input: ValueId, perm: readonly number[]) =>
    build.node({ id: build.free(id), op: Transpose, inputs: [input], attrs: { perm } })[0];
  const x = nhwc ? transpose(`${name}_to_nchw`, spec.name, axesBetween('NHWC', 'NCHW', 4)!) : spec.name;
  const weight = build.constant(`${name}_weight`, float32([channels, channels, 1, 1], map.matrix.flat()));
  const bias = build.constant(`${name}_bias`, float32([channels], map.offset));
  const [y] = build.node({
    id: name,
    op: HzPreprocess,
    inputs: [x, weight, bias],
    outputs: [build.free(`${spec.name}_preprocessed`)],
    origins: [{ name }],
  });
  return graph.apply(
    build.replace(spec.name, nhwc ? transpose(`${name}_to_nhwc`, y, axesBetween('NCHW', 'NHWC', 4)!) : y).build(),
  );
}
