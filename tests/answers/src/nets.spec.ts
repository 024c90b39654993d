import { recipeOf } from './converted';
import { NETS } from './nets';

it('has a name for each alone', () => expect(new Set(NETS.map(({ name }) => name)).size).toBe(NETS.length));

it('writes recipes that say what the network was trained on', () => {
  const lines = (name: string) =>
    recipeOf(
      NETS.find((net) => net.name === name)!,
      'kl',
    ).split('\n');
  expect(lines('nanodet_m_320')).toEqual(
    expect.arrayContaining([
      "  input_type_train: 'bgr'",
      "  input_layout_train: 'NCHW'",
      "  norm_type: 'data_mean_and_scale'",
      "  mean_value: '103.53 116.28 123.675'",
      "  calibration_type: 'kl'",
    ]),
  );
  expect(lines('selfie')).toEqual(
    expect.arrayContaining(["  input_layout_train: 'NHWC'", "  norm_type: 'data_scale'"]),
  );
  expect(lines('yolox_nano')).toContain("  norm_type: 'no_preprocess'");
  expect(lines('retinaface')).toContain("  norm_type: 'data_mean'");
  expect(lines('osnet')).toContain("  input_shape: '1x3x256x128'");
  expect(lines('yoloface').filter((line) => /prototxt|caffe_model/.test(line))).toHaveLength(2);
});
