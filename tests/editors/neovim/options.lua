-- The options of the plugin, as the book shows them.
local steps = require('steps')
local step, equal, has, eventually = steps.step, steps.equal, steps.has, steps.eventually

step('patterns name manifests', function()
  vim.fn.mkdir(vim.env.PROJECT .. '/deploy', 'p')
  vim.fn.writefile({ 'pull: nothing' }, vim.env.PROJECT .. '/deploy/farm.yaml')
  steps.open('deploy/farm.yaml')
  eventually(function()
    return #steps.shown() > 0
  end, true)
  equal(vim.bo.filetype, 'yaml')
end)

step('settings of the editor count', function()
  steps.open('prefect.yaml')
  steps.client()
  steps.set(steps.changed(steps.text(), '  - name: weekly', '  - name: weekly\n    tags: farm'))
  eventually(function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].severity
  end, vim.diagnostic.severity.WARN)
end)

step('a wrong option is named', function()
  local _, trouble = pcall(require('prefect_lint').setup, { pth = 'x' })
  has(trouble, 'there is no option `pth`')
  _, trouble = pcall(require('prefect_lint').setup, { path = 5 })
  has(trouble, 'the option `path` must be a string')
end)

step('a path that leads nowhere is told', function()
  require('prefect_lint').setup({ path = '/nowhere/prefect-lint' })
  vim.cmd('PrefectLint explain PF005')
  has(steps.said(), 'the option `path` says `/nowhere/prefect-lint`, which is no program')
end)

steps.finish()
