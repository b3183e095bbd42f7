-- Commands, and what is done when files are written. Nothing is started from here.
if vim.g.loaded_prefect_lint then
  return
end
vim.g.loaded_prefect_lint = true

vim.api.nvim_create_user_command('PrefectLint', function(call)
  require('prefect_lint.commands').run(call.fargs)
end, {
  nargs = '*',
  desc = 'prefect-lint: restart, log, fix, check, plan, explain',
  complete = function(word, line)
    return require('prefect_lint.commands').complete(word, line)
  end,
})

vim.api.nvim_create_autocmd('BufWritePost', {
  group = vim.api.nvim_create_augroup('prefect_lint.files', {}),
  callback = function(event)
    require('prefect_lint.files').written(event.buf)
  end,
})
