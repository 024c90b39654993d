import { HzLut } from '@openbpu/ops';
import { defineLowering } from './define-lowering';

export const lowerHzLut = defineLowering(HzLut, ({ inputs: [x, table], outputs: [y] }) => [
  { kind: 'lut', x, table, y },
]);
