import { type BoundOp, type CustomOps, CustomOpError, operatorName, skeletonOf } from '@openbpu/custom-op';
import { fail, nearest } from '@openbpu/diagnostics';
import { type Json, CUSTOM_VERSION, attributeDataOfJson, customOpAttrs } from '@openbpu/onnx';
import { OnnxOp } from '@openbpu/ops';
import { formatShape, sameShape } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import type { LayerSite } from '../graph/layer-site';
import type { Layer } from '../net/layer';
import type { Fields } from '../text/fields';
import type { LayerRule } from './layer-rule';

const PARAM = 'custom_param';

/**
 * A layer whose operator a module of the user gives:
 *
 *     custom_param {
 *       kind: "com.example.MyOp"               # the operator, or its type where only one is of that type
 *       param { name: "factor" value: 0.5 }    # an attribute: a number, true, false or text
 *       param { name: "sizes" values: 2 values: 4 }
 *       shape { dim: 1 dim: 8 }                # of each top, where it should be held against what the module says
 *     }
 */
export function customLayer(ops: CustomOps): LayerRule {
  return {
    types: ['Custom'],
    refusal(layer) {
      const kind = kindOf(layer);
      if (kind === '') return `name its operator: ${PARAM} { kind: "com.example.MyOp" }`;
      if (found(kind, ops) !== undefined) return undefined;
      const like = nearest(kind, ops.names);
      if (like !== undefined) return `did you mean kind: "${like}"?`;
      const several = ops.names.filter((name) => typeOf(name) === kind);
      if (several.length > 1) return `kind "${kind}" may be ${several.join(' or ')}: write the whole name`;
      const [domain, type] = [kind.slice(0, Math.max(kind.lastIndexOf('.'), 0)) || 'com.example', typeOf(kind)];
      return (
        'say in a module what it computes, and name it: op_register_files in the recipe, or --custom-op FILE. ' +
        `It begins so:\n${skeletonOf({ domain, type })}`
      );
    },
    translate(site) {
      const name = found(kindOf(site.layer), ops) ?? site.refuse('no module gives its operator');
      const kind = { domain: name.slice(0, name.lastIndexOf('.')), type: typeOf(name) };
      const param = site.param(PARAM);
      param.string('kind');
      const attributes = attributesOf(site, param);
      const inputs = site.inputs.map((id) => site.typeOf(id));
      return refusing(site, () => {
        const bound = ops.bind(kind, attributeDataOfJson(attributes));
        if (!bound) return site.refuse('no module gives its operator');
        checkShapes(site, param, bound);
        const { topCount: outputs } = site;
        const attrs = customOpAttrs(bound, { kind, version: CUSTOM_VERSION, attributes, inputs, outputs });
        if (attrs.outputTypes.length < outputs)
          site.refuse(`it has ${outputs} tops and ${operatorName(kind)} gives ${attrs.outputTypes.length}`);
        return site.finish(OnnxOp, site.inputs, { ...attrs });
      });
    },
  };
}

function kindOf(layer: Layer): string {
  return layer.fields.child(PARAM).string('kind', '');
}

/** The name of the operator that a kind stands for. */
function found(kind: string, { names }: CustomOps): string | undefined {
  if (names.includes(kind)) return kind;
  const ofType = names.filter((name) => typeOf(name) === kind);
  return ofType.length === 1 ? ofType[0] : undefined;
}

function typeOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function attributesOf(site: LayerSite, param: Fields): Record<string, Json> {
  const attributes: Record<string, Json> = {};
  for (const each of param.children('param')) {
    const name = each.string('name') ?? site.refuse('a param has no name');
    if (Object.hasOwn(attributes, name)) site.refuse(`param "${name}" is written twice`);
    const one = each.scalars('value');
    const several = each.scalars('values');
    if (one.length > 1) site.refuse(`param "${name}" has several value; a list is written values: 1 values: 2`);
    if ((one.length === 0) === (several.length === 0)) site.refuse(`param "${name}" has either a value or values`);
    const [other] = each.unread();
    if (other) site.refuse(`param "${name}" has a field ${other.field}; it takes name, and value or values`);
    attributes[name] = one.length === 1 ? single(one[0]) : list(site, name, several);
  }
  return attributes;
}

/** A number with a point, or an exponent, is real; any other is whole. */
interface Written {
  readonly text: string;
  readonly number?: number;
}

function single({ text, number }: Written): Json {
  if (number === undefined) return text === 'true' ? 1 : text === 'false' ? 0 : text;
  return isWhole(text, number) ? number : { float: Math.fround(number) };
}

function list(site: LayerSite, name: string, values: readonly Written[]): Json {
  const numbers = values.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (numbers.length === 0) return values.map(({ text }) => text);
  if (numbers.length < values.length) site.refuse(`param "${name}" has numbers and texts among its values`);
  return values.every(({ text, number = 0 }) => isWhole(text, number))
    ? numbers
    : { floats: numbers.map((number) => Math.fround(number)) };
}

function isWhole(text: string, number: number): boolean {
  return Number.isSafeInteger(number) && !/[.e]/i.test(text);
}

/** The shapes that the layer states are those that the module infers. */
function checkShapes(site: LayerSite, param: Fields, bound: BoundOp): void {
  const stated = param.children('shape').map((shape) => shape.ints('dim', 0));
  if (stated.length === 0) return;
  const inferred = bound.infer(site.inputs.map((id) => site.typeOf(id)));
  if (stated.length !== site.topCount) site.refuse(`it states ${stated.length} shapes and has ${site.topCount} tops`);
  stated.forEach((shape, i) => {
    if (!inferred[i] || !sameShape(shape, inferred[i].shape))
      site.refuse(
        `it states shape ${formatShape(shape)} of top ${i}, and its module ` +
          (inferred[i] ? formatShape(inferred[i].shape) : 'gives no such output'),
      );
  });
}

function refusing<T>(site: LayerSite, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CustomOpError)) throw error;
    const { name: layer, type, origin } = site.layer;
    const { fault, problem, attribute } = error;
    const what = fault === 'attributes' && attribute ? `param "${attribute}": ${problem}` : problem;
    return fail(CAFFE.customOp({ layer, type, problem: what }, origin), error);
  }
}
