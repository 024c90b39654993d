import { Identity } from '@openbpu/ops';
import { CAFFE } from '../catalogue';
import type { Layer } from '../net/layer';
import type { LayerRule } from './layer-rule';

/** Nothing: it only keeps a blob from becoming an output. */
export const Silence: LayerRule = {
  types: ['Silence'],
  translate: () => [],
};

/** Wiring only: every top is the bottom. */
export const Split: LayerRule = {
  types: ['Split'],
  translate: (site) => Array.from({ length: site.topCount }, () => site.only),
};

/** `Identity`: outside of training nothing is dropped. The ratio is of no interest. */
export const Dropout: LayerRule = {
  types: ['Dropout'],
  translate(site) {
    const param = site.param('dropout_param');
    param.real('dropout_ratio');
    if (!param.flag('scale_train', true)) site.unsupported('scale_train: false');
    return site.finish(Identity, [site.only]);
  },
};

/**
 * A layer written in Python has no meaning without its code. A dropout is known by the name of its class and is an
 * `Identity`, with a note; every other class is refused by its name.
 */
export const Python: LayerRule = {
  types: ['Python'],
  refusal(layer) {
    const { module, name } = pythonClass(layer);
    if (/dropout/i.test(name)) return undefined;
    const of = module === '' ? '' : ` of module ${module}`;
    return (
      `its code, class ${name || '(not written)'}${of}, is not part of the model: let the network end before it and ` +
      'carry it out on the host'
    );
  },
  translate(site) {
    const { name, parameters } = pythonClass(site.layer);
    if (/\bTRAIN\b/i.test(parameters)) site.unsupported(`a ${name} of the TRAIN phase`);
    site.report(CAFFE.pythonDropout({ layer: site.layer.name, class: name }, site.layer.origin));
    return site.finish(Identity, [site.only]);
  },
};

function pythonClass({ fields }: Layer) {
  const param = fields.child('python_param');
  return {
    module: param.string('module', ''),
    name: param.string('layer', ''),
    parameters: param.string('param_str', ''),
  };
}
