#!/usr/bin/env node
require('./run.js').run('hb_model_verifier');
