/** What a module does wrong, or a node that stands for its operator. */
export type CustomOpFault =
  /** The attributes of the node. */
  | 'attributes'
  /** The types that it is given, as `infer` says; or those that `infer` gives. */
  | 'types'
  /** It throws while it computes. */
  | 'throws'
  /** What it computes is not what `infer` announced. */
  | 'results'
  /** What `onnx` writes. */
  | 'body';

/** Thrown where a custom operator cannot do its work; whoever asked it makes a diagnostic of it. */
export class CustomOpError extends Error {
  constructor(
    readonly fault: CustomOpFault,
    /** One sentence without its subject, which is the operator or the node. */
    readonly problem: string,
    cause?: unknown,
    /** The attribute it is about, for `attributes`. */
    readonly attribute?: string,
  ) {
    super(problem, { cause });
  }
}

/** What a module threw, and where in it: `x is not defined (my-op.ts:12)`. `file` is the path of the module. */
export function thrownBy(error: unknown, file: string): string {
  const said =
    error instanceof Error || isErrorLike(error) ? error.message || error.name : `it throws ${String(error)}`;
  const [first] = said.trim().split('\n');
  const stack = isErrorLike(error) ? (error.stack ?? '') : '';
  const name = file.split(/[\\/]/).at(-1) ?? file;
  const line = stack
    .split('\n')
    .flatMap((frame) => (frame.includes(file) ? (/:(\d+):\d+\)?$/.exec(frame)?.[1] ?? []) : []))[0];
  return line === undefined ? first : `${first} (${name}:${line})`;
}

/** Errors of another realm are no instances of this one's `Error`. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
