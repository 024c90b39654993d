import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeModel } from '@openbpu/onnx';
import { trainingDigest } from './training-digest';

it('stands in the committed model: node tools/demo/dist/train.js makes a stale one fresh', () => {
  const digest = trainingDigest();
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  const model = decodeModel(readFileSync(join(__dirname, '../../../../examples/road-signs/road-signs.onnx')));
  expect(model.metadataProps.find(({ key }) => key === 'training')?.value).toBe(digest);
});
