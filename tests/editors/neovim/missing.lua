-- No program on the PATH: what the user is told, and the virtual environment of the project.
local steps = require('steps')
local step, equal, has, eventually = steps.step, steps.equal, steps.has, steps.eventually

step('without the program, the user is told once what to do', function()
  steps.open('prefect.yaml')
  local said = steps.said()
  has(said, 'the program `prefect-lint` is neither on the PATH nor in a .venv of this project')
  has(said, 'pip install prefect-lint')
  steps.open('prefect.yaml')
  equal(steps.said(), '')
end)

step('checkhealth says so, too', function()
  steps.open('prefect.yaml')
  vim.cmd('checkhealth prefect_lint')
  has(steps.text(), 'neither on the PATH nor in a .venv')
  has(steps.text(), 'no server is running')
end)

step('other YAML is opened in silence', function()
  steps.open('prefect.yaml')
  steps.said()
  vim.fn.writefile({ 'x: 1' }, vim.env.PROJECT .. '/other.yaml')
  steps.open('other.yaml')
  equal(steps.said(), '')
end)

step('the virtual environment of the project has the program', function()
  vim.fn.mkdir(vim.env.PROJECT .. '/.venv/bin', 'p')
  vim.loop.fs_symlink(vim.env.PROGRAM, vim.env.PROJECT .. '/.venv/bin/prefect-lint')
  steps.open('prefect.yaml')
  steps.client()
  steps.set('deployments: 5')
  eventually(function()
    return #steps.shown() > 0
  end, true)
  vim.cmd('checkhealth prefect_lint')
  has(steps.text(), '/.venv/bin/prefect-lint`, by a virtual environment of the project')
end)

steps.finish()
