import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CollectingSink, fail } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import type { Lane } from '@openbpu/runtime';
import { formatShape } from '@openbpu/tensor';
import {
  Accuracy,
  type PairedComparison,
  type Proportion,
  agreement,
  checkLabels,
  checkPictures,
  comparePaired,
  readLabels,
} from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import { loadCustomOps } from '../custom/load-custom-ops';
import type { JobEvents } from '../events';
import { type FitOptions, feedImage } from './feed-image';
import { inOrder } from './in-order';
import { firstScores, isScoreList } from './first-scores';
import { type OpenedModel, foreignLane, openModel } from './open-model';

export interface EvaluateRequest {
  readonly model: string;
  /** A second model to compare with, picture by picture. */
  readonly against?: string;
  readonly imagePath: string;
  readonly labelPath: string;
  readonly fit: FitOptions;
  /**
   * Pictures on the way at once, each in a thread of its own; default one a processor. The number cannot change a
   * result.
   */
  readonly threads?: number;
  /** What each model may take; see docs/limits.md. */
  readonly budget?: Budget;
  /** Modules of custom operators, from the current folder; none if absent. */
  readonly customOps?: readonly string[];
}

export interface EvaluateResult {
  readonly images: number;
  readonly top1: Proportion;
  readonly top5: Proportion;
  readonly against?: {
    readonly top1: Proportion;
    readonly top5: Proportion;
    /** `delta` is the model's share right minus the other's. */
    readonly comparison: PairedComparison;
    /** Share of pictures on which both models name the same class. */
    readonly agreement: number;
  };
}

/** Top-1 and top-5 over labelled pictures, for a model of any stage or a `.bin`. Throws DiagnosticError. */
export async function evaluate(request: EvaluateRequest, events: JobEvents): Promise<EvaluateResult> {
  const labels = await readLabels(request.labelPath);
  checkPictures(labels, request.imagePath, request.labelPath);
  const ops = await loadCustomOps(request.customOps ?? []);
  const sink = new CollectingSink();
  const files = [request.model, ...(request.against === undefined ? [] : [request.against])];
  const lanes: Lane[] = [];
  const seats: OpenedModel[][] = [];
  try {
    for (let seat = 0; seat < Math.min(request.threads ?? availableParallelism(), labels.length); seat++) {
      seats.push([]);
      for (const file of files) {
        const lane = foreignLane(request.budget, ops);
        lanes.push(lane);
        seats[seat].push(await openModel(file, lane, sink, ops));
      }
    }
    const scores = files.map(() => new Accuracy());
    let done = 0;
    const work = labels.map(({ name, label }) => async (seat: number) => {
      const results: Float32Array[] = [];
      for (const [i, file] of files.entries())
        results.push(await score(seats[seat][i], file, join(request.imagePath, name), request.fit));
      return { label, results };
    });
    await inOrder(work, seats.length, ({ label, results }) => {
      if (results.some(({ length }) => length !== results[0].length))
        fail(PIPELINE.classCounts({ files, classes: results.map(({ length }) => length) }, { name: '--against' }));
      if (done === 0) checkLabels(labels, results[0].length, request.labelPath);
      results.forEach((values, i) => scores[i].add(values, label));
      events.progress('evaluate', ++done, labels.length);
    });
    const [own, other] = scores;
    return {
      images: labels.length,
      top1: own.top1,
      top5: own.top5,
      ...(other
        ? {
            against: {
              top1: other.top1,
              top5: other.top5,
              comparison: comparePaired(other.correct, own.correct),
              agreement: agreement(own.predictions, other.predictions),
            },
          }
        : {}),
    };
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

async function score(
  { executor, inputs, scales }: OpenedModel,
  file: string,
  image: string,
  fit: FitOptions,
): Promise<Float32Array> {
  const [port, ...others] = executor.inputs;
  if (others.length > 0)
    fail(PIPELINE.severalInputs({ file, inputs: executor.inputs.map(({ name }) => name) }, { name: file, file }));
  const meta =
    inputs?.find(({ name }) => name === port.name) ?? fail(PIPELINE.undescribed({ file }, { name: port.name, file }));
  const outputs = await executor.run(new Map([[port.name, await feedImage(image, port, meta, fit)]]));
  const [[name, first]] = outputs;
  if (!isScoreList(first))
    fail(PIPELINE.noClassifier({ file, output: name, type: `${first.dtype}[${formatShape(first.shape)}]` }, { name }));
  const scores = firstScores(outputs, scales);
  const count = scores.filter(Number.isNaN).length;
  return count === 0 ? scores : fail(PIPELINE.brokenScores({ file, image, count }, { name, file: image }));
}
