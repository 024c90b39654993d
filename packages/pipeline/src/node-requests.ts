import type { Recipe } from '@openbpu/config';
import { type NodeRequest, requestsOn } from '@openbpu/passes';

/** The integer type that a recipe wants the outputs of the model in. */
export function outputType({
  calibration: { optimization },
}: Pick<Recipe, 'calibration'>): 'int8' | 'int16' | undefined {
  if (optimization.includes('set_model_output_int16')) return 'int16';
  return optimization.includes('set_model_output_int8') ? 'int8' : undefined;
}

/** What a recipe asks of single nodes, whichever of its keys says it. */
export function nodeRequests({ model, calibration }: Recipe): NodeRequest[] {
  return [
    ...requestsOn('CPU', calibration.runOnCpu),
    ...requestsOn('BPU', calibration.runOnBpu),
    ...Object.entries(model.setNodeDataType).map(([node, outputType]): NodeRequest => ({
      node,
      key: 'set_node_data_type',
      outputType,
    })),
    ...Object.entries(model.nodeInfo).map(([node, asked]): NodeRequest => ({ node, key: 'node_info', ...asked })),
  ];
}
