--- The options of `setup()`.
local M = {}

local DEFAULTS = {
  -- The program; looked for if not given.
  path = nil,
  -- Whether the program is also looked for in virtual environments of the project.
  venv = true,
  -- File patterns of manifests that are not called prefect.yaml, as autocommands take them.
  patterns = {},
  -- Settings for the server, which count more than those of settings files.
  settings = {},
  -- How much the server logs: error, warning, info or debug.
  log_level = 'info',
}

local TYPES = {
  path = 'string',
  venv = 'boolean',
  patterns = 'table',
  settings = 'table',
  log_level = 'string',
}

local current = DEFAULTS

--- Takes options, in place of those of before. A mistake is an error that names it.
function M.set(options)
  for key, value in pairs(options) do
    local wanted = TYPES[key]
    if not wanted then
      error(
        ('prefect-lint: there is no option `%s`; see :help prefect-lint-options'):format(key),
        0
      )
    end
    if type(value) ~= wanted then
      error(('prefect-lint: the option `%s` must be a %s'):format(key, wanted), 0)
    end
  end
  current = vim.tbl_extend('force', DEFAULTS, options)
end

function M.get()
  return current
end

return M
