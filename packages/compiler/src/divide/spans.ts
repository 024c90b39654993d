import { extentOf } from '@openbpu/machine';
import type { Access } from '../buffer';

/** Bytes `from` to below `to` of a buffer. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(access: Access): Span {
  return { from: access.offset, to: access.offset + extentOf(access) };
}

/** The span of both, what lies between them included. */
export function around(a: Span | undefined, b: Span): Span {
  return a ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : b;
}

/** What both have in common; undefined where that is nothing. */
export function common(a: Span | undefined, b: Span | undefined): Span | undefined {
  if (!a || !b) return undefined;
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from < to ? { from, to } : undefined;
}

/** What of a span lies outside of another: before it, behind it, or both. */
export function beside(span: Span | undefined, other: Span | undefined): Span[] {
  if (!span || !other) return span ? [span] : [];
  return [
    { from: span.from, to: Math.min(span.to, other.from) },
    { from: Math.max(span.from, other.to), to: span.to },
  ].filter(({ from, to }) => from < to);
}
