import { bytesPerElement } from '@openbpu/tensor';
import type { Access } from '../buffer';
import type { Box } from './box';

/** The part of a view that a box of its indices covers. */
export function subView(access: Access, box: Box): Access {
  const first = box.reduce((sum, { from }, d) => sum + from * access.strides[d], 0);
  return {
    ...access,
    offset: access.offset + first * bytesPerElement(access.dtype),
    shape: box.map(({ from, to }) => to - from),
  };
}

/** Every index of a dimension. */
export function all(size: number) {
  return { from: 0, to: size };
}
