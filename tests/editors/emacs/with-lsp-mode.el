;;; with-lsp-mode.el --- The server in lsp-mode, configured as the book shows it  -*- lexical-binding: t -*-

;;; Code:

(require 'steps)
(require 'lsp-mode)

(setq lsp-auto-guess-root t
      lsp-enable-file-watchers nil
      lsp-warn-no-matched-clients nil)

(step "findings are shown, and go when they are mended"
  (let* ((good (steps-file "prefect.yaml"))
         (broken (changed good "entrypoint: flows" "entrypont: flows")))
    (find-file (steps-path "prefect.yaml"))
    (lsp)
    (eventually (lambda () (and lsp--buffer-workspaces t)) t)
    (flymake-mode 1)
    (steps-set broken)
    (eventually (lambda () (flymake-start) (shown))
                '("7:5 there is no key `entrypont` in a deployment"))
    (steps-set good)
    (eventually (lambda () (flymake-start) (shown)) nil)))

(steps-finish)
;;; with-lsp-mode.el ends here
