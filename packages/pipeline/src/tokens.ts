import type { CustomOps } from '@openbpu/custom-op';
import type { CollectingSink } from '@openbpu/diagnostics';
import type { OpSet } from '@openbpu/ir';
import type { Backend, Importer } from '@openbpu/plugin-api';
import type { LanePool } from '@openbpu/runtime';
import type { InjectionToken } from 'tsyringe';
import type { JobEvents } from './events';

/** What a job's container holds. Asked for only in this package; everything else gets what it needs by constructor. */
export const OPS: InjectionToken<OpSet> = Symbol.for('openbpu.ops');
export const SINK: InjectionToken<CollectingSink> = Symbol.for('openbpu.sink');
export const EVENTS: InjectionToken<JobEvents> = Symbol.for('openbpu.events');
export const LANES: InjectionToken<LanePool> = Symbol.for('openbpu.lanes');
/** What the user's modules give; none until they are loaded. */
export const CUSTOM_OPS: InjectionToken<CustomOps> = Symbol.for('openbpu.custom-ops');
export const BACKENDS: InjectionToken<readonly Backend[]> = Symbol.for('openbpu.backends');
export const IMPORTERS: InjectionToken<readonly AnyImporter[]> = Symbol.for('openbpu.importers');

/** An importer whose raw form is its own business. */
export type AnyImporter = Pick<Importer<unknown>, 'name' | 'match' | 'translate' | 'names'>;
