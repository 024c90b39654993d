import { familyOf, protocolOf } from './measurement';
import { published } from './published';

describe('familyOf', () => {
  it.each([
    ['yolov5nu', 'yolov5u'],
    ['yolov5s_2.0', 'yolov5'],
    ['yolov8x_seg', 'yolov8'],
    ['yolov9c_seg', 'yolov9'],
    ['yolov10n', 'yolov10'],
    ['yolo11n_cls', 'yolo11'],
    ['yolo26l', 'yolo26'],
    ['yolov13s', 'yolov13'],
    ['mobilenet_v2', 'mobilenet_v2'],
    ['mobilenet_v4_conv_small', 'mobilenet_v4'],
    ['efficientformer_l1', 'efficientformer'],
    ['efficientformerv2_s0', 'efficientformerv2'],
    ['efficientnet_b2', 'efficientnet'],
    ['repvgg_b1g2', 'repvgg'],
    ['resnet18', 'resnet'],
    ['resnext50', 'resnext'],
    ['3d_net', '3d_net'],
  ])('%s is of %s', (network, family) => {
    expect(familyOf(network)).toBe(family);
  });

  it('gives many families to fit to', () => {
    const families = new Set(
      published.filter(({ march }) => march === 'bayes-e').map(({ network }) => familyOf(network)),
    );
    expect(families.size).toBeGreaterThan(20);
  });
});

describe('protocolOf', () => {
  it('tells tables of classifiers from the others', () => {
    const of = (network: string) => published.filter((row) => row.network === network).map(protocolOf);
    expect(of('resnet18')).toEqual(['classifiers', 'classifiers']);
    expect(of('yolov8n_cls')).toEqual(['detectors']);
    expect(protocolOf({ source: 'a table with a column of classes' })).toBe('detectors');
  });
});
