import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { Transpose } from '@openbpu/ops';
import { removedWith } from './sole-producer';

/**
 * Before: Transpose -> Transpose
 * After: one Transpose, named like the second; remove-identity takes it away when it changes nothing
 * Conditions: none; where somebody else reads the first, it stays for them.
 * Formula: `perm[i] = first[second[i]]`.
 */
export const mergeTransposes = rewritePass<'original'>({
  name: 'merge-transposes',
  summary: 'Merges transposes that follow each other.',
  rewrite(node, graph) {
    const first = Transpose.is(node) ? graph.producer(node.inputs[0]) : undefined;
    if (!Transpose.is(node) || !first || !Transpose.is(first)) return undefined;
    const gone = removedWith(node, first, graph);
    const build = new PatchBuilder(graph, `merge the transposes "${first.id}" and "${node.id}"`).remove(...gone);
    const perm = node.attrs.perm.map((axis) => first.attrs.perm[axis]);
    build.node({ ...node, attrs: { perm }, inputs: first.inputs, origins: gone.flatMap(({ origins }) => origins) });
    return build.build();
  },
});
