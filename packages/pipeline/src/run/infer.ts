import type { CustomOps } from '@openbpu/custom-op';
import { CollectingSink, fail, nearest, type Diagnostic, type Sink } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import type { Lane } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { loadCustomOps } from '../custom/load-custom-ops';
import type { JobEvents } from '../events';
import { type RankedClass, bestClasses } from './classes';
import { type FitOptions, feedImage } from './feed-image';
import { fitTensor, readTensorFile } from './feed-tensor';
import { type OutputScale, firstScores, isScoreList } from './first-scores';
import { type OpenedModel, foreignLane, openModel } from './open-model';
import { type SavedTensor, saveTensors } from './save-tensors';
import { countNaN } from './values-of';

export interface InferRequest {
  readonly model: string;
  /** A picture for the one image input. */
  readonly image?: string;
  /** Input name to `.npy` file. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly fit: FitOptions;
  /** Folder for every output. */
  readonly save?: string;
  /** What the model may take; see docs/limits.md. */
  readonly budget?: Budget;
  /** Modules of custom operators, from the current folder; none if absent. A `lane` that is given has its own. */
  readonly customOps?: readonly string[];
  /** Ends the work, and nothing is written. */
  readonly signal?: AbortSignal;
}

/** One output of a model: what it is, and how its integers stand for reals where they do. */
export interface InferredOutput {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly quant?: OutputScale;
}

export interface InferResult {
  readonly outputs: readonly InferredOutput[];
  /**
   * Of the first output, best first; none where it is no list of scores (int64 counts or numbers something, as ArgMax
   * does), or one of them is NaN.
   */
  readonly top5: readonly RankedClass[];
  readonly saved: readonly SavedTensor[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs one model once, in a process of its own, or in `lane`, where many runs follow one another. Throws
 * DiagnosticError for whatever the user can mend.
 */
export async function infer(request: InferRequest, events: JobEvents, lane?: Lane): Promise<InferResult> {
  const ops = await loadCustomOps(request.customOps ?? []);
  if (lane) return inferIn(lane, request, events, ops);
  const own = foreignLane(request.budget, ops);
  try {
    return await inferIn(own, request, events, ops);
  } finally {
    await own.close();
  }
}

async function inferIn(lane: Lane, request: InferRequest, events: JobEvents, ops: CustomOps): Promise<InferResult> {
  const sink = new CollectingSink();
  const heard = { report: (diagnostic: Diagnostic) => (sink.report(diagnostic), events.diagnostic(diagnostic)) };
  const model = await openModel(request.model, lane, heard, ops);
  try {
    const outputs = await model.executor.run(await feedsOf(request, model, heard));
    const [first] = outputs.values();
    tellNaN(outputs, heard);
    const quants = quantsOf(model);
    return {
      outputs: outputFacts(outputs, model.scales),
      top5: isScoreList(first) ? bestClasses(firstScores(outputs, model.scales)) : [],
      saved: request.save === undefined ? [] : await saveTensors(request.save, outputs, quants, request.signal),
      diagnostics: sink.diagnostics,
    };
  } finally {
    await model.executor.close();
  }
}

/** Says which outputs are broken. */
export function tellNaN(outputs: ReadonlyMap<string, Tensor>, sink: Sink): void {
  for (const [output, tensor] of outputs) {
    const count = countNaN(tensor);
    if (count > 0) sink.report(PIPELINE.brokenOutput({ output, count, size: tensor.data.length }, { name: output }));
  }
}

/** What the outputs of a model are. */
export function outputFacts(
  outputs: ReadonlyMap<string, Tensor>,
  scales?: ReadonlyMap<string, OutputScale>,
): InferredOutput[] {
  const quants = quantsOf(scales === undefined ? {} : { scales });
  return Array.from(outputs, ([name, { dtype, shape }]): InferredOutput => {
    const quant = quants.get(name);
    return { name, dtype, shape, ...(quant ? { quant } : {}) };
  });
}

/** How the integers of outputs stand for reals, of those that do. */
function quantsOf({ scales = new Map() }: Pick<OpenedModel, 'scales'>): ReadonlyMap<string, OutputScale> {
  return new Map(
    [...scales].flatMap(([name, { scale, axis, zero }]) =>
      scale === undefined
        ? []
        : [
            [
              name,
              { scale, ...(axis === undefined ? {} : { axis }), ...(zero === undefined ? {} : { zero }) },
            ] as const,
          ],
    ),
  );
}

async function feedsOf(
  { model, image, inputs, fit }: InferRequest,
  { executor, inputs: described }: OpenedModel,
  sink: { report(diagnostic: Diagnostic): void },
): Promise<Map<string, Tensor>> {
  const known = executor.inputs.map(({ name }) => name);
  if (image !== undefined && known.every((name) => inputs.has(name)))
    fail(PIPELINE.imageUnused({ image }, { name: '--image' }));
  for (const name of inputs.keys())
    if (!known.includes(name))
      fail(PIPELINE.unknownInput({ input: name, known, nearest: nearest(name, known) }, { name: '--input' }));
  const feeds = new Map<string, Tensor>();
  for (const port of executor.inputs) {
    const file = inputs.get(port.name);
    if (file !== undefined) {
      const tensor = await readTensorFile(file, port.name);
      const count = countNaN(tensor);
      if (count > 0)
        sink.report(
          PIPELINE.brokenFeed({ input: port.name, count, size: tensor.data.length }, { name: port.name, file }),
        );
      const featuremap = described?.find(({ name }) => name === port.name)?.typeRt === 'featuremap';
      feeds.set(port.name, executor.kind === 'bin' ? tensor : fitTensor(tensor, port, sink, featuremap));
    } else if (image !== undefined) {
      const meta =
        described?.find(({ name }) => name === port.name) ??
        fail(PIPELINE.undescribed({ file: model }, { name: port.name, file: model }));
      feeds.set(port.name, await feedImage(image, port, meta, fit));
    } else {
      fail(PIPELINE.notFed({ input: port.name }, { name: port.name }));
    }
  }
  return feeds;
}
