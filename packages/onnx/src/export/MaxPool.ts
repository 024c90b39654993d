import { MaxPool as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';
import { type WindowAttrs, padsFit } from './window';

/**
 * MaxPool under ONNX's names for the window; pads as large as the kernel, which runtimes refuse, as a Pad of −∞ before
 * it.
 */
export const MaxPool = defineExporter(op, (site) => {
  const write = (x: string, window: WindowAttrs) =>
    site.emit('MaxPool', [x], site.outputs, plainAttributes(op, window, { kernel: 'kernel_shape' }));
  const [x] = site.inputs;
  const { pads } = site.attrs;
  if (padsFit(site.attrs)) return write(x, site.attrs);
  const {
    shape: [n, c, h, w],
    ...type
  } = site.typeOf(x);
  const [top, left, bottom, right] = pads;
  const padded = site.intermediate('padded', { ...type, shape: [n, c, h + top + bottom, w + left + right] });
  site.emit(
    'Pad',
    [
      x,
      site.constant('pads', int64([8], [0, 0, top, left, 0, 0, bottom, right])),
      site.constant('lowest', float32([], [-Infinity])),
    ],
    [padded],
    [],
    'padded',
  );
  write(padded, { ...site.attrs, pads: [0, 0, 0, 0] });
});
