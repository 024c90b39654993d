import { modelProperties } from '@openbpu/board';
import { type Sink, fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type Tensor, bytesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { PIPELINE } from '../catalogue';
import type { JobEvents } from '../events';
import { tellNaN } from '../run/infer';
import { escapeName } from '../run/save-tensors';
import type { DumpFile } from './dump-tensors';
import { type RunModelRequest, fedInputs, withModel, writeAll } from './infer-model';
import { type ModelInFile, chosenModel, fileList, openModels } from './open-models';
import { filesByInput, readFeed } from './read-feed';

export interface DumpLayersRequest extends Pick<
  RunModelRequest,
  'models' | 'name' | 'files' | 'customOps' | 'budget' | 'signal'
> {
  /** The file that makertbin writes beside a `.bin` for bernoulli2; the `.bin` itself says the same. */
  readonly mapping?: string;
  readonly folder: string;
}

/** What a layer gave, and where it is. */
export interface DumpedLayer {
  readonly layer: string;
  readonly output: string;
  readonly file: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

export interface DumpLayersResult {
  readonly model: string;
  readonly layers: readonly DumpedLayer[];
}

/** Its name says that it is about the files beside it. */
const LIST = 'layers.json';

/**
 * Runs a `.bin` once that gives the outputs of its layers, and writes each of them as its elements, with a list of
 * them. Throws DiagnosticError for what the user can mend; then nothing is written.
 */
export async function dumpLayers(request: DumpLayersRequest, events: JobEvents): Promise<DumpLayersResult> {
  const chosen = chosenModel(await openModels(request.models), request.models, request.name);
  const { model } = chosen;
  const layers = layersOf(chosen, request.mapping);
  const sink: Sink = { report: (diagnostic) => events.diagnostic(diagnostic) };
  return withModel(chosen, request, sink, async (executor) => {
    const inputs = fedInputs(executor, model, modelProperties(model.header));
    const files = filesByInput(fileList(request.files), inputs);
    const feeds = new Map<string, Tensor>();
    for (const [i, input] of inputs.entries()) feeds.set(input.port.name, await readFeed(input, files[i], { sink }));
    const outputs = await executor.run(feeds);
    tellNaN(outputs, sink);
    const dumps: DumpFile[] = [];
    const told = layers.flatMap(([layer, output]): DumpedLayer[] => {
      const tensor = outputs.get(output);
      if (!tensor) return [];
      const file = `${escapeName(layer)}.bin`;
      dumps.push({ name: file, content: bytesOf(tensor.data) });
      return [{ layer, output, file, dtype: tensor.dtype, shape: tensor.shape }];
    });
    const list = { name: LIST, content: `${JSON.stringify(told, null, 2)}\n` };
    await writeAll(request.folder, [...dumps, list], request.signal);
    return { model: model.name, layers: told };
  });
}

const mapSchema = z.record(z.string(), z.looseObject({ output: z.string() }));

/** The layers that a model gives, each with its output. */
function layersOf({ model }: ModelInFile, mapping?: string): readonly (readonly [layer: string, output: string])[] {
  const { outputs } = model.header;
  const told = outputs.flatMap(({ name, layer }) => (layer === undefined ? [] : [[layer, name] as const]));
  if (told.length === 0) fail(PIPELINE.noLayers({ model: model.name }, { name: model.name }));
  if (mapping === undefined) return told;
  const given = Object.entries(readMap(mapping));
  for (const [layer, { output }] of given)
    if (!outputs.some(({ name }) => name === output))
      fail(
        PIPELINE.badLayerMap(
          {
            file: mapping,
            reason: `it has output "${output}" for layer "${layer}", and the model has none of that name`,
          },
          { name: '--conv_mapping_file', file: mapping },
        ),
      );
  return given.map(([layer, { output }]) => [layer, output]);
}

function readMap(file: string) {
  const at = { name: '--conv_mapping_file', file };
  const text = Buffer.from(readUserFile(file, FILE_KINDS.list, at)).toString();
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return fail(PIPELINE.badLayerMap({ file, reason: 'it is no JSON' }, at), error);
  }
  const map = mapSchema.safeParse(document);
  return map.success ? map.data : fail(PIPELINE.badLayerMap({ file, reason: 'it has no output for every layer' }, at));
}
