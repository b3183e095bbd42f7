--- Windows for what is read and not written.
local M = {}

--- Shows Markdown in a window of its own; `q` closes it.
---@param title string what it is about, as the name of the buffer
---@param text string
function M.show(title, text)
  vim.cmd('botright new')
  local bufnr = vim.api.nvim_get_current_buf()
  vim.bo[bufnr].buftype = 'nofile'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].swapfile = false
  local lines = vim.split(vim.trim(text), '\n', { plain = true })
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  -- A buffer of this name may be open in another window.
  pcall(vim.api.nvim_buf_set_name, bufnr, 'prefect-lint://' .. title)
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].filetype = 'markdown'
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = bufnr, nowait = true })
end

return M
