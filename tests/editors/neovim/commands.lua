-- `:PrefectLint`, `:checkhealth`, mending on save, and which files are manifests.
local steps = require('steps')
local step, equal, has, eventually = steps.step, steps.equal, steps.has, steps.eventually
local changed, shown = steps.changed, steps.shown

steps.open('prefect.yaml')
local GOOD = steps.text()
local BROKEN = changed(GOOD, 'entrypoint: flows', 'entrypont: flows')
local FINDINGS = { '7:5 PF101 there is no key `entrypont` in a deployment' }

local function start(text)
  steps.open('prefect.yaml')
  steps.client()
  steps.set(text)
  return vim.api.nvim_get_current_buf()
end

step('PrefectLint fix mends the buffer, and says when there is nothing to mend', function()
  start(BROKEN)
  vim.cmd('PrefectLint fix')
  equal(steps.text(), GOOD)
  vim.cmd('PrefectLint fix')
  has(steps.said(), 'nothing that can be fixed without a doubt')
end)

step('PrefectLint check lists all manifests of the project', function()
  vim.fn.mkdir(vim.env.PROJECT .. '/other', 'p')
  local other = vim.env.PROJECT .. '/other/prefect.yaml'
  vim.fn.writefile(vim.split('é: 1\n' .. GOOD, '\n'), other)
  start(BROKEN)
  vim.cmd('PrefectLint check')
  equal(vim.bo.buftype, 'quickfix')
  local list = vim.tbl_map(function(item)
    local name = vim.fn.bufname(item.bufnr):gsub('.*/project/', '')
    local text = vim.split(item.text, ';')[1]
    return ('%s:%d:%d %s %s'):format(name, item.lnum, item.col, item.type, text)
  end, vim.fn.getqflist())
  table.sort(list)
  has(table.concat(list, '\n'), 'other/prefect.yaml:1:1 W PF102: there is no key `é`')
  has(table.concat(list, '\n'), 'prefect.yaml:7:5 E PF101: there is no key `entrypont`')
  vim.fn.delete(vim.env.PROJECT .. '/other', 'rf')
  vim.cmd('cclose')
  start(GOOD)
  vim.cmd('PrefectLint check')
  has(steps.said(), 'nothing found in 1 manifest(s)')
end)

step('PrefectLint plan shows what a deploy would do, of some deployments as well', function()
  start(GOOD)
  vim.cmd('PrefectLint plan')
  has(steps.text(), 'daily')
  has(steps.text(), 'weekly')
  equal({ vim.bo.filetype, vim.bo.buftype, vim.bo.modifiable }, { 'markdown', 'nofile', false })
  vim.cmd('close')
  vim.cmd('PrefectLint plan weekly')
  has(steps.text(), 'weekly')
  equal(steps.text():find('daily', 1, true), nil)
  vim.cmd('close')
  equal(vim.fn.getcompletion('PrefectLint plan da', 'cmdline'), { 'daily' })
end)

step('PrefectLint explain shows the rule of the finding at the cursor, or one by name', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  steps.go('entrypont')
  vim.cmd('PrefectLint explain')
  has(steps.text(), '# misspelled-key (PF101)')
  vim.cmd('PrefectLint explain duplicate-key')
  has(steps.text(), '# duplicate-key (PF005)')
  vim.cmd('PrefectLint explain nonsense')
  has(steps.said(), '`nonsense`')
  equal(vim.fn.getcompletion('PrefectLint explain duplicate-k', 'cmdline'), { 'duplicate-key' })
  start(GOOD)
  vim.cmd('PrefectLint explain')
  has(steps.said(), 'there is no finding in this line')
end)

step('PrefectLint restart brings a new server, and findings come again', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  local before = steps.client().id
  vim.cmd('PrefectLint restart')
  has(steps.said(), 'restarted 1 server(s)')
  eventually(shown, FINDINGS)
  equal(steps.client().id == before, false)
end)

step('PrefectLint log opens the log of the server', function()
  start(GOOD)
  vim.cmd('PrefectLint log')
  has(steps.text(), 'serves Neovim')
  vim.cmd('tabclose')
end)

step('a subcommand that is none is told from those that are', function()
  vim.cmd('PrefectLint nonsense')
  has(
    steps.said(),
    'there is no `:PrefectLint nonsense`; known are check, explain, fix, log, plan, restart'
  )
  equal(vim.fn.getcompletion('PrefectLint re', 'cmdline'), { 'restart' })
end)

step('checkhealth names the program, the server and the settings', function()
  vim.fn.writefile({ 'ignore = ["PF014"]' }, vim.env.PROJECT .. '/prefect-lint.toml')
  start(GOOD)
  vim.cmd('checkhealth prefect_lint')
  local text = steps.text()
  has(text, '/bin/prefect-lint`, by the PATH')
  has(text, 'its version is prefect-lint ')
  has(text, 'a server is running for `' .. vim.env.PROJECT .. '`')
  has(text, '/project/prefect.yaml` has a server')
  has(text, 'its settings are from prefect-lint.toml')
  vim.fn.delete(vim.env.PROJECT .. '/prefect-lint.toml')
end)

step('a code lens copies its command', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  steps.set(GOOD)
  eventually(shown, {})
  local lenses
  vim.lsp.codelens.refresh({ bufnr = 0 })
  eventually(function()
    lenses = vim.lsp.codelens.get(0)
    return #lenses > 0
  end, true)
  local lens = vim.tbl_filter(function(lens)
    return lens.command.command == 'prefect-lint.copy'
  end, lenses)[1]
  vim.ui.select = function(items, _, on_choice)
    for _, item in ipairs(items) do
      if (item.lens or item).command.title == lens.command.title then
        return on_choice(item)
      end
    end
    on_choice(items[1])
  end
  vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  eventually(function()
    return vim.fn.getreg('"')
  end, lens.command.arguments[1])
  has(vim.fn.getreg('"'), 'prefect deploy')
end)

step('saving mends', function()
  start(BROKEN)
  vim.cmd('write')
  equal(table.concat(vim.fn.readfile(vim.env.PROJECT .. '/prefect.yaml'), '\n'), GOOD)
end)

local function write(name, text)
  vim.cmd('silent! %bwipeout!')
  vim.fn.writefile(vim.split(text, '\n', { plain = true }), vim.env.PROJECT .. '/' .. name)
end

local function write_in_editor(name, text)
  steps.open(name)
  steps.set(text)
  vim.cmd('write')
end

local function has_client()
  return require('prefect_lint.client').of(0) ~= nil
end

step('a file of another name is a manifest by what is in it, also when that comes later', function()
  write('more.yaml', BROKEN)
  steps.open('more.yaml')
  eventually(function()
    return vim.tbl_contains(shown(), FINDINGS[1])
  end, true)
  write('later.yaml', 'x: 1')
  steps.open('later.yaml')
  equal(has_client(), false)
  steps.set(BROKEN)
  vim.cmd('write')
  eventually(function()
    return vim.tbl_contains(shown(), FINDINGS[1])
  end, true)
end)

step('other files are left alone', function()
  write('pyproject.toml', '[project]')
  write('compose.yaml', 'services: {}')
  steps.open('compose.yaml')
  equal({ vim.bo.filetype, has_client() }, { 'yaml', false })
  write('pyproject.toml', '[tool.prefect-lint]')
  steps.open('compose.yaml')
  eventually(has_client, true)
  equal(shown(), {})
  vim.fn.delete(vim.env.PROJECT .. '/pyproject.toml')
end)

step('a file that the settings include is a manifest', function()
  write_in_editor('prefect-lint.toml', 'include = ["jobs/*.yaml"]')
  vim.fn.mkdir(vim.env.PROJECT .. '/jobs', 'p')
  write('jobs/one.yaml', 'pull: nothing')
  steps.open('jobs/one.yaml')
  eventually(function()
    return #shown() > 0
  end, true)
end)

step('the type yaml.prefect is a manifest', function()
  vim.fn.delete(vim.env.PROJECT .. '/prefect-lint.toml')
  write('typed.yaml', 'pull: nothing')
  steps.open('typed.yaml')
  vim.bo.filetype = 'yaml.prefect'
  eventually(function()
    return #shown() > 0
  end, true)
end)

steps.finish()
