import { AveragePool as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { averageCounts } from './average-counts';
import { type ExportSite, defineExporter } from './exporter';
import { type WindowAttrs, padsFit } from './window';

/**
 * AveragePool where ONNX counts as the op does: no pads counted, or all of them, and runtimes take the window.
 * Elsewhere the sums, by a depthwise convolution with ones, divided by the count of each position.
 */
export const AveragePool = defineExporter(op, (site) => {
  const { counted, ...window } = site.attrs;
  const all = counted.every((part, i) => part === window.pads[i]);
  const none = counted.every((part) => part === 0);
  const plain = window.dilations.every((step) => step === 1) && padsFit(window) && (all || none);
  if (!plain) return sums(site, window, counted);
  const attributes = [
    intsAttribute('kernel_shape', window.kernel),
    intsAttribute('strides', window.strides),
    intsAttribute('pads', window.pads),
    intAttribute('count_include_pad', all ? 1 : 0),
  ];
  site.emit('AveragePool', site.inputs, site.outputs, attributes);
});

function sums(
  site: ExportSite<unknown>,
  window: WindowAttrs,
  counted: readonly [number, number, number, number],
): void {
  const [x] = site.inputs;
  const [output] = site.outputs;
  const [, c, h, w] = site.typeOf(x).shape;
  const [, , oh, ow] = site.typeOf(output).shape;
  const taps = window.kernel[0] * window.kernel[1];
  const ones = site.constant(
    'ones',
    float32([c, 1, ...window.kernel], Array.from<number>({ length: c * taps }).fill(1)),
  );
  const counts = site.constant('counts', float32([oh, ow], averageCounts([h, w], [oh, ow], window, counted)));
  const sum = site.intermediate('sum', site.typeOf(output));
  const attributes = [
    intsAttribute('kernel_shape', window.kernel),
    intsAttribute('strides', window.strides),
    intsAttribute('dilations', window.dilations),
    intsAttribute('pads', window.pads),
    intAttribute('group', c),
  ];
  site.emit('Conv', [x, ones], [sum], attributes, 'sum');
  site.emit('Div', [sum, counts], [output]);
}
