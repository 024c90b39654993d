#!/usr/bin/env node
/** `hb_mapper data_preprocess` by its own name. */
process.argv.splice(2, 0, 'data_preprocess');
require('./hb_mapper.js');
