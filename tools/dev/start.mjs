/**
 * `npm start`: install, build, and the embedded demo: draw road signs, convert the small classifier for bayes-e, compare
 * it with its float model on drawings it has never seen, and say where the report lies.
 */
import { join } from 'node:path';
import { build, install, root, step } from './steps.mjs';

const example = join(root, 'examples/road-signs');
const output = join(example, 'model_output');
const prefix = 'road_signs_64x64_nv12';
const hbMapper = join(root, 'packages/cli/bin/hb_mapper.js');

install();
build();
step('draw 100 calibration and 200 test pictures', 'node', [
  join(root, 'tools/demo/dist/draw.js'),
  '--out',
  example,
  '--calibration',
  '100',
  '--test',
  '200',
  '--seed',
  '1',
]);
step('convert (hb_mapper makertbin)', 'node', [
  hbMapper,
  'makertbin',
  '--config',
  join(example, 'road-signs.yaml'),
  '--model-type',
  'onnx',
]);
step('accuracy of the .bin against the float model (hb_mapper evaluate)', 'node', [
  hbMapper,
  'evaluate',
  '--model',
  join(output, `${prefix}.bin`),
  '--against',
  join(output, `${prefix}_original_float_model.onnx`),
  '--image_path',
  join(example, 'test'),
  '--label_path',
  join(example, 'test/val.txt'),
]);
console.log(`\nThe report: ${join(output, `${prefix}_report.html`)}`);
