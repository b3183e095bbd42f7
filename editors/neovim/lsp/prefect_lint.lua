-- The configuration that `vim.lsp.enable('prefect_lint')` finds, in Neovim 0.11 and later.
return require('prefect_lint.client').config()
