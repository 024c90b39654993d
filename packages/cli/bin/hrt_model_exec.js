#!/usr/bin/env node
require('./run.js').run('hrt_model_exec');
