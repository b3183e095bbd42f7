-- Steps of a test inside of Neovim: each prints a line, and one that fails says what it saw.
-- Neovim ends with 1 if one did.
local M = {}

local PATIENCE = 10000

M.can_all = vim.fn.has('nvim-0.11') == 1

local has_failed = false
local said = {}

vim.notify = function(text)
  table.insert(said, text)
end

--- What has been said to the user since the last look.
function M.said()
  local text = table.concat(said, '\n')
  said = {}
  return text
end

function M.step(name, try)
  M.said()
  local ok, trouble = xpcall(try, function(trouble)
    return type(trouble) == 'string' and debug.traceback(trouble, 2) or vim.inspect(trouble)
  end)
  if not ok then
    has_failed = true
  end
  io.stdout:write(('    %s %s\n'):format(ok and 'ok  ' or 'FAIL', name))
  if not ok then
    io.stdout:write('         ' .. trouble:gsub('\n', '\n         ') .. '\n')
    io.stdout:write('         said: ' .. M.said() .. '\n')
  end
end

function M.finish()
  vim.cmd(has_failed and 'cquit 1' or 'qall!')
end

--- Waits until something holds; if it never does, what was seen last is in the error.
function M.eventually(look, wanted)
  local seen
  local holds = vim.wait(PATIENCE, function()
    seen = look()
    return vim.deep_equal(seen, wanted)
  end, 10)
  if not holds then
    error(('wanted %s, saw %s'):format(vim.inspect(wanted), vim.inspect(seen)), 2)
  end
end

function M.equal(seen, wanted)
  if not vim.deep_equal(seen, wanted) then
    error(('wanted %s, saw %s'):format(vim.inspect(wanted), vim.inspect(seen)), 2)
  end
end

function M.has(text, part)
  if not tostring(text):find(part, 1, true) then
    error(('wanted %s, saw %s'):format(vim.inspect(part), vim.inspect(text)), 2)
  end
end

--- Opens a file of the project as it is on the disk.
function M.open(name)
  vim.cmd('silent! %bwipeout!')
  vim.cmd('edit! ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/' .. name))
  return vim.api.nvim_get_current_buf()
end

function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

function M.set(text)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, '\n', { plain = true }))
end

--- The text with each of some pieces replaced by the next one.
function M.changed(text, ...)
  local pieces = { ... }
  for index = 1, #pieces, 2 do
    local from, to = text:find(pieces[index], 1, true)
    assert(from, 'not in the text: ' .. pieces[index])
    text = text:sub(1, from - 1) .. pieces[index + 1] .. text:sub(to + 1)
  end
  return text
end

--- Puts the cursor behind the first characters of where a piece of the text begins.
function M.go(piece, characters)
  vim.fn.cursor(1, 1)
  local line, column = unpack(vim.fn.searchpos('\\V' .. vim.fn.escape(piece, '\\'), 'cW'))
  assert(line > 0, 'not in the buffer: ' .. piece)
  vim.api.nvim_win_set_cursor(0, { line, column - 1 + (characters or 0) })
end

--- What is shown: line and column from 1, the code, the first line of the message.
function M.shown(bufnr)
  local found = vim.tbl_map(function(diagnostic)
    local code = diagnostic.code or diagnostic.user_data.lsp.code
    local message = vim.split(diagnostic.message, '\n', { plain = true })[1]
    return ('%d:%d %s %s'):format(diagnostic.lnum + 1, diagnostic.col + 1, code, message)
  end, vim.diagnostic.get(bufnr or 0))
  table.sort(found)
  return found
end

--- The client of the current buffer, as soon as it is ready.
function M.client()
  local found
  vim.wait(PATIENCE, function()
    found = require('prefect_lint.client').of(0)
    return found ~= nil and found.server_capabilities ~= nil
  end, 10)
  return assert(found, 'no server comes')
end

return M
