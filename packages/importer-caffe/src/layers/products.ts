import type { ValueId } from '@openbpu/ir';
import { Gemm, MatMul as MatMulOp, Reshape, Transpose } from '@openbpu/ops';
import { type Tensor, makeTensor, sizeOf } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
import type { LayerRule } from './layer-rule';

/**
 * `Gemm`, y = x·Wᵀ + b: the dimensions before `axis` are rows, those from it on columns. Weight blob [num_output, k];
 * with `transpose` it is [k, num_output].
 */
export const InnerProduct: LayerRule = {
  types: ['InnerProduct'],
  translate(site) {
    const x = site.only;
    const param = site.param('inner_product_param');
    const cout = param.int('num_output', 1) ?? site.refuse('num_output is missing');
    const shape = site.shapeOf(x);
    const axis = site.axis(param.int('axis', -shape.length, 1), x);
    const rows = sizeOf(shape.slice(0, axis));
    const columns = sizeOf(shape.slice(axis));
    const matrix =
      shape.length === 2 && axis === 1 ? x : site.step('flatten', Reshape, [x], { shape: [rows, columns] });
    const weight = param.flag('transpose', false)
      ? transposed(site.blob(0, [columns, cout], 'weight'))
      : site.blob(0, [cout, columns], 'weight');
    const inputs = [matrix, site.constant('weight', weight)];
    if (param.flag('bias_term', true)) inputs.push(site.constant('bias', site.blob(1, [cout], 'bias')));
    if (axis === 1) return site.finish(Gemm, inputs);
    return site.finish(Reshape, [site.step('gemm', Gemm, inputs)], { shape: [...shape.slice(0, axis), cout] });
  },
};

function transposed({ shape: [rows, columns], data }: Tensor<'float32'>): Tensor<'float32'> {
  return makeTensor(
    'float32',
    [columns, rows],
    Float32Array.from({ length: data.length }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  );
}

/** The matrix product of the last two dimensions of its bottoms, the ones before them being stacks of matrices. */
export const MatMul: LayerRule = {
  types: ['MatMul'],
  translate(site) {
    const [a, b] = site.inputs;
    if (site.inputs.length !== 2) site.refuse(`it takes two bottoms and has ${site.inputs.length}`);
    const param = site.param('matmul_param');
    const left = param.flag('transpose_a', false) ? turned(site, 'a', a) : a;
    const right = param.flag('transpose_b', false) ? turned(site, 'b', b) : b;
    return site.finish(MatMulOp, [left, right]);
  },
};

function turned(site: LayerSite, which: string, x: ValueId): ValueId {
  const axes = site.shapeOf(x).map((_, i) => i);
  if (axes.length < 2) site.refuse(`bottom ${which} is no matrix`);
  return site.step(`transpose_${which}`, Transpose, [x], { perm: [...axes.slice(0, -2), ...axes.slice(-2).reverse()] });
}
