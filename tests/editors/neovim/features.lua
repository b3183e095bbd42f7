-- What the language server offers, through Neovim's own client and the plugin.
local steps = require('steps')
local step, equal, has, eventually = steps.step, steps.equal, steps.has, steps.eventually
local changed, shown = steps.changed, steps.shown

steps.open('prefect.yaml')
local GOOD = steps.text()
local BROKEN = changed(
  GOOD,
  'entrypoint: flows',
  'entrypont: flows',
  '  - name: weekly',
  '  - name: weekly\n    tags: farm'
)
local FINDINGS = {
  '15:11 PF108 `tags` must be a list, but `farm` is text',
  '7:5 PF101 there is no key `entrypont` in a deployment',
}
local TWICE = { '7:5 PF101 there is no key `entrypont` in a deployment' }

local function start(text)
  steps.open('prefect.yaml')
  steps.client()
  steps.set(text)
end

--- Takes the choice whose title has these words in it, when Neovim asks for one.
local function choose(words, act)
  local titles = {}
  local is_done = false
  vim.ui.select = function(items, _, on_choice)
    is_done = true
    local chosen
    for _, item in ipairs(items) do
      local title = (item.action or item[2]).title
      table.insert(titles, title)
      if title:find(words, 1, true) then
        chosen = item
      end
    end
    on_choice(chosen)
  end
  act()
  vim.wait(5000, function()
    return is_done
  end, 10)
  return titles
end

step('a good manifest has no findings, and stays YAML', function()
  steps.open('prefect.yaml')
  equal(vim.bo.filetype, 'yaml')
  steps.set(BROKEN)
  eventually(shown, FINDINGS)
  steps.set(GOOD)
  eventually(shown, {})
end)

step('findings are where they belong, in plain words', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  local found = vim.diagnostic.get(0, { lnum = 6 })[1]
  equal({ found.source, found.severity, found.col, found.end_col }, { 'prefect-lint', 1, 4, 13 })
  has(found.message, 'Prefect ignores it and says nothing')
  has(found.message, 'help: did you mean `entrypoint`?')
end)

step('columns are right behind characters of more than a byte', function()
  start(
    changed(
      GOOD,
      '    entrypoint: flows',
      '    description: "é😀" # x\n    entrypont: flows',
      '"{{ sha.stdout }}"',
      '"é😀 {{ sha.nope }}"'
    )
  )
  eventually(function()
    return shown()[2]
  end, '9:29 PF403 the step `sha` has no output `nope`')
end)

--- Completes behind the cursor as CTRL-X CTRL-O does, takes the entry of this name, and gives the
--- names of all.
local function complete(name)
  local function type_in(keys, mode)
    vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), mode, false)
  end
  local offered = {}
  local looks = 0
  vim.fn.timer_start(50, function(timer)
    looks = looks + 1
    offered = vim.fn.complete_info({ 'items' }).items
    for index, item in ipairs(offered) do
      if item.abbr == name then
        vim.fn.timer_stop(timer)
        return type_in(('<C-n>'):rep(index) .. '<C-y><Esc>', 'n')
      end
    end
    if looks == 100 then
      type_in('<Esc>', 'n')
    end
  end, { ['repeat'] = 100 })
  type_in('a<C-x><C-o>', 'nx!')
  return vim.tbl_map(function(item)
    return item.abbr
  end, offered)
end

-- The menu comes for a single entry, too, and nothing is taken without asking.
vim.o.completeopt = 'menuone,noselect'

step('a key is completed', function()
  start(changed(GOOD, 'version: "{{ sha.stdout }}"', 'vers'))
  steps.go('vers', #'vers' - 1)
  complete('version')
  equal(vim.api.nvim_buf_get_lines(0, 7, 8, false), { '    version: ' })
end)

-- Older clients take what begins with the word at the cursor, and a dot ends a word.
if steps.can_all then
  step('a step is completed, with the inputs that it must have', function()
    start('pull:\n- prefect.deployments.steps.git_cl')
    steps.go('git_cl', #'git_cl' - 1)
    complete('prefect.deployments.steps.git_clone')
    equal(steps.text(), 'pull:\n- prefect.deployments.steps.git_clone:\n    repository: ')
  end)

  step('an output is completed inside of a placeholder', function()
    start(changed(GOOD, 'sha.stdout', 'sha.std'))
    steps.go('sha.std', #'sha.std' - 1)
    complete('sha.stdout')
    equal(vim.api.nvim_buf_get_lines(0, 7, 8, false), { '    version: "{{ sha.stdout }}"' })
  end)
end

step('a cron is explained', function()
  start(GOOD)
  steps.go('0 9 * * 1-5', 3)
  vim.lsp.buf.hover()
  eventually(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        return table.concat(lines, '\n'):find('09:00', 1, true) ~= nil
      end
    end
  end, true)
end)

local function place()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t')
  return ('%s:%d:%d'):format(name, cursor[1], cursor[2] + 1)
end

step('an alias leads to its anchor', function()
  start(GOOD)
  steps.go('*pool', 2)
  vim.lsp.buf.definition()
  eventually(place, 'prefect.yaml:9:16')
end)

step('an entrypoint leads to its flow', function()
  steps.open('prefect.yaml')
  steps.client()
  steps.go('report.py:report', #'report.py:' + 2)
  vim.lsp.buf.definition()
  eventually(place, 'report.py:5:5')
end)

step('a step is renamed with all its mentions', function()
  start(GOOD)
  steps.go('sha', 1)
  vim.lsp.buf.rename('commit')
  eventually(steps.text, changed(GOOD, 'id: sha', 'id: commit', 'sha.stdout', 'commit.stdout'))
end)

step('a quick fix mends one finding', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  steps.go('entrypont', 2)
  local titles = choose('Replace with `entrypoint`', vim.lsp.buf.code_action)
  eventually(steps.text, changed(BROKEN, 'entrypont', 'entrypoint'))
  has(table.concat(titles, '\n'), 'Silence `misspelled-key` here')
end)

step('an action mends all', function()
  start(BROKEN)
  eventually(shown, FINDINGS)
  steps.go('entrypont', 2)
  choose('Fix all that can be fixed without a doubt', vim.lsp.buf.code_action)
  eventually(steps.text, changed(BROKEN, 'entrypont', 'entrypoint', 'tags: farm', 'tags: [farm]'))
  eventually(shown, {})
end)

local function write(name, lines)
  vim.cmd('edit! ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/' .. name))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.cmd('write')
end

step('a settings file counts as soon as it is written, and its mistakes are shown in it', function()
  start(changed(BROKEN, 'tags: farm', 'tags: [farm]'))
  local manifest = vim.api.nvim_get_current_buf()
  local function there()
    return shown(manifest)
  end
  eventually(there, TWICE)
  write('prefect-lint.toml', { 'ignore = ["misspelled-key"]' })
  eventually(there, {})
  write('prefect-lint.toml', { 'ignroe = ["misspelled-key"]' })
  eventually(there, TWICE)
  eventually(function()
    return #shown(0)
  end, 1)
  has(shown(0)[1], '`ignroe`')
  vim.fn.delete(vim.env.PROJECT .. '/prefect-lint.toml')
end)

step('a flow counts as soon as it is written', function()
  start(GOOD)
  local manifest = vim.api.nvim_get_current_buf()
  local function codes()
    return vim.tbl_map(function(line)
      return line:match('PF%d+')
    end, shown(manifest))
  end
  local flow = vim.fn.readfile(vim.env.PROJECT .. '/flows/report.py')
  write('flows/report.py', { 'x = 1' })
  eventually(codes, { 'PF209', 'PF209' })
  write('flows/report.py', flow)
  eventually(codes, {})
end)

steps.finish()
