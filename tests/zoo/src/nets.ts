import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the networks lie: beside the project, never part of it. */
export const ZOO = join(process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data'), 'more');

/** Photographs of everyday scenes, beside the networks. */
export const PHOTOGRAPHS = join(ZOO, '../images/coco64/images');

export const HAVE_ZOO = existsSync(join(ZOO, 'README.md'));

/** What the elements of an input look like. */
export interface Content {
  readonly low: number;
  readonly high: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** Calibrated with photographs, their bytes spread between the bounds, in this order of colours. */
  readonly photo?: 'rgb' | 'bgr';
}

/** A network, and what must be said to read it and to feed it. */
export interface Net {
  readonly name: string;
  readonly files: { readonly onnx: string } | { readonly prototxt: string; readonly caffemodel: string };
  /** Shapes of inputs that the file leaves open. */
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
  /** By input; of others the elements lie between −1 and 1. */
  readonly content?: Readonly<Record<string, Content>>;
}

const UNIT: Content = { low: 0, high: 1, photo: 'rgb' };
const BYTES: Content = { low: 0, high: 255, photo: 'rgb' };
const SIGNED: Content = { low: -1, high: 1, photo: 'rgb' };
/** About what the means and deviations of ImageNet make of bytes. */
const PICTURE: Content = { low: -2, high: 2.5, photo: 'rgb' };
const ZEROS: Content = { low: 0, high: 0 };
const bgr = (content: Content): Content => ({ ...content, photo: 'bgr' });

const onnx = (file: string, content: Net['content'] = {}, shapes: Net['shapes'] = {}): Net => ({
  name: file.replace(/^.*\//, '').replace(/\.onnx$/, ''),
  files: { onnx: file },
  shapes,
  content,
});

const caffe = (
  prototxt: string,
  pixels: Content,
  caffemodel = prototxt.replace(/prototxt$/, 'caffemodel'),
  name?: string,
): Net => ({
  name: name ?? caffemodel.replace(/^.*\//, '').replace(/\.caffemodel$/, ''),
  files: { prototxt, caffemodel },
  content: { data: pixels },
});

/** All of them, in the order of their README. */
export const NETS: readonly Net[] = [
  onnx('yolov5lite-e/v5Lite-e-sim-320.onnx', { images: UNIT }),
  onnx('yolo-fastestv2/yolo-fastestv2.onnx', { 'input.1': bgr(UNIT) }),
  onnx('scrfd/scrfd_500m_kps.onnx', { images: SIGNED }),
  onnx('retinaface-qdq/RetinaFace_int.onnx', { 'RetinaFace::input_0': { low: -117, high: 138, photo: 'bgr' } }),
  onnx('yolov8-face/face-quality-assessment.onnx', { input: SIGNED }),
  onnx('hand/hand_landmark.onnx', { input_1: UNIT }),
  onnx('blazeface/blazeface.onnx', { input: SIGNED }),
  onnx('blazeface/blazeface_int8.onnx', { input: SIGNED }),
  onnx('obs/selfie_segmentation.onnx', { 'input_1:0': UNIT }),
  onnx('obs/SINet_Softmax_simple.onnx', { data: { low: -0.007, high: 0.009, photo: 'bgr' } }),
  onnx('obs/tcmonodepth_tcsmallnet_192x320.onnx', { input: BYTES }),
  onnx('obs/zero_dce_180x320.onnx', { input_1: UNIT }),
  onnx('obs/semantic_guided_llie_180x324.onnx', { input: UNIT }),
  onnx('lstr/lstr_360x640.onnx', { input_rgb: PICTURE, input_mask: ZEROS }),
  onnx('ppocr/ch_PP-OCRv3_det_infer.onnx', { x: bgr(PICTURE) }, { x: [1, 3, 320, 320] }),
  onnx('plate/Final_LPRNet_model.onnx', { 'input.1': bgr(SIGNED) }),
  onnx('nanotrack/nanotrackv3_nanotrack_backbone.onnx', { input: bgr(BYTES) }, { input: [1, 3, 255, 255] }),
  onnx('nanotrack/nanotrackv3_nanotrack_head.onnx'),
  onnx('derived/resnet20_cifar10.onnx', { input: PICTURE }),
  onnx('mobilefacenet/mobilefacenet.onnx', { input: SIGNED }),
  onnx('osnet/osnet_x0_25_msmt17.onnx', { images: PICTURE }, { images: [1, 3, 256, 128] }),
  onnx('gtcrn/gtcrn.onnx'),
  onnx('gtcrn/gtcrn_simple.onnx'),
  onnx('openwakeword/melspectrogram.onnx', { input: { low: -8000, high: 8000, whole: true } }, { input: [1, 12640] }),
  onnx('openwakeword/embedding_model.onnx', {}, { input_1: [1, 76, 32, 1] }),
  onnx('openwakeword/hey_jarvis_v0.1.onnx'),
  onnx('magika/standard_v3_3.onnx', { bytes: { low: 0, high: 256, whole: true } }, { bytes: [1, 2048] }),
  caffe('wechat_qr/detect.prototxt', UNIT),
  caffe('wechat_qr/sr.prototxt', UNIT),
  caffe('hyperlpr-caffe/mininet_ssd_v1.prototxt', PICTURE),
  caffe('hyperlpr-caffe/HorizonalFinemapping.prototxt', bgr(UNIT)),
  caffe(
    'hyperlpr-caffe/HorizonalFinemapping.prototxt',
    bgr(UNIT),
    'hyperlpr-caffe/HorizonalFinemapping_fp16raw.caffemodel',
  ),
  caffe('yoloface-caffe/yoloface-500k-v2.prototxt', UNIT),
  caffe('enet-caffe/enet_deploy.prototxt', bgr(BYTES), 'enet-caffe/cityscapes_weights.caffemodel', 'enet_deploy'),
  caffe(
    'enet-caffe/enet_deploy_final.prototxt',
    bgr(BYTES),
    'enet-caffe/cityscapes_weights.caffemodel',
    'enet_deploy_final',
  ),
  onnx('negative/mobilenet_v2_fp32_missing_external_data.onnx', {}, { input: [1, 3, 224, 224] }),
];
