import * as path from 'node:path';
import { CollectingSink, type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { standardOps } from '@openbpu/ops';
import { dataFolder } from './data.fixture';
import { OnnxImporter } from './onnx-importer';

const folder = dataFolder();

async function complaints(name: string): Promise<readonly Diagnostic[]> {
  const importer = new OnnxImporter();
  try {
    await importer.translate(
      (await importer.match({ kind: 'onnx', model: path.join(folder!, 'models/negative', name) }))!,
      standardOps(),
      new CollectingSink(),
    );
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}

(folder ? describe : describe.skip)('models that cannot be taken (skipped where the test data is absent)', () => {
  it('names the first BatchNormalization without channels', async () => {
    const found = await complaints('ultralight_nano_simplepose.onnx');
    expect(found.map(({ code, at }) => [code, at?.name])).toEqual([
      ['IMO016', 'mobilenetv20_features_batchnormcudnnoff0_fwd'],
    ]);
    expect(found[0].hint).toContain('spatial=1');
  });

  it('names the foreign domain in the known words, and the open input', async () => {
    const found = await complaints('superresolution_custom_domain_op18.onnx');
    expect(found.map(({ message }) => message)).toEqual([
      "nodes:['DecodeImage', 'EncodeImage'] are specified as domain:com.microsoft.extensions, " +
        'which are not supported by official onnx.',
      'The shape of model input:image is [0] which has dimensions of 0. Please specify input-shape parameter.',
    ]);
  });

  it('names every control flow node and every open input at once', async () => {
    const found = await complaints('silero_vad_16k_op15.onnx');
    expect(found.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(['IMO007 input', 'IMO007 state']);
  });

  it('names the node whose inputs do not fit each other', async () => {
    const found = await complaints('starry-night-fp16.onnx');
    expect(found.map(({ code }) => code)).toEqual(['IMO012']);
    expect(found[0].message).toContain('do not broadcast');
  });
});
