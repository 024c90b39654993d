import { type BoardModel, type ModelProperties, checkCore, modelProperties, rowNames } from '@openbpu/board';
import { type CustomOps } from '@openbpu/custom-op';
import { type Sink, fail } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import { BinInLane, type Executor, type Feeds, type Lane } from '@openbpu/runtime';
import { type Tensor, bytesPerElement } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { loadCustomOps } from '../custom/load-custom-ops';
import { requireModules } from '../custom/require-modules';
import type { JobEvents } from '../events';
import { type RankedClass, bestClasses } from '../run/classes';
import { firstScores, isScoreList } from '../run/first-scores';
import { type InferredOutput, outputFacts, tellNaN } from '../run/infer';
import { writeTogether } from '../files/write-together';
import { binInputs, binScales, foreignLane } from '../run/open-model';
import { type DumpFile, type DumpForm, dumpFile } from './dump-tensors';
import { featuresOf } from './features-of';
import { type ModelInFile, chosenModel, fileList, openModels } from './open-models';
import { type FedInput, filesByInput, readFeed } from './read-feed';
import { type Roi, parseRois } from './roi';

export interface DumpRequest extends DumpForm {
  /** Inputs and outputs. */
  readonly ports: boolean;
  /** What every step gives, unless 0: 1 as it lies in memory, 2 and as text, 3 as text without the padding. */
  readonly steps: number;
  readonly folder: string;
}

export interface RunModelRequest {
  /** A `.bin`, packed or not, or several with commas between. */
  readonly models: string;
  readonly name?: string;
  readonly coreId: number;
  readonly frames: number;
  /** A file for each input, with commas between. */
  readonly files: string;
  /** Parts of a picture; each is a frame of its own. */
  readonly roi?: string;
  readonly dump: DumpRequest;
  readonly customOps?: readonly string[];
  readonly budget?: Budget;
  /** Ends the work, and nothing is written. */
  readonly signal?: AbortSignal;
}

/** What one frame gave. */
export interface FrameResult {
  readonly outputs: readonly InferredOutput[];
  /** Best first; see `InferResult`. */
  readonly top5: readonly RankedClass[];
}

export interface RunModelResult {
  readonly model: string;
  readonly march: string;
  readonly frames: readonly FrameResult[];
  /** That were dumped, in the folder. */
  readonly files: readonly string[];
}

/**
 * Runs one compiled model once on the simulator, or once for each part of a picture, and dumps what is asked for.
 * Throws DiagnosticError for what the user can mend; then no file is written.
 */
export async function inferModel(request: RunModelRequest, events: JobEvents): Promise<RunModelResult> {
  const chosen = chosenModel(await openModels(request.models), request.models, request.name);
  const { model, file } = chosen;
  const features = featuresOf(model.header, file);
  checkCore(features, request.coreId);
  const rois = request.roi === undefined ? [undefined] : roisOf(request.roi, model);
  if (request.frames > 1) events.diagnostic(PIPELINE.simulatedOnce({ frames: request.frames }));
  const sink: Sink = { report: (diagnostic) => events.diagnostic(diagnostic) };
  return withModel(chosen, request, sink, async (executor) => {
    const properties = modelProperties(model.header);
    const inputs = fedInputs(executor, model, properties);
    const files = filesByInput(fileList(request.files), inputs);
    const frames: FrameResult[] = [];
    const dumps: DumpFile[] = [];
    for (const [i, roi] of rois.entries()) {
      const feeds = new Map<string, Tensor>();
      for (const [at, input] of inputs.entries())
        feeds.set(
          input.port.name,
          await readFeed(input, files[at], { roi: takesRoi(model, input) ? roi : undefined, sink }),
        );
      const { outputs, steps } = await runOnce(executor, model, feeds, request.dump.steps > 0);
      tellNaN(outputs, sink);
      const scales = binScales(model.header);
      frames.push({
        outputs: outputFacts(outputs, scales),
        top5: isScoreList(outputs.values().next().value!) ? bestClasses(firstScores(outputs, scales)) : [],
      });
      const prefix = rois.length > 1 ? `frame_${i}_` : '';
      if (request.dump.ports) dumps.push(...portFiles(prefix, properties, feeds, outputs, request.dump));
      if (request.dump.steps > 0) dumps.push(...stepFiles(prefix, model, steps, request.dump));
    }
    await writeAll(request.dump.folder, dumps, request.signal);
    return { model: model.name, march: features.march, frames, files: dumps.map(({ name }) => name) };
  });
}

/** Opens a model in a process of its own for as long as something is done with it. */
export async function withModel<T>(
  { model, file, packed }: ModelInFile,
  { customOps = [], budget }: Pick<RunModelRequest, 'customOps' | 'budget'>,
  sink: Sink,
  work: (executor: Executor, lane: Lane) => Promise<T>,
): Promise<T> {
  const { header, artifact } = model;
  if (header.thresholds === 'noise') sink.report(PIPELINE.fromNoise({ file }, { name: file, file }));
  const ops: CustomOps = await loadCustomOps(customOps);
  requireModules(file, header.customOps ?? [], ops);
  const lane = foreignLane(budget, ops);
  try {
    const bin = packed ? await artifact.source.read(0, artifact.source.size) : file;
    const executor = await BinInLane.open(bin, lane, sink);
    try {
      return await work(executor, lane);
    } finally {
      await executor.close();
    }
  } finally {
    await lane.close();
  }
}

/** The inputs of a model, with all that is known of each. */
export function fedInputs(
  { inputs }: Pick<Executor, 'inputs'>,
  { header }: BoardModel,
  properties: ModelProperties,
): readonly FedInput[] {
  const metas = binInputs(header);
  return inputs.map((port, i) => ({ port, meta: metas[i], properties: properties.inputs[i] }));
}

/** Writes all files of a dump, or none. */
export async function writeAll(folder: string, dumps: readonly DumpFile[], signal?: AbortSignal): Promise<void> {
  if (dumps.length === 0) return;
  await writeTogether(folder, signal, async (files) => {
    for (const { name, content } of dumps) await files.write('dump', name, content);
  });
}

function takesRoi({ header }: BoardModel, { port }: FedInput): boolean {
  return header.inputs.find(({ name }) => name === port.name)?.source === 'resizer';
}

function roisOf(text: string, { header }: BoardModel): readonly Roi[] {
  if (!header.inputs.some(({ source }) => source === 'resizer'))
    fail(PIPELINE.roiMissing({ none: false }, { name: '--roi_infer' }));
  const rois = parseRois(text);
  return rois.length > 0 ? rois : fail(PIPELINE.roiMissing({ none: true }, { name: '--roi_infer' }));
}

/** The outputs by name, and what the steps give by tensor. */
async function runOnce(executor: Executor, { header }: BoardModel, feeds: Feeds, taps: boolean) {
  const names = new Set(executor.outputs.map(({ name }) => name));
  const wanted = taps ? header.steps.flatMap(({ outputs }) => outputs).filter((id) => executor.tappable.has(id)) : [];
  const all = await executor.run(feeds, wanted);
  const outputs = new Map([...all].filter(([name]) => names.has(name)));
  return { outputs, steps: new Map(wanted.flatMap((id) => (all.has(id) ? [[id, all.get(id)!] as const] : []))) };
}

function portFiles(
  prefix: string,
  properties: ModelProperties,
  feeds: Feeds,
  outputs: ReadonlyMap<string, Tensor>,
  form: DumpForm,
): DumpFile[] {
  const raw = { ...form, dequantise: false };
  return [
    ...properties.inputs.flatMap(({ name, storage }, i) => {
      const tensor = feeds.get(name);
      return tensor ? [dumpFile({ name: `${prefix}model_infer_input_${i}_${name}`, tensor, storage }, raw)] : [];
    }),
    ...properties.outputs.flatMap(({ name, storage, scale, quantizeAxis, zeroPoint }, i) => {
      const tensor = outputs.get(name);
      if (!tensor) return [];
      const quant = {
        ...(scale ? { scale } : {}),
        ...(quantizeAxis === undefined ? {} : { axis: quantizeAxis }),
        ...(zeroPoint ? { zero: zeroPoint } : {}),
      };
      return [dumpFile({ name: `${prefix}model_infer_output_${i}_${name}`, tensor, storage, scale: quant }, form)];
    }),
  ];
}

/** What every step gives, by the names of the rows of profiles. */
function stepFiles(
  prefix: string,
  { header }: BoardModel,
  tensors: ReadonlyMap<string, Tensor>,
  { steps, ...form }: DumpRequest,
): DumpFile[] {
  const names = rowNames(header);
  const padded = modelProperties({ ...header, outputs: writtenTensors(header) });
  const storages = new Map(padded.outputs.map(({ name, storage }) => [name, storage]));
  return header.steps.flatMap(({ outputs }, row) =>
    outputs.flatMap((id, i) => {
      const tensor = tensors.get(id);
      if (!tensor) return [];
      const compact = { compact: tensor.shape, padded: tensor.shape, elementBytes: bytesPerElement(tensor.dtype) };
      const storage = storages.get(id) ?? compact;
      const name = `${prefix}${names[row]}_output_${i}_${id}`;
      const bin = dumpFile({ name, tensor, storage }, { ...form, format: 'bin', dequantise: false });
      if (steps === 1) return [bin];
      const text = steps === 2 ? storage : compact;
      return [bin, dumpFile({ name, tensor, storage: text }, { ...form, format: 'txt', dequantise: false })];
    }),
  );
}

/** Everything that steps give, as if a model gave it. */
function writtenTensors({ steps, tensors }: BoardModel['header']) {
  return steps.flatMap(({ outputs }) => outputs.map((id) => ({ name: id, ...tensors[id] })));
}
