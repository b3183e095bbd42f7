--- prefect-lint in Neovim: `setup()` for the options, `fix_all()` for mappings and autocommands.
local M = {}

--- Takes the options and switches the language server on.
---@param options table|nil see |prefect-lint-options|
function M.setup(options)
  require('prefect_lint.options').set(options or {})
  require('prefect_lint.client').enable()
end

--- Mends all in a buffer that can be mended without a doubt, and waits for it.
---@param bufnr integer|nil the current one if not given
---@return boolean whether something was changed
function M.fix_all(bufnr)
  return require('prefect_lint.fix').all(bufnr)
end

return M
