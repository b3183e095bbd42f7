--- What the versions of Neovim from 0.7 on do in different ways.
local M = {}

--- Whether language servers are configured by `vim.lsp.config` and `vim.lsp.enable`.
M.has_enable = vim.lsp.enable ~= nil

--- The running clients of a name.
function M.clients(name)
  local all = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client)
    return client.name == name
  end, all())
end

--- Calls a method of a client.
function M.call(client, method, ...)
  if M.has_enable then
    return client[method](client, ...)
  end
  return client[method](...)
end

--- The error of an answer about a text, or settings, that have changed meanwhile.
local CONTENT_MODIFIED = -32801
local MOST_TRIES = 5

--- Asks a client about the text of a buffer as it is now, and waits for the answer.
---@param bufnr integer not 0, for which Neovim would not send its last changes first
---@return any result
---@return string|nil error what went wrong
function M.ask(client, method, params, bufnr)
  local answer, trouble
  for _ = 1, MOST_TRIES do
    answer, trouble = M.call(client, 'request_sync', method, params, 10000, bufnr)
    if not answer then
      return nil, trouble or 'no answer'
    end
    if not answer.err or answer.err.code ~= CONTENT_MODIFIED then
      break
    end
  end
  if answer.err then
    return nil, answer.err.message
  end
  return answer.result
end

--- The reporters of `:checkhealth`: start, ok, info, warn, error.
function M.health()
  local health = vim.health or require('health')
  local reporter = {}
  for _, name in ipairs({ 'start', 'ok', 'info', 'warn', 'error' }) do
    reporter[name] = health[name] or health['report_' .. name]
  end
  return reporter
end

return M
