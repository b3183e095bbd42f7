--- Mends what can be mended without a doubt, as `prefect-lint check --fix` does.
local client_of = require('prefect_lint.client').of
local compat = require('prefect_lint.compat')

local M = {}

local KIND = 'source.fixAll.prefect-lint'

local function whole(bufnr)
  local start = { line = 0, character = 0 }
  return { start = start, ['end'] = { line = vim.api.nvim_buf_line_count(bufnr), character = 0 } }
end

local function edit_of(client, action, bufnr)
  if action.edit then
    return action.edit
  end
  local resolved, trouble = compat.ask(client, 'codeAction/resolve', action, bufnr)
  return resolved and resolved.edit, trouble
end

--- Mends a buffer and waits for it.
---@param bufnr integer|nil the current one if not given
---@return boolean whether something was changed
---@return string|nil error what went wrong
function M.all(bufnr)
  bufnr = bufnr or vim.api.nvim_get_current_buf()
  local client, trouble = client_of(bufnr)
  if not client then
    return false, trouble
  end
  local actions
  actions, trouble = compat.ask(client, 'textDocument/codeAction', {
    textDocument = { uri = vim.uri_from_bufnr(bufnr) },
    range = whole(bufnr),
    context = { diagnostics = {}, only = { KIND } },
  }, bufnr)
  local action = actions and actions[1]
  if not action then
    return false, trouble
  end
  local edit
  edit, trouble = edit_of(client, action, bufnr)
  if not edit then
    return false, trouble
  end
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  return true
end

return M
