import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TrainingType } from '@openbpu/tensor';
import type { Fit } from '@openbpu/vision';

/** Trained networks and pictures: beside the project, never part of it. */
export const DATA = process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data');

export const HAVE_DATA = existsSync(join(DATA, 'README.md'));

/** A network that takes pictures, and what its publisher does to them. */
export interface Net {
  readonly name: string;
  readonly files: { readonly onnx: string } | { readonly prototxt: string; readonly caffemodel: string };
  readonly order: Exclude<TrainingType, 'featuremap' | 'yuv444'>;
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
  readonly pictures: 'imagenet500' | 'coco64';
  readonly fit: Fit;
  readonly detector: boolean;
  /** Shapes that the file leaves open. */
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
  /** Inputs that are fed with zeros. */
  readonly zeros?: readonly string[];
  /** One of those that the published figures are of. */
  readonly chosen: boolean;
}

/** A network of other things than pictures: only that nothing is told of what it is fed with. */
export interface OtherNet {
  readonly name: string;
  readonly file: string;
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
  /** By input: the ends of its values, −1 and 1 unless told. */
  readonly between?: Readonly<Record<string, readonly [low: number, high: number]>>;
}

/** The networks of the test data that take sounds, features or bytes. One that is refused is not among them. */
export const OTHERS: readonly OtherNet[] = [
  { name: 'kws', file: 'models/mlperf-tiny/kws.onnx', between: { input: [-60, 60] } },
  { name: 'gtcrn', file: 'more/gtcrn/gtcrn.onnx' },
  { name: 'gtcrn_simple', file: 'more/gtcrn/gtcrn_simple.onnx' },
  {
    name: 'melspectrogram',
    file: 'more/openwakeword/melspectrogram.onnx',
    shapes: { input: [1, 12640] },
    between: { input: [-8000, 8000] },
  },
  {
    name: 'wake_embedding',
    file: 'more/openwakeword/embedding_model.onnx',
    shapes: { input_1: [1, 76, 32, 1] },
    between: { input_1: [0, 5] },
  },
  { name: 'nanotrack_head', file: 'more/nanotrack/nanotrackv3_nanotrack_head.onnx' },
  {
    name: 'magika',
    file: 'more/magika/standard_v3_3.onnx',
    shapes: { bytes: [1, 2048] },
    between: { bytes: [0, 256] },
  },
];

const per = (...deviations: readonly number[]) => deviations.map((value) => 1 / value);
const IMAGENET = { mean: [123.675, 116.28, 103.53], scale: per(58.395, 57.12, 57.375) };
const IMAGENET_BGR = { mean: [103.53, 116.28, 123.675], scale: per(57.375, 57.12, 58.395) };
const UNIT = { scale: per(255) };
const SIGNED = (mean: number, deviation: number) => ({ mean: [mean], scale: per(deviation) });
const CAFFE = { mean: [104, 117, 123] };

const crop = (size: number) =>
  ({ pictures: 'imagenet500', fit: { kind: 'crop', shortSide: 256, height: size, width: size } }) as const;
const thumbs = (size: number) =>
  ({ pictures: 'imagenet500', fit: { kind: 'resize', height: size, width: size } }) as const;
const scenes = (height: number, width = height) =>
  ({ pictures: 'coco64', fit: { kind: 'resize', height, width } }) as const;

type Look = Pick<Net, 'pictures' | 'fit'> & Partial<Net>;

const onnx = (name: string, file: string, order: Net['order'], look: Look): Net => ({
  detector: false,
  chosen: false,
  ...look,
  name,
  files: { onnx: file },
  order,
});
const caffe = (name: string, file: string, order: Net['order'], look: Look, prototxt = `${file}.prototxt`): Net => ({
  ...onnx(name, file, order, look),
  files: { prototxt, caffemodel: `${file}.caffemodel` },
});
const detector = { detector: true } as const;
const chosen = { chosen: true } as const;

/** All networks of the test data that take pictures. */
export const NETS: readonly Net[] = [
  onnx('resnet8', 'models/mlperf-tiny/resnet8.onnx', 'rgb', thumbs(32)),
  onnx('mnist-8', 'models/mnist/mnist-8.onnx', 'gray', thumbs(28)),
  onnx('mnist_tengine', 'models/mnist/mnist_tengine.onnx', 'gray', { ...UNIT, ...thumbs(28) }),
  caffe('mtcnn_det1', 'models/mtcnn/det1', 'rgb', { ...SIGNED(127.5, 128), ...scenes(12), ...detector }),
  caffe('mtcnn_det2', 'models/mtcnn/det2', 'rgb', { ...SIGNED(127.5, 128), ...scenes(24), ...detector }),
  onnx('vww', 'models/mlperf-tiny/vww_96_float.onnx', 'rgb', { ...UNIT, ...scenes(96) }),
  caffe('ultraface_caffe', 'models/ultraface/RFB-320', 'rgb', {
    ...SIGNED(127, 128),
    ...scenes(240, 320),
    ...detector,
  }),
  onnx('ultraface_simplified', 'models/ultraface/version-RFB-320_simplified.onnx', 'rgb', {
    ...SIGNED(127, 128),
    ...scenes(240, 320),
    ...detector,
  }),
  onnx('ultraface', 'models/ultraface/version-RFB-320.onnx', 'rgb', {
    ...SIGNED(127, 128),
    ...scenes(240, 320),
    ...detector,
    ...chosen,
  }),
  onnx('yunet', 'models/yunet_n_320_320.onnx', 'bgr', { ...scenes(320), ...detector }),
  caffe(
    'squeezenet_v1.1',
    'models/squeezenet_v1.1/squeezenet_v1.1',
    'bgr',
    { ...CAFFE, ...crop(227), shapes: { data: [1, 3, 227, 227] } },
    'models/squeezenet_v1.1/deploy.prototxt',
  ),
  caffe('mobilenet_v1', 'models/mobilenet_v1/mobilenet_v1', 'bgr', {
    ...SIGNED(127.5, 127.5),
    ...crop(224),
    ...chosen,
  }),
  onnx('mobilenet_v2', 'models/mobilenet_v2.onnx', 'rgb', { ...IMAGENET, ...crop(224), ...chosen }),
  onnx('nanodet_m_320', 'models/nanodet_m_320.onnx', 'bgr', {
    ...IMAGENET_BGR,
    ...scenes(320),
    ...detector,
    ...chosen,
  }),
  onnx('yolox_nano', 'models/yolox_nano.onnx', 'bgr', {
    pictures: 'coco64',
    fit: { kind: 'pad', height: 416, width: 416, padValue: 114, position: 'bottom_right' },
    ...detector,
  }),
  onnx('yolov5lite-e', 'more/yolov5lite-e/v5Lite-e-sim-320.onnx', 'rgb', { ...UNIT, ...scenes(320), ...detector }),
  onnx('yolo-fastestv2', 'more/yolo-fastestv2/yolo-fastestv2.onnx', 'bgr', { ...UNIT, ...scenes(352), ...detector }),
  onnx('scrfd', 'more/scrfd/scrfd_500m_kps.onnx', 'rgb', { ...SIGNED(127.5, 128), ...scenes(640), ...detector }),
  onnx('retinaface', 'more/retinaface-qdq/RetinaFace_int.onnx', 'bgr', { ...CAFFE, ...scenes(320), ...detector }),
  onnx('face-quality', 'more/yolov8-face/face-quality-assessment.onnx', 'rgb', {
    ...SIGNED(127.5, 127.5),
    ...scenes(112),
  }),
  onnx('hand_landmark', 'more/hand/hand_landmark.onnx', 'rgb', { ...UNIT, ...scenes(224) }),
  onnx('blazeface', 'more/blazeface/blazeface.onnx', 'rgb', { ...SIGNED(127.5, 127.5), ...scenes(128), ...detector }),
  onnx('blazeface_int8', 'more/blazeface/blazeface_int8.onnx', 'rgb', {
    ...SIGNED(127.5, 127.5),
    ...scenes(128),
    ...detector,
  }),
  onnx('selfie', 'more/obs/selfie_segmentation.onnx', 'rgb', { ...UNIT, ...scenes(256) }),
  onnx('sinet', 'more/obs/SINet_Softmax_simple.onnx', 'bgr', {
    mean: [102.89, 111.25, 126.91],
    scale: per(62.93 * 255, 62.82 * 255, 66.36 * 255),
    ...scenes(320),
  }),
  onnx('tcmonodepth', 'more/obs/tcmonodepth_tcsmallnet_192x320.onnx', 'rgb', scenes(192, 320)),
  onnx('zero_dce', 'more/obs/zero_dce_180x320.onnx', 'rgb', { ...UNIT, ...scenes(180, 320) }),
  onnx('semantic_llie', 'more/obs/semantic_guided_llie_180x324.onnx', 'rgb', { ...UNIT, ...scenes(180, 324) }),
  onnx('lstr', 'more/lstr/lstr_360x640.onnx', 'rgb', { ...IMAGENET, ...scenes(360, 640), zeros: ['input_mask'] }),
  onnx('ppocr', 'more/ppocr/ch_PP-OCRv3_det_infer.onnx', 'bgr', {
    ...IMAGENET,
    ...scenes(320),
    shapes: { x: [1, 3, 320, 320] },
  }),
  onnx('lprnet', 'more/plate/Final_LPRNet_model.onnx', 'bgr', { ...SIGNED(127.5, 128), ...scenes(24, 94) }),
  onnx('nanotrack', 'more/nanotrack/nanotrackv3_nanotrack_backbone.onnx', 'bgr', {
    ...scenes(255),
    shapes: { input: [1, 3, 255, 255] },
  }),
  onnx('resnet20', 'more/derived/resnet20_cifar10.onnx', 'rgb', { ...IMAGENET, ...thumbs(32), ...chosen }),
  onnx('mobilefacenet', 'more/mobilefacenet/mobilefacenet.onnx', 'rgb', { ...SIGNED(127, 128), ...scenes(112) }),
  onnx('osnet', 'more/osnet/osnet_x0_25_msmt17.onnx', 'rgb', {
    ...IMAGENET,
    ...scenes(256, 128),
    shapes: { images: [1, 3, 256, 128] },
    ...chosen,
  }),
  caffe('wechat_detect', 'more/wechat_qr/detect', 'gray', { ...UNIT, ...scenes(384), ...detector }),
  caffe('wechat_sr', 'more/wechat_qr/sr', 'gray', { ...UNIT, ...scenes(224) }),
  caffe('mininet_ssd', 'more/hyperlpr-caffe/mininet_ssd_v1', 'rgb', { ...IMAGENET, ...scenes(512), ...detector }),
  caffe('finemapping', 'more/hyperlpr-caffe/HorizonalFinemapping', 'bgr', { ...UNIT, ...scenes(16, 66) }),
  caffe(
    'finemapping_fp16',
    'more/hyperlpr-caffe/HorizonalFinemapping_fp16raw',
    'bgr',
    { ...UNIT, ...scenes(16, 66) },
    'more/hyperlpr-caffe/HorizonalFinemapping.prototxt',
  ),
  caffe('yoloface', 'more/yoloface-caffe/yoloface-500k-v2', 'rgb', { ...UNIT, ...scenes(288, 352), ...detector }),
  caffe(
    'enet',
    'more/enet-caffe/cityscapes_weights',
    'bgr',
    scenes(512, 1024),
    'more/enet-caffe/enet_deploy_final.prototxt',
  ),
];
