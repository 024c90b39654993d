import { join } from 'node:path';
import { CollectingSink, fail } from '@openbpu/diagnostics';
import { Accuracy, type PairedComparison, type Proportion, agreement, comparePaired, readLabels } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import type { JobEvents } from '../events';
import { type FitOptions, feedImage } from './feed-image';
import { type OpenedModel, openModel } from './open-model';

export interface EvaluateRequest {
  readonly model: string;
  /** A second model to compare with, picture by picture. */
  readonly against?: string;
  readonly imagePath: string;
  readonly labelPath: string;
  readonly fit: FitOptions;
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
  if (labels.length === 0) fail(PIPELINE.noPictures({ file: request.labelPath }, { name: 'label_path', file: request.labelPath }));
  const sink = new CollectingSink();
  const files = [request.model, ...(request.against === undefined ? [] : [request.against])];
  const models: OpenedModel[] = [];
  try {
    for (const file of files) models.push(await openModel(file, sink));
    const scores = models.map(() => new Accuracy());
    for (const [done, { name, label }] of labels.entries()) {
      const image = join(request.imagePath, name);
      const results = await Promise.all(models.map((model, i) => score(model, files[i], image, request.fit)));
      results.forEach((values, i) => scores[i].add(values, label));
      events.progress('evaluate', done + 1, labels.length);
    }
    const [own, other] = scores;
    return {
      images: labels.length,
      top1: own.top1,
      top5: own.top5,
      ...(other ? { against: { top1: other.top1, top5: other.top5, comparison: comparePaired(other.correct, own.correct), agreement: agreement(own.predictions, other.predictions) } } : {}),
    };
  } finally {
    for (const model of models) await model.close();
  }
}

async function score({ executor, inputs }: OpenedModel, file: string, image: string, fit: FitOptions): Promise<Float32Array> {
  const [port] = executor.inputs;
  const meta = inputs?.find(({ name }) => name === port.name) ?? fail(PIPELINE.undescribed({ file }, { name: port.name, file }));
  const outputs = await executor.run(new Map([[port.name, await feedImage(image, port, meta, fit)]]));
  const [first] = outputs.values();
  return Float32Array.from(first.data as ArrayLike<number>);
}
