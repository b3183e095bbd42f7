--- Finds and runs the program.
local folders = require('prefect_lint.folders')
local options = require('prefect_lint.options')

local M = {}

local NAME = 'prefect-lint'

local MISSING = table.concat({
  'prefect-lint: the program `prefect-lint` is neither on the PATH nor in a .venv of this project.',
  'Install it with `pip install prefect-lint`, or say where it is with',
  "`require('prefect_lint').setup({ path = '…' })`; see :checkhealth prefect_lint.",
}, '\n')

local is_windows = vim.fn.has('win32') == 1
local BIN = is_windows and 'Scripts' or 'bin'

--- The program in the nearest virtual environment.
local function in_environments(from)
  return folders.first(from, function(folder)
    for _, name in ipairs({ '.venv', 'venv' }) do
      local found = vim.fn.exepath(table.concat({ folder, name, BIN, NAME }, '/'))
      if found ~= '' then
        return found
      end
    end
  end)
end

--- Where the program is.
---@param folder string|nil the folder of the project
---@return string|nil path
---@return string origin what it was found by, or why it was not
function M.find(folder)
  local given = options.get().path
  if given then
    local found = vim.fn.exepath(vim.fn.expand(given))
    if found ~= '' then
      return found, 'the option `path`'
    end
    return nil, ('prefect-lint: the option `path` says `%s`, which is no program.'):format(given)
  end
  local found = vim.fn.exepath(NAME)
  if found ~= '' then
    return found, 'the PATH'
  end
  if options.get().venv then
    local path = in_environments(folder or vim.fn.getcwd())
    if path then
      return path, 'a virtual environment of the project'
    end
  end
  return nil, MISSING
end

--- Runs the program.
---@return string|nil output
---@return string|nil error what went wrong
function M.run(arguments, folder)
  local path, origin = M.find(folder)
  if not path then
    return nil, origin
  end
  local command = vim.list_extend({ path }, arguments)
  local output = vim.fn.system(command)
  if vim.v.shell_error ~= 0 then
    return nil, vim.trim(output)
  end
  return output
end

return M
