import type { Files } from '../files';
import { convTransposeVectors, convVectors, preprocessVectors } from './conv-vectors';
import { addVectors, mulVectors, preluVectors, requantiseVectors } from './elementwise-vectors';
import { int16Vectors } from './int16-vectors';
import { matmulVectors } from './matmul-vectors';
import { normaliseVectors } from './normalise-vectors';
import { choiceVectors, comparisonVectors, divVectors } from './pair-vectors';
import { averagePoolVectors, maxPoolVectors } from './pool-vectors';
import { calibrationVectors, dequantiseVectors, quantiseVectors } from './quantise-vectors';
import { rankingVectors } from './ranking-vectors';
import { resizeVectors } from './resize-vectors';
import { sampleVectors } from './sample-vectors';
import { lutVectors, softmaxVectors } from './table-vectors';
import { formatVectorFile } from './vector';

/** What `docs/vectors` must hold. */
export function vectorFiles(): Files {
  return new Map(
    Object.entries({
      'quantize.json': quantiseVectors(),
      'dequantize.json': dequantiseVectors(),
      'calibration.json': calibrationVectors(),
      'requantize.json': requantiseVectors(),
      'conv.json': convVectors(),
      'conv-transpose.json': convTransposeVectors(),
      'preprocess.json': preprocessVectors(),
      'add.json': addVectors(),
      'mul.json': mulVectors(),
      'div.json': divVectors(),
      'max-min.json': choiceVectors(),
      'compare.json': comparisonVectors(),
      'matmul.json': matmulVectors(),
      'ranking.json': rankingVectors(),
      'prelu.json': preluVectors(),
      'average-pool.json': averagePoolVectors(),
      'max-pool.json': maxPoolVectors(),
      'lut.json': lutVectors(),
      'softmax.json': softmaxVectors(),
      'normalize.json': normaliseVectors(),
      'resize.json': resizeVectors(),
      'grid-sample.json': sampleVectors(),
      'int16.json': int16Vectors(),
    }).map(([name, file]) => [name, formatVectorFile(file)]),
  );
}
