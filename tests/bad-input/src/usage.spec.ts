import { expectRefusal, inWorkshop, makertbin } from './expect-refusal.fixture';
import { runProgram } from '@openbpu/cli/testing';
import { encodeModel } from '@openbpu/onnx';
import { modelOf } from './small-model';

const { shop } = inWorkshop();

describe('a command line that cannot be understood gives no zero, names what is wrong and shows no stack', () => {
  it.each([
    [['makertbin', '--config', 'recipe.yaml', '--model-type', 'onnx', '--frobnicate'], /frobnicate/],
    [['makertbin', '--config', 'recipe.yaml'], /--model-type/],
    [['makertbin', '--model-type', 'onnx'], /--config/],
    [['checker', '--model-type', 'onnx', '--march', 'bayes-e'], /--model\b/],
    [['checker', '--march', 'bayes-e', '--model', 'model.onnx'], /--model-type/],
    [['infer', '--image', 'a.png'], /--model\b/],
    [['evaluate', '--model', 'a.bin'], /--image-path|--label-path/],
    [['frobnicate'], /frobnicate|Command not found/],
    [['makertbin', '--config'], /--config/],
  ])('%j', async (argv, named) => {
    const { code, stdout, stderr } = await runProgram(argv);
    const said = stdout + stderr;
    expect(code).not.toBe(0);
    expect(said).toMatch(named);
    expect(said).toContain('hb_mapper');
    expect(said).not.toMatch(/^\s+at /m);
  });
});

describe('a value that is none', () => {
  it.each([
    [['checker', '--model-type', 'tflite', '--march', 'bayes-e', '--model', 'model.onnx'], 'tflite'],
    [['makertbin', '-c', 'recipe.yaml', '--model-type', 'tflite'], 'tflite'],
    [['checker', '--model-type', 'onnx', '--march', 'bayse-e', '--model', 'model.onnx'], 'did you mean "bayes-e"?'],
    [['checker', '--model-type', 'caffe', '--march', 'bayes-e', '--model', 'net.caffemodel'], '--proto'],
    [
      [
        'checker',
        '--model-type',
        'onnx',
        '--march',
        'bayes-e',
        '--model',
        'model.onnx',
        '--input-shape',
        'x',
        '1x3x8x8',
        '--input-shape',
        'x',
        '1x3x9x9',
      ],
      '--input-shape is given twice for "x"',
    ],
    [['infer', '--model', 'model.onnx', '--input', 'x=a.npy', '--input', 'x=b.npy'], '--input is given twice for "x"'],
    [['infer', '--model', 'model.onnx', '--image', '-a.png'], './-a.png'],
    [['infer', '--model', 'model.onnx', '--image', 'a.png', '--crop', '8'], '--short-side'],
    [['infer', '--model='], 'needs --model'],
    [['makertbin', '-c', 'recipe.yaml', '--model-type', 'onnx', '--threads', '1', '--threads', 'all'], '--threads'],
    [['makertbin', '-c', 'recipe.yaml', '--model-type', 'onnx', '--threads', '1', '--threads', '0'], '--threads'],
  ])('%j', async (argv, said) => {
    await shop().recipe();
    expect(expectRefusal(await runProgram(argv))).toContain(said);
  });
});

describe('checker --strict', () => {
  const net = (function_: string) => `graph net imported
input x: float32[1x4x8x8] NCHW
const w: float32[4x4x1x1] = seed 1
a: p = Conv(x, w) {kernel: [1, 1]}
s: q = ${function_}
b: y = Conv(q, w) {kernel: [1, 1]}
output y`;

  it.each([
    ['ends with 2 where one node falls back to the CPU', 'Softmax(p) {axis: 1}', 2, /1 of 3 nodes falls back/],
    ['ends with 0 where none does', 'Relu(p)', 0, /no node falls back/],
  ])('%s', async (_, function_, ends, said) => {
    await shop().put('model.onnx', encodeModel(modelOf(net(function_))));
    const argv = ['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'model.onnx'];
    const { code, stdout } = await runProgram([...argv, '--strict']);
    expect([code, stdout]).toEqual([ends, expect.stringMatching(said)]);
    expect((await runProgram(argv)).code).toBe(0);
  });
});

describe('--json', () => {
  it.each([
    [['makertbin', '-c', 'absent.yaml', '--model-type', 'onnx', '--json']],
    [['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'absent.onnx', '--json']],
    [['checker', '--model-type', 'tflite', '--march', 'bayes-e', '--model', 'absent.onnx', '--json']],
    [['infer', '--model', 'absent.bin', '--image', 'a.png', '--json']],
    [['evaluate', '--model', 'absent.bin', '--image_path', 'a', '--label_path', 'b', '--json']],
  ])('prints one document in failure too: %j', async (argv) => {
    const { code, stdout, stderr } = await runProgram(argv);
    expect(code).toBe(1);
    const document = JSON.parse(stdout) as {
      error: { code: string; severity: string; message: string; hint: string }[];
    };
    expect(document.error.map(({ code: each }) => each)).toEqual([expect.stringMatching(/^[A-Z]{3}\d{3}$/)]);
    expect(document.error[0].hint).toBeTruthy();
    expect(stderr).toContain(document.error[0].code);
  });

  it('prints one document in success', async () => {
    await shop().recipe();
    const { code, stdout } = await makertbin('onnx', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'makertbin' });
  });
});
