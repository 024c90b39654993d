import { type Document, type YAMLMap, isMap, isScalar, parseDocument } from 'yaml';
import { writtenNodeInfo } from './node-readers';
import type { NodeInfo } from './words';

/** What becomes of a recipe. */
export interface RecipeMove {
  /** All that node_info is to say: nodes that it names already as it does stay as they are written. */
  readonly nodeInfo: Readonly<Record<string, NodeInfo>>;
  /** Where a path of the recipe leads from its new folder. */
  path(given: string): string;
  /** The default of working_dir, where the recipe has none. */
  readonly workingDir: string;
  /** Lines for the top of the text, as comments. */
  readonly heading: readonly string[];
}

const PATHS = [
  ['model_parameters', ['onnx_model', 'prototxt', 'caffe_model', 'working_dir']],
  ['calibration_parameters', ['cal_data_dir']],
  ['custom_op', ['custom_op_dir']],
] as const;
const NODE_INFO = ['model_parameters', 'node_info'] as const;
const WORKING_DIR = ['model_parameters', 'working_dir'] as const;

/**
 * The text of a recipe for another folder, with other lines of node_info; comments and order stay. `text` is a recipe
 * that `parseRecipe` takes.
 */
export function movedRecipe(text: string, { nodeInfo, path, workingDir, heading }: RecipeMove): string {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  for (const [group, keys] of PATHS)
    for (const key of keys) {
      const value = scalarAt(document, [group, key]);
      if (value)
        value.value = value.value
          .split(';')
          .map((each) => moved(each, path))
          .join(';');
    }
  if (!scalarAt(document, WORKING_DIR)) document.setIn(WORKING_DIR, path(workingDir));
  const files = scalarAt(document, ['custom_op', 'op_register_files']);
  if (files && !scalarAt(document, ['custom_op', 'custom_op_dir']))
    document.setIn(['custom_op', 'custom_op_dir'], path('.'));
  setNodes(document, nodeInfo);
  const lines = [...heading.map((line) => ` ${line}`), ...(document.commentBefore ? [document.commentBefore] : [])];
  document.commentBefore = lines.join('\n');
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function moved(given: string, path: RecipeMove['path']): string {
  const [, before, name, behind] = /^(\s*)(.*?)(\s*)$/s.exec(given)!;
  return name === '' ? given : `${before}${path(name)}${behind}`;
}

/** Adds to the nodes that are there; where they are written as a text, all are written anew. */
function setNodes(document: Document, nodeInfo: RecipeMove['nodeInfo']): void {
  if (Object.keys(nodeInfo).length === 0) return;
  const there = document.getIn(NODE_INFO);
  if (!isMap(there)) document.setIn(NODE_INFO, document.createNode({}));
  const nodes = document.getIn(NODE_INFO) as YAMLMap;
  nodes.flow = false;
  for (const [node, info] of Object.entries(nodeInfo)) {
    const own = nodes.get(node);
    const properties = isMap(own) ? own : document.createNode({});
    properties.flow = true;
    for (const [property, value] of Object.entries(writtenNodeInfo(info)))
      if (!properties.has(property)) properties.set(property, value);
    if (!isMap(own)) nodes.set(node, properties);
  }
}

/** A text that is not empty. */
function scalarAt(document: Document, keys: readonly [string, string]) {
  const found = document.getIn(keys, true);
  return isScalar<string>(found) && typeof found.value === 'string' && found.value.trim() !== '' ? found : undefined;
}
