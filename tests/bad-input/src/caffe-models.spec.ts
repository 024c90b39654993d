import { expectRefusal, inWorkshop } from './expect-refusal.fixture';
import { runProgram } from '@openbpu/cli/testing';
import { ACCURACY_LAYER, caffemodel, prototxt } from './small-caffe';

const { shop, convert } = inWorkshop();

const checked = (...more: string[]) =>
  runProgram([
    'checker',
    '--model-type',
    'caffe',
    '--march',
    'bernoulli2',
    '--proto',
    'net.prototxt',
    '--model',
    'net.caffemodel',
    ...more,
  ]);

/** A conversion and a check that both must refuse. */
async function both(files: {
  readonly prototxt?: string | Uint8Array;
  readonly caffemodel?: Uint8Array | string;
}): Promise<string> {
  if (files.prototxt !== undefined) await shop().put('net.prototxt', files.prototxt);
  if (files.caffemodel !== undefined) await shop().put('net.caffemodel', files.caffemodel);
  await shop().recipe({}, 'caffe');
  await convert('caffe');
  return expectRefusal(await checked());
}

it('takes the network that the others are made from', async () => {
  expect(await checked()).toMatchObject({ code: 0 });
});

describe('the examples of the guide', () => {
  it('an Accuracy layer is named with its type, as the guide says, and with its line', async () => {
    const said = await both({ prototxt: prototxt(ACCURACY_LAYER) });
    expect(said).toContain('Not support layer name=accuracy type=Accuracy');
    expect(said).toMatch(/net\.prototxt:\d+/);
  });

  it('a recipe without the Caffe files names the missing keys', async () => {
    await shop().recipe({ prototxt: undefined, caffe_model: undefined }, 'caffe');
    const said = await convert('caffe');
    expect(said).toContain("Key 'model_parameters' error");
    expect(said).toContain("Missing keys: 'caffe_model', 'prototxt'");
    expect(said).toContain('exception in command: makertbin');
  });
});

describe('a prototxt', () => {
  const whole = prototxt();

  it.each([0.1, 0.4, 0.7, 0.98])('cut off at %f', async (share) => {
    await both({ prototxt: whole.slice(0, Math.floor(whole.length * share)) });
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \n\n'],
    ['braces', '{{{{{{{{{{'],
    ['many open braces', 'layer {'.repeat(50_000)],
    ['an endless string', `name: "${'a'.repeat(100_000)}`],
    ['bytes', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 37) % 256))],
    ['a number where a name belongs', 'layer { name: 5 type: 6 }'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('of %s', async (_, text) => {
    await both({ prototxt: text });
  });

  it('with an unknown layer, an unknown bottom, an absurd size', async () => {
    expect(
      await both({ prototxt: prototxt('layer { name: "f" type: "Frobnicate" bottom: "Convolution1" top: "f" }') }),
    ).toContain('Frobnicate');
    expect(await both({ prototxt: whole.replace('bottom: "data"', 'bottom: "dat"') })).toContain(
      'did you mean "data"?',
    );
    await both({ prototxt: whole.replace('num_output: 4', 'num_output: 400000000') });
    await both({ prototxt: whole.replace('num_output: 4', 'num_output: -4') });
    await both({ prototxt: whole.replace('kernel_size: 1', 'kernel_size: 99') });
    await both({ prototxt: whole.replace('stride: 1', 'stride: 0') });
    await both({ prototxt: whole.replaceAll('dim: 8', 'dim: 0') });
  });
});

describe('a caffemodel', () => {
  const whole = caffemodel();

  it.each([0, 1, 3, 20, Math.floor(whole.length / 2), whole.length - 1])('cut off after %i bytes', async (length) => {
    await both({ caffemodel: whole.slice(0, length) });
  });

  it.each([
    ['zeros', new Uint8Array(2000)],
    ['bytes of 255', new Uint8Array(2000).fill(255)],
    ['text', '<!DOCTYPE html><html></html>'],
    ['a field that claims four gigabytes', Uint8Array.of(0xa2, 0x06, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2)],
  ])('of %s', async (_, bytes) => {
    await both({ caffemodel: bytes });
  });

  it('with bytes changed in any place is refused or taken, never more', async () => {
    for (let at = 0; at < whole.length; at += 2) {
      const broken = Uint8Array.from(whole);
      broken[at] ^= 0xff;
      await shop().put('net.caffemodel', broken);
      const { code, stdout, stderr } = await checked();
      expect({ at, said: stdout + stderr }).not.toMatchObject({ said: expect.stringContaining('This is a bug') });
      expect([0, 1]).toContain(code);
    }
  });
});

describe('files', () => {
  it('that are folders or are not there', async () => {
    for (const name of ['samples', 'absent']) {
      await shop().recipe({ prototxt: `'${name}'` }, 'caffe');
      expect(await convert('caffe')).toContain(name);
      await shop().recipe({ caffe_model: `'${name}'` }, 'caffe');
      expect(await convert('caffe')).toContain(name);
    }
  });

  it('--input-shape of an input that there is not', async () => {
    expectRefusal(await checked('--input-shape', 'dat', '1x3x8x8'));
    expectRefusal(await checked('--input-shape', 'data', '1x3x8'));
  });
});
