-- Neovim without the plugin, configured as the book shows it.
local steps = require('steps')
local step, equal, eventually = steps.step, steps.equal, steps.eventually

step('the configuration alone shows findings', function()
  equal(pcall(require, 'prefect_lint'), false)
  steps.open('prefect.yaml')
  steps.set(steps.changed(steps.text(), 'entrypoint: flows', 'entrypont: flows'))
  eventually(steps.shown, { '7:5 PF101 there is no key `entrypont` in a deployment' })
end)

steps.finish()
