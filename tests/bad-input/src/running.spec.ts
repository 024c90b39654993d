import { readFile } from 'node:fs/promises';
import { encodeModel } from '@openbpu/onnx';
import { encodeNpy, float32 } from '@openbpu/tensor';
import { expectRefusal, inWorkshop, makertbin } from './expect-refusal.fixture';
import { runProgram } from '@openbpu/cli/testing';
import { modelOf } from './small-model';
import { PICTURE } from './workshop';

const { shop } = inWorkshop();

/** A converted model in the workshop. */
async function converted(): Promise<void> {
  await shop().recipe();
  expect(await makertbin()).toMatchObject({
    code: 0,
  });
}

const refused = async (...argv: string[]) => expectRefusal(await runProgram(argv));

describe('infer', () => {
  it('of a .bin that is damaged', async () => {
    await converted();
    const whole = await readFile(shop().path('out/net.bin'));
    await shop().put('a.bmp', PICTURE);
    const { code, stdout: good } = await runProgram(['infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--json']);
    expect(code).toBe(0);
    for (const share of [0, 0.001, 0.1, 0.5, 0.999]) {
      await shop().put('cut.bin', whole.subarray(0, Math.floor(whole.length * share)));
      await refused('infer', '--model', 'cut.bin', '--image', 'a.bmp');
    }
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 12)) {
      const broken = Buffer.from(whole);
      broken[at] ^= 0x55;
      await shop().put('broken.bin', broken);
      // A changed byte between two sections means nothing.
      const result = await runProgram(['infer', '--model', 'broken.bin', '--image', 'a.bmp', '--json']);
      if (result.code !== 0) expectRefusal(result);
      else expect(result.stdout).toBe(good);
    }
    await refused('infer', '--model', 'out/net.bin', '--image', 'absent.jpg');
    await refused('infer', '--model', 'out/net.bin', '--image', 'samples');
    await refused('infer', '--model', 'out/net.bin', '--image', 'net.prototxt');
    await refused(
      'infer',
      '--model',
      'out/net.bin',
      '--image',
      (await shop().put('cut.bmp', PICTURE.subarray(0, 40)), 'cut.bmp'),
    );
    await refused('infer', '--model', 'out/net.bin', '--image', (await shop().put('empty.png', ''), 'empty.png'));
    await refused('infer', '--model', 'out/net.bin');
    await refused('infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--crop', 'half');
    await refused('infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--short-side', '8', '--crop', '4');
    for (const folder of ['out/net.bin', 'out/net.bin/x', ...(process.platform === 'linux' ? ['/proc/openbpu'] : [])]) {
      const said = await refused('infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--save', folder);
      expect(said).toMatch(new RegExp(`cannot write "[^"]*${folder}`));
      expect(said).not.toMatch(/\bE[A-Z]{4,}:/);
    }
    await refused('infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--short-side', '99999999', '--crop', '8');
    await refused('infer', '--model', 'out/net.bin', '--image', 'a.bmp', '--crop', '8');
  });

  it('of what is no model', async () => {
    for (const model of ['net.prototxt', 'absent.bin', 'absent.onnx', 'samples', 'samples.onnx'])
      await refused('infer', '--model', model, '--image', 'a.bmp');
    await shop().put('garbage.onnx', 'garbage');
    await shop().put('garbage.bin', 'garbage');
    await refused('infer', '--model', 'garbage.onnx', '--image', 'a.bmp');
    await refused('infer', '--model', 'garbage.bin', '--image', 'a.bmp');
  });

  it('with tensors that do not fit', async () => {
    await shop().put('good.npy', encodeNpy(float32([1, 3, 8, 8], new Float32Array(192))));
    await shop().put('small.npy', encodeNpy(float32([1, 3, 4, 4], new Float32Array(48))));
    await shop().put('cut.npy', encodeNpy(float32([1, 3, 8, 8], new Float32Array(192))).subarray(0, 300));
    await shop().put('text.npy', 'text');
    expect(await runProgram(['infer', '--model', 'model.onnx', '--input', 'x=good.npy'])).toMatchObject({ code: 0 });
    for (const given of [
      'x=small.npy',
      'x=cut.npy',
      'x=text.npy',
      'x=absent.npy',
      'x=samples',
      'z=good.npy',
      'good.npy',
      '=good.npy',
      'x=',
    ])
      await refused('infer', '--model', 'model.onnx', '--input', given);
    await refused('infer', '--model', 'model.onnx', '--image', 'absent.jpg');
  });
});

describe('evaluate', () => {
  it('of what is no classifier', async () => {
    await shop().put(
      'model.onnx',
      encodeModel(
        modelOf(
          'input x: float32[1x3x8x8] NCHW\nconst w: float32[4x3x3x3] = seed 1\n' +
            'conv: y = Conv(x, w) {kernel: [3, 3]}\noutput y',
        ),
      ),
    );
    await converted();
    await shop().put('pictures/a.bmp', PICTURE);
    await shop().put('labels.txt', 'a.bmp 1\n');
    expect(
      await refused('evaluate', '--model', 'out/net.bin', '--image_path', 'pictures', '--label_path', 'labels.txt'),
    ).toContain('PIP020');
  });

  it('with labels or pictures that are missing or wrong', async () => {
    await converted();
    await shop().put('pictures/a.bmp', PICTURE);
    await shop().put('good.txt', 'a.bmp 1\n');
    const evaluate = (labels: string, folder = 'pictures', ...more: string[]) => [
      'evaluate',
      '--model',
      'out/net.bin',
      '--image_path',
      folder,
      '--label_path',
      labels,
      ...more,
    ];
    expect(await runProgram(evaluate('good.txt'))).toMatchObject({ code: 0 });
    await shop().put('empty.txt', '');
    await shop().put('words.txt', 'a.bmp one\n');
    await shop().put('other.txt', 'b.bmp 1\n');
    await shop().put('large.txt', 'a.bmp 5\n');
    for (const labels of ['empty.txt', 'words.txt', 'other.txt', 'large.txt', 'absent.txt', 'samples'])
      await refused(...evaluate(labels));
    await refused(...evaluate('good.txt', 'absent'));
    await refused(...evaluate('good.txt', 'pictures', '--against', 'absent.onnx'));
  });
});
