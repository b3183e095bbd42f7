--- `:checkhealth prefect_lint`
local client = require('prefect_lint.client')
local compat = require('prefect_lint.compat')
local files = require('prefect_lint.files')
local program = require('prefect_lint.program')

local M = {}

--- The buffers that may be manifests: checks run in a buffer of their own.
local function manifests()
  return vim.tbl_filter(function(bufnr)
    local is_yaml = vim.tbl_contains(client.FILETYPES, vim.bo[bufnr].filetype)
    return vim.api.nvim_buf_is_loaded(bufnr) and is_yaml and files.may_be_manifest(bufnr)
  end, vim.api.nvim_list_bufs())
end

local function check_program(report, folder)
  local path, origin = program.find(folder)
  if not path then
    report.error(origin)
    return false
  end
  report.ok(('the program is `%s`, by %s'):format(path, origin))
  local version, trouble = program.run({ '--version' }, folder)
  if not version then
    report.error('the program does not run: ' .. trouble)
    return false
  end
  report.ok('its version is ' .. vim.trim(version))
  return true
end

local function check_clients(report)
  if not client.is_enabled() then
    report.warn(
      "the server is not switched on; call `require('prefect_lint').setup()` in your init.lua"
    )
  end
  local running = compat.clients(client.NAME)
  if #running == 0 then
    report.info('no server is running; one starts with the first manifest that is opened')
  end
  for _, one in ipairs(running) do
    report.ok(('a server is running for `%s`'):format(one.config.root_dir))
  end
  report.info('the log is ' .. client.log_file())
end

--- The settings files that a manifest has its settings from.
local function origins(path)
  local text, trouble = program.run({ 'config', path, '--output-format', 'json' }, path)
  if not text then
    return nil, trouble
  end
  local seen, list = {}, {}
  for _, setting in pairs(vim.fn.json_decode(text).settings) do
    for _, from in ipairs(setting.from) do
      local file = from:gsub(':%d+$', '')
      if not seen[file] then
        seen[file] = true
        table.insert(list, file)
      end
    end
  end
  return list
end

local function check_manifest(report, bufnr)
  local path = vim.api.nvim_buf_get_name(bufnr)
  if client.of(bufnr) then
    report.ok(('`%s` has a server'):format(path))
  else
    report.warn(('`%s` has no server'):format(path))
  end
  local list, trouble = origins(path)
  if not list then
    report.warn('its settings cannot be read: ' .. trouble)
  elseif #list == 0 then
    report.info('no settings file sets anything for it')
  else
    report.info('its settings are from ' .. table.concat(list, ', '))
  end
end

function M.check()
  local report = compat.health()
  local open = manifests()
  report.start('prefect-lint')
  local folder = open[1] and files.root(open[1])
  local runs = check_program(report, folder)
  check_clients(report)
  if runs then
    report.start('prefect-lint: manifests that are open')
    if #open == 0 then
      report.info('none')
    end
    for _, bufnr in ipairs(open) do
      check_manifest(report, bufnr)
    end
  end
end

return M
