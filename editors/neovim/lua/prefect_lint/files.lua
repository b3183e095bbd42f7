--- Which files are manifests, what project they belong to, and what is done when files are written.
local folders = require('prefect_lint.folders')
local options = require('prefect_lint.options')

local uv = vim.uv or vim.loop

local M = {}

local MANIFESTS = { ['prefect.yaml'] = true, ['prefect.yml'] = true }
local SETTINGS = { 'prefect-lint.toml', '.prefect-lint.toml', 'pyproject.toml' }

--- The file or folder of one of these names that is nearest to a path, in its folder or above.
---@param counts nil|fun(found: string): boolean whether one counts; all if not given
local function nearest(path, names, counts)
  return folders.first(vim.fn.fnamemodify(path, ':h'), function(folder)
    for _, name in ipairs(names) do
      local found = folder .. '/' .. name
      if uv.fs_stat(found) and (not counts or counts(found)) then
        return found
      end
    end
  end)
end

local function path_of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  return name ~= '' and vim.fn.fnamemodify(name, ':p') or nil
end

--- Whether the option `patterns` says that a file is a manifest.
function M.is_named_in_options(path)
  for _, pattern in ipairs(options.get().patterns) do
    if vim.fn.match(path, vim.fn.glob2regpat(pattern)) >= 0 then
      return true
    end
  end
  return false
end

local function has_deployments(bufnr)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    if line:find('^deployments:') then
      return true
    end
  end
  return false
end

--- Whether there are settings in a file of their names; in a pyproject.toml there need not be.
local function are_settings(path)
  if vim.fn.fnamemodify(path, ':t') ~= 'pyproject.toml' then
    return true
  end
  local text = table.concat(vim.fn.readfile(path), '\n')
  return text:find('[tool.prefect-lint', 1, true) ~= nil
end

--- Whether a settings file may include a file. Which files it includes is known to the server.
local function has_settings(path)
  return nearest(path, SETTINGS, are_settings) ~= nil
end

--- Whether a buffer may be a manifest; the server has the last word.
function M.may_be_manifest(bufnr)
  local path = path_of(bufnr)
  if not path or vim.bo[bufnr].buftype ~= '' then
    return false
  end
  return MANIFESTS[vim.fn.fnamemodify(path, ':t')]
    or vim.bo[bufnr].filetype == 'yaml.prefect'
    or M.is_named_in_options(path)
    or has_deployments(bufnr)
    or has_settings(path)
end

--- Whether a buffer is a manifest for sure, so that a server that is missing is missed.
function M.is_manifest(bufnr)
  local path = path_of(bufnr)
  return path ~= nil and (MANIFESTS[vim.fn.fnamemodify(path, ':t')] or M.is_named_in_options(path))
end

--- The folder of the project that a buffer belongs to.
function M.root(bufnr)
  local path = path_of(bufnr)
  local mark = nearest(path, { '.git' }) or nearest(path, SETTINGS) or path
  return vim.fn.fnamemodify(mark, ':h')
end

--- Tells the servers of a file that was written, and starts one if the file has become a manifest.
function M.written(bufnr)
  local path = path_of(bufnr)
  if not path then
    return
  end
  local client = require('prefect_lint.client')
  client.changed(path)
  if client.is_enabled() and vim.tbl_contains(client.FILETYPES, vim.bo[bufnr].filetype) then
    client.attach(bufnr)
  end
end

return M
