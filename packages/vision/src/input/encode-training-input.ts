import { type Tensor, makeTensor } from '@openbpu/tensor';
import type { Image } from '../image/image';
import { type InputEncoding, encodeInput } from './encode-input';

/** `input_type_train` of a picture: nv12 is no training type. */
export type TrainingEncoding = InputEncoding & { readonly type: Exclude<InputEncoding['type'], 'nv12'> };

/**
 * A picture as the float32 tensor a calibration sample holds: the bytes of `encodeInput` as numbers 0..255, mean and
 * scale not applied.
 */
export function encodeTrainingInput(image: Image, encoding: TrainingEncoding): Tensor<'float32'> {
  const bytes = encodeInput(image, encoding);
  return makeTensor('float32', bytes.shape, new Float32Array(bytes.data));
}
