import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { QuantisedBeside } from '@openbpu/analysis';
import type { Graph, OpSet } from '@openbpu/ir';
import { externalDataLoader, readStage, stageOf, withExternalData } from '@openbpu/onnx';
import { type Tensor, hasDType, makeTensor, saturate } from '@openbpu/tensor';
import { readInputMetadata } from '../input-metadata';
import { readOnnx } from '../run/open-model';
import { relayout } from '../stages/paired-feeds';

const CALIBRATED = /calibrated_model\.onnx$/;

/**
 * The quantised model that a conversion has left beside its calibrated one, by its name; undefined where there is none,
 * for bytes in place of a file, and for a model of other inputs and outputs.
 */
export function quantisedBeside(
  model: string | Uint8Array,
  calibrated: Graph<'calibrated'>,
  ops: OpSet,
): QuantisedBeside | undefined {
  const file =
    typeof model === 'string' && CALIBRATED.test(model) ? model.replace(CALIBRATED, 'quantized_model.onnx') : '';
  if (!existsSync(file)) return undefined;
  const proto = withExternalData(readOnnx(file).model, externalDataLoader(dirname(resolve(file))));
  if (stageOf(proto) !== 'quantized') return undefined;
  const graph = readStage(proto, ops).at('quantized');
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id));
  if (!same(graph.inputs, calibrated.inputs) || !same(graph.outputs, calibrated.outputs)) return undefined;
  const layouts = (of: Graph) => new Map(readInputMetadata(of.metadata)?.map(({ name, layout }) => [name, layout]));
  const [given, taken] = [layouts(calibrated), layouts(graph)];
  return {
    graph,
    feeds: (feeds) =>
      new Map(
        [...feeds].map(([name, tensor]): [string, Tensor] => {
          const [from, to] = [given.get(name), taken.get(name)];
          const own =
            graph.value(name).type.dtype === 'int8' && hasDType(tensor, 'float32') ? inWholeNumbers(tensor) : tensor;
          return [name, from && to ? relayout(own, from, to) : own];
        }),
      ),
  };
}

/** Pixels less 128. */
function inWholeNumbers({ shape, data }: Tensor<'float32'>): Tensor {
  return makeTensor(
    'int8',
    shape,
    Int8Array.from(data, (value) => saturate(value, -128, 127)),
  );
}
