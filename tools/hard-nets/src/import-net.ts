import { resolve } from 'node:path';
import type { Graph } from '@openbpu/ir';
import { JobEvents, RIVER, createJob, endJob, modelJob } from '@openbpu/pipeline';
import { DATA } from '@openbpu/river';
import type { HardNet } from './hard-net';

/** The tidied float graph of a net, fed with what it was trained on. */
export async function importNet({ model: { files, inputShape, inputName } }: HardNet): Promise<Graph<'optimized'>> {
  const shapes = inputShape ? { inputShapes: new Map([[inputName, inputShape.split('x').map(Number)]]) } : {};
  const source =
    'onnx' in files
      ? ({ kind: 'onnx', model: resolve(DATA, files.onnx), ...shapes } as const)
      : ({
          kind: 'caffe',
          prototxt: resolve(DATA, files.prototxt),
          caffemodel: resolve(DATA, files.caffemodel),
          ...shapes,
        } as const);
  const container = createJob(new JobEvents());
  try {
    return (await RIVER.until('optimise').run(modelJob(container, 'bayes-e', source))).optimized;
  } finally {
    await endJob(container);
  }
}
