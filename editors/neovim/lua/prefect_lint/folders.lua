--- Folders, from one upwards.
local M = {}

--- What a function finds first in a folder or one above it.
---@param folder string where to begin
---@param look fun(folder: string): any something, or nothing
function M.first(folder, look)
  while true do
    local found = look(folder)
    if found then
      return found
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

return M
