#!/usr/bin/env node
/** `hb_mapper data_preprocess` by its own name. */
require('./run.js').run('hb_mapper', ['data_preprocess', ...process.argv.slice(2)]);
