import * as all from './all';
import type { NodeExporter } from './exporter';

/** The exporters of every op whose ONNX form is not simply its own name and attributes. */
export function standardExporters(): readonly NodeExporter[] {
  return Object.values<NodeExporter>(all);
}
