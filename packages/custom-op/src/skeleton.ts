import type { NodeKind } from './custom-ops';

/** A module to begin with, as text: what a hint shows for an operator that no module gives. */
export function skeletonOf({ domain, type }: NodeKind): string {
  return [
    "import { defineCustomOp } from '@openbpu/plugin-api';",
    'export default defineCustomOp({',
    `  domain: '${domain}', type: '${type}',`,
    '  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],',
    '  evaluate: ([x]) => [{ dtype: x.dtype, shape: x.shape, data: x.data.map((v) => v) }],',
    '});',
  ].join('\n');
}

/** The same for the class of a PyOp. */
export function classSkeletonOf({
  className,
  compute,
}: {
  readonly className: string;
  readonly compute: string;
}): string {
  return [
    `export class ${className} {`,
    `  ${compute}(x) {`,
    '    return x.data.map((v) => v); // x.dtype, x.shape, x.data; one argument an input',
    '  }',
    '}',
  ].join('\n');
}
