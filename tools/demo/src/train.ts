import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { encodeModel } from '@openbpu/onnx';
import { script } from '@openbpu/testkit';
import { Chance } from './draw/chance';
import { drawLabelled } from './draw/draw-labelled';
import { classify } from './network/classify';
import { countMacs } from './network/count-macs';
import { roadSignGraph } from './network/road-sign-graph';
import { roadSignModel } from './network/road-sign-model';
import { roadSignNetwork } from './network/road-sign-network';
import { trainNetwork } from './network/train-network';
import { trainingDigest } from './network/training-digest';
import { TRAINING, TRAINING_SET, WEIGHTS_SEED } from './network/training-plan';

const TEST_SET = { count: 1000, seed: 1 };

/**
 * Draws the training set, trains the demo's model, writes it, and tells how well it does on drawings it has not seen:
 *
 *   node tools/demo/dist/train.js [FILE]
 *
 * The usual file is `examples/road-signs/road-signs.onnx`.
 */
async function main([file = join(__dirname, '../../../examples/road-signs/road-signs.onnx')]: readonly string[]) {
  const target = resolve(file);
  console.log(`drawing ${TRAINING_SET.count} signs to learn from`);
  const samples = await drawLabelled('train', TRAINING_SET);
  const network = roadSignNetwork(new Chance(WEIGHTS_SEED));
  const began = performance.now();
  trainNetwork(network, samples, {
    ...TRAINING,
    onEpoch: (epoch, loss, accuracy) =>
      console.log(
        `epoch ${epoch + 1} of ${TRAINING.epochs}: loss ${loss.toFixed(4)}, accuracy ` +
          `${(100 * accuracy).toFixed(1)} %, ${((performance.now() - began) / 1000).toFixed(0)} s`,
      ),
  });
  const bytes = encodeModel(roadSignModel(network, trainingDigest()));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  console.log(
    `${target}: ${bytes.length} bytes, ${countMacs(roadSignGraph(network))} ` +
      `multiply-accumulates, sha256 ${createHash('sha256').update(bytes).digest('hex')}`,
  );
  const test = await drawLabelled('test', TEST_SET);
  const found = classify(
    network,
    test.map(({ image }) => image),
  );
  const correct = found.filter((label, i) => label === test[i].label).length;
  console.log(
    `float top-1 on ${test.length} drawings not learnt from: ${((100 * correct) / test.length).toFixed(1)} %`,
  );
}

script(module, main);
