import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGraph } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { JobEvents, infer, makertbin } from '@openbpu/pipeline';
import { type Tensor, decodeNpy, encodeNpy, makeTensor, saturate } from '@openbpu/tensor';

const GOLDENS = join(__dirname, '../goldens');
const golden = (name: string): Tensor => decodeNpy(readFileSync(join(GOLDENS, `${name}.npy`)));

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pictures-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Converts a net for pictures of one size with one picture to calibrate on, and gives what the calibrator saw. */
async function calibrated(picture: string, shape: string, colour: string, more: string): Promise<Tensor> {
  const text =
    `input x: float32[${shape}] NCHW\nconst w: float32[4x3x3x3] = seed 1\n` +
    'c: y = Conv(x, w) {kernel: [3, 3]}\noutput y';
  writeFileSync(join(folder, 'net.onnx'), writeOnnx(parseGraph(text, standardOps(), 'original')));
  mkdirSync(join(folder, 'pictures'));
  copyFileSync(join(GOLDENS, `${picture}.png`), join(folder, 'pictures/a.png'));
  writeFileSync(join(folder, 'pictures/notes.txt'), 'no picture');
  writeFileSync(
    join(folder, 'r.yaml'),
    `model_parameters:
  onnx_model: net.onnx
  march: bayes-e
  output_model_file_prefix: net
  debug_mode: dump_calibration_data
input_parameters:
  input_type_rt: ${colour}
  input_type_train: ${colour}
  input_layout_train: NCHW
  norm_type: no_preprocess
compiler_parameters:
  optimize_level: O0
calibration_parameters:
  cal_data_dir: pictures
  calibration_type: max
${more}`,
  );
  await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1 });
  return decodeNpy(readFileSync(join(folder, 'model_output/calibration_data/x/0.npy')));
}

/** The largest difference of what the calibrator saw, bytes minus 128, from a golden of 0 to 255. */
function farthest(seen: Tensor, name: string): number {
  const { data, shape } = golden(name);
  expect(seen.shape).toEqual(shape);
  return Array.from(data, Number).reduce(
    (far, value, i) => Math.max(far, Math.abs(value - 128 - Number(seen.data[i]))),
    0,
  );
}

it('preprocess_on: what the calibrator sees is what scikit-image reads and resizes', async () => {
  const seen = await calibrated('wide', '1x3x16x12', 'bgr', '  preprocess_on: True\n');
  expect(farthest(seen, 'preprocess-on')).toBeLessThan(1e-3);
});

describe('a group preprocess', () => {
  const GROUP = `preprocess:
  read_mode: opencv
  transformers: ShortSideResize(short_size=20); CenterCrop(crop_size=16); HWC2CHW; BGR2RGB
`;

  it('makes samples as OpenCV does, and infer takes it from the .bin and from every model', async () => {
    expect(farthest(await calibrated('wide', '1x3x16x16', 'rgb', GROUP), 'walk-through')).toBe(0);
    const { data } = golden('walk-through');
    const bytes = Uint8Array.from(Array.from(data, Number), (value) => saturate(value, 0, 255));
    const centred = Float32Array.from(bytes, (byte) => byte - 128);
    const shape = [1, 3, 16, 16];
    writeFileSync(join(folder, 'bytes.npy'), encodeNpy(makeTensor('uint8', shape, bytes)));
    writeFileSync(join(folder, 'reals.npy'), encodeNpy(makeTensor('float32', shape, centred)));
    const run = async (
      file: string,
      request: { readonly image?: string; readonly inputs: ReadonlyMap<string, string> },
    ) => {
      const save = join(folder, 'saved');
      const model = join(folder, 'model_output', file);
      const { saved } = await infer({ model, fit: {}, save, ...request }, new JobEvents());
      return decodeNpy(readFileSync(join(save, saved[0].file)));
    };
    const image = { image: join(GOLDENS, 'wide.png'), inputs: new Map<string, string>() };
    for (const [file, array] of [
      ['net.bin', 'bytes'],
      ['net_quantized_model.onnx', 'bytes'],
      ['net_original_float_model.onnx', 'reals'],
    ])
      expect(await run(file, image)).toEqual(
        await run(file, { inputs: new Map([['x', join(folder, `${array}.npy`)]]) }),
      );
  });

  it('refuses another size before a picture is read', async () => {
    await expect(calibrated('wide', '1x3x16x18', 'rgb', GROUP)).rejects.toThrow(
      /VIS053 .*every picture becomes 1x3x16x16 .*1x3x16x18/,
    );
  });
});
