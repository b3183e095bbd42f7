--- `:PrefectLint` and its subcommands.
local client = require('prefect_lint.client')
local compat = require('prefect_lint.compat')
local program = require('prefect_lint.program')
local window = require('prefect_lint.window')

local M = {}

local function say(text)
  vim.notify(text, vim.log.levels.INFO)
end

local function complain(text)
  vim.notify(text, vim.log.levels.ERROR)
end

--- The client of the current buffer, and that buffer; without one, that is said.
local function client_here()
  local bufnr = vim.api.nvim_get_current_buf()
  local found, trouble = client.of(bufnr)
  if not found then
    complain(trouble)
  end
  return found, bufnr
end

--- The codes of the findings in the line of the cursor; those at the cursor come first.
local function codes_here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local found = vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'prefect-lint'
  end, vim.diagnostic.get(0, { lnum = cursor[1] - 1 }))
  table.sort(found, function(a, b)
    local function distance(diagnostic)
      local is_here = diagnostic.col <= cursor[2] and cursor[2] < diagnostic.end_col
      return is_here and 0 or 1 + math.abs(diagnostic.col - cursor[2])
    end
    return distance(a) < distance(b)
  end)
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, found)
end

local subcommands = {}

function subcommands.restart()
  say(('prefect-lint: restarted %d server(s)'):format(client.restart()))
end

function subcommands.log()
  vim.cmd('tabedit ' .. vim.fn.fnameescape(client.log_file()))
end

function subcommands.fix()
  local is_changed, trouble = require('prefect_lint.fix').all()
  if trouble then
    complain(trouble)
  elseif not is_changed then
    say('prefect-lint: nothing that can be fixed without a doubt')
  end
end

function subcommands.check()
  local found = client_here()
  if not found then
    return
  end
  local count, more = require('prefect_lint.workspace').check(found)
  if not count then
    complain('prefect-lint: ' .. more)
  elseif count == 0 then
    say(('prefect-lint: nothing found in %d manifest(s)'):format(more))
  else
    vim.cmd('botright copen')
  end
end

function subcommands.plan(names)
  local found, bufnr = client_here()
  if not found then
    return
  end
  local plan, trouble = compat.ask(found, 'workspace/executeCommand', {
    command = 'prefect-lint.plan',
    arguments = vim.list_extend({ vim.uri_from_bufnr(bufnr) }, names),
  }, bufnr)
  if type(plan) == 'string' then
    window.show('plan', plan)
  else
    complain('prefect-lint: ' .. (trouble or 'this buffer is no manifest'))
  end
end

function subcommands.explain(rules)
  local wanted = #rules > 0 and rules or { codes_here()[1] }
  if #wanted == 0 then
    say('prefect-lint: there is no finding in this line; name a rule: `:PrefectLint explain PF005`')
    return
  end
  local folder = vim.fn.expand('%:p:h')
  local page, trouble = program.run(vim.list_extend({ 'explain' }, wanted), folder)
  if page then
    window.show(table.concat(wanted, ' '), page)
  else
    complain(trouble)
  end
end

local function names_of_subcommands()
  local names = vim.tbl_keys(subcommands)
  table.sort(names)
  return names
end

--- Runs a subcommand.
---@param words string[] its name, and what it is given
function M.run(words)
  local run = subcommands[words[1]]
  if run then
    return run(vim.list_slice(words, 2))
  end
  local known = table.concat(names_of_subcommands(), ', ')
  local problem = words[1] and ('there is no `:PrefectLint %s`'):format(words[1]) or 'do what?'
  complain(('prefect-lint: %s; known are %s'):format(problem, known))
end

local function deployments(word)
  local bufnr = vim.api.nvim_get_current_buf()
  local found = client.of(bufnr)
  local symbols = found and compat.ask(found, 'workspace/symbol', { query = word }, bufnr)
  local here = vim.tbl_filter(function(symbol)
    return vim.uri_to_bufnr(symbol.location.uri) == bufnr
  end, symbols or {})
  return vim.tbl_map(function(symbol)
    return (symbol.name:gsub(' ', '\\ '))
  end, here)
end

local function rules()
  local list = program.run({ 'rules', '--output-format', 'json' }, vim.fn.expand('%:p:h'))
  return vim.tbl_map(function(rule)
    return rule.name
  end, list and vim.fn.json_decode(list) or {})
end

--- What can be typed next.
---@param word string what is typed of it
---@param line string the whole command line
function M.complete(word, line)
  local offered
  local subcommand = line:match('^%s*%S+%s+(%S+)%s')
  if not subcommand then
    offered = names_of_subcommands()
  elseif subcommand == 'plan' then
    offered = deployments(word)
  elseif subcommand == 'explain' then
    offered = rules()
  end
  return vim.tbl_filter(function(name)
    return vim.startswith(name, word)
  end, offered or {})
end

return M
