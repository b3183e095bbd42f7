--- All manifests of the project, in the quickfix list.
local compat = require('prefect_lint.compat')

local M = {}

local TYPES = { 'E', 'W', 'I', 'N' }

--- An entry of the quickfix list. Columns are counted in bytes there.
local function item(client, uri, diagnostic)
  local location = { uri = uri, range = diagnostic.range }
  local entry = vim.lsp.util.locations_to_items({ location }, client.offset_encoding)[1]
  return {
    filename = entry.filename,
    lnum = entry.lnum,
    col = entry.col,
    type = TYPES[diagnostic.severity],
    text = ('%s: %s'):format(diagnostic.code, diagnostic.message:gsub('\n', '; ')),
  }
end

--- Checks all manifests of a client's project.
---@return integer|nil findings how many
---@return string|integer more the error, or the number of manifests
function M.check(client)
  local bufnr = vim.api.nvim_get_current_buf()
  local report, trouble =
    compat.ask(client, 'workspace/diagnostic', { previousResultIds = {} }, bufnr)
  if not report then
    return nil, trouble
  end
  local items = {}
  for _, document in ipairs(report.items) do
    for _, diagnostic in ipairs(document.items) do
      table.insert(items, item(client, document.uri, diagnostic))
    end
  end
  vim.fn.setqflist({}, ' ', { title = 'prefect-lint check', items = items })
  return #items, #report.items
end

return M
