--- The client of the language server: its configuration, and how it comes to buffers.
local compat = require('prefect_lint.compat')
local files = require('prefect_lint.files')
local options = require('prefect_lint.options')
local program = require('prefect_lint.program')

local M = {}

M.NAME = 'prefect_lint'
M.FILETYPES = { 'yaml', 'yaml.prefect' }

--- Whether somebody was told already that there is no program.
local has_complained = false
local is_enabled_here = false
--- The clients that were started here, by the folders of their projects.
local started = {}

--- The file that the server logs to.
function M.log_file()
  local place = vim.fn.has('nvim-0.8') == 1 and 'log' or 'cache'
  local folder = vim.fn.stdpath(place)
  vim.fn.mkdir(folder, 'p')
  return folder .. '/prefect-lint.log'
end

local function command_line(path)
  local level = options.get().log_level
  return { path, 'server', '--log-file', M.log_file(), '--log-level', level }
end

local function language(bufnr, filetype)
  local path = vim.api.nvim_buf_get_name(bufnr)
  if filetype == 'yaml.prefect' or files.is_named_in_options(path) then
    return 'prefect'
  end
  return filetype
end

--- Neovim asks for diagnostics only when a buffer changes. Those that are published are also right
--- when settings or flows have changed.
local function have_diagnostics_published(params)
  params.capabilities.textDocument.diagnostic = nil
end

--- What code lenses leave to the editor. There may be no clipboard.
local COMMANDS = {
  ['prefect-lint.copy'] = function(command)
    vim.fn.setreg('"', command.arguments[1])
    pcall(vim.fn.setreg, '+', command.arguments[1])
  end,
}

--- The root for a buffer; nothing if there is nothing to be done for it, or nothing to do it with.
local function root(bufnr)
  if not files.may_be_manifest(bufnr) then
    return nil
  end
  local folder = files.root(bufnr)
  local path, trouble = program.find(folder)
  if path then
    return folder, path
  end
  if files.is_manifest(bufnr) and not has_complained then
    has_complained = true
    vim.notify(trouble, vim.log.levels.WARN)
  end
end

--- The configuration as `vim.lsp.config` has it.
function M.config()
  return {
    cmd = function(dispatchers, config)
      local path, trouble = program.find(config.root_dir)
      return vim.lsp.rpc.start(command_line(assert(path, trouble)), dispatchers)
    end,
    filetypes = M.FILETYPES,
    root_dir = function(bufnr, on_dir)
      local folder = root(bufnr)
      if folder then
        on_dir(folder)
      end
    end,
    get_language_id = language,
    before_init = have_diagnostics_published,
    commands = COMMANDS,
  }
end

--- Neovim before 0.8 leaves it to others to switch completion on.
local function have_completion(_, bufnr)
  if vim.bo[bufnr].omnifunc == '' then
    vim.bo[bufnr].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end
end

--- The client of a folder, started if need be, in Neovim before 0.11.
local function start(folder, path)
  -- One that is about to start is not among the running ones yet.
  if started[folder] and vim.lsp.get_client_by_id(started[folder]) then
    return started[folder]
  end
  local settings = options.get().settings
  started[folder] = vim.lsp.start_client({
    name = M.NAME,
    cmd = command_line(path),
    root_dir = folder,
    -- Neovim before 0.8 can't be asked for settings.
    init_options = next(settings) and settings or vim.empty_dict(),
    settings = { ['prefect-lint'] = settings },
    get_language_id = language,
    before_init = have_diagnostics_published,
    on_attach = have_completion,
    commands = COMMANDS,
  })
  return started[folder]
end

--- Brings a client to a buffer, if it may be a manifest.
function M.attach(bufnr)
  local folder, path = root(bufnr)
  if not folder then
    return
  end
  if compat.has_enable then
    local config = vim.tbl_extend('force', vim.lsp.config[M.NAME], { root_dir = folder })
    vim.lsp.start(config, { bufnr = bufnr })
  else
    local id = start(folder, path)
    if id and not vim.lsp.buf_is_attached(bufnr, id) then
      vim.lsp.buf_attach_client(bufnr, id)
    end
  end
end

local function attach_to_all()
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local is_wanted = vim.tbl_contains(M.FILETYPES, vim.bo[bufnr].filetype)
    if is_wanted and vim.api.nvim_buf_is_loaded(bufnr) then
      M.attach(bufnr)
    end
  end
end

--- Switches the server on for all buffers, those to come as well.
function M.enable()
  if compat.has_enable then
    vim.lsp.config(M.NAME, { settings = { ['prefect-lint'] = options.get().settings } })
    vim.lsp.enable(M.NAME)
    return
  end
  is_enabled_here = true
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('prefect_lint.enable', {}),
    pattern = M.FILETYPES,
    callback = function(event)
      M.attach(event.buf)
    end,
  })
  attach_to_all()
end

--- Whether the server is switched on.
function M.is_enabled()
  if compat.has_enable then
    return vim.lsp.is_enabled(M.NAME)
  end
  return is_enabled_here
end

--- Ends all servers, and starts those anew that are needed.
function M.restart()
  local ended = compat.clients(M.NAME)
  for _, client in ipairs(ended) do
    compat.call(client, 'stop')
  end
  has_complained = false
  vim.wait(5000, function()
    return #compat.clients(M.NAME) == 0
  end, 20)
  attach_to_all()
  return #ended
end

--- The client of a buffer, and why there is none.
function M.of(bufnr)
  for _, client in ipairs(compat.clients(M.NAME)) do
    if vim.lsp.buf_is_attached(bufnr, client.id) then
      return client
    end
  end
  return nil, 'prefect-lint: no server looks after this buffer; see :checkhealth prefect_lint.'
end

--- Tells the servers that a file is another one now. Neovim does not watch files on Linux.
function M.changed(path)
  local changes = { { uri = vim.uri_from_fname(path), type = 2 } }
  for _, client in ipairs(compat.clients(M.NAME)) do
    compat.call(client, 'notify', 'workspace/didChangeWatchedFiles', { changes = changes })
  end
end

return M
