import { type Region, extentOf } from './region';

/** Whether two regions can have a byte in common: their spans, first byte to last, do. */
export function overlap(a: Region, b: Region): boolean {
  return a.space === b.space && a.offset < b.offset + extentOf(b) && b.offset < a.offset + extentOf(a);
}
