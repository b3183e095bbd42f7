;;; with-eglot.el --- The server in eglot, configured as the book shows it  -*- lexical-binding: t -*-

;;; Code:

(require 'steps)
(require 'eglot)

(defconst good (steps-file "prefect.yaml"))
(defconst broken (changed good "entrypoint: flows" "entrypont: flows"
                          "  - name: weekly" "  - name: weekly\n    tags: farm"))
(defconst findings '("7:5 prefect-lint [PF101]: there is no key `entrypont` in a deployment"
                     "15:11 prefect-lint [PF108]: `tags` must be a list, but `farm` is text"))

(defun start (text)
  "Open the manifest with TEXT in it, as a user does."
  (find-file (steps-path "prefect.yaml"))
  (run-hooks 'post-command-hook)
  (eventually (lambda () (not (null (eglot-current-server)))) t)
  (write text))

(defun write (text)
  "Make TEXT that of the buffer, and tell the server, which eglot does when nobody types."
  (steps-set text)
  (eglot--signal-textDocument/didChange))

(defun titles ()
  "The actions at point."
  (mapcar (lambda (action) (plist-get action :title)) (eglot-code-actions (point) (point))))

(defun act (title)
  "Carry out the action TITLE at point."
  (let ((action (cl-find title (eglot-code-actions (point) (point))
                         :key (lambda (action) (plist-get action :title)) :test #'equal)))
    (unless action (error "No action %S among %S" title (titles)))
    (eglot--read-execute-code-action (list action) (eglot-current-server)
                                     (plist-get action :kind))))

(defun complete (name)
  "Take NAME of what is offered at point, as a menu does."
  (pcase-let* ((`(,beg ,end ,table . ,more) (eglot-completion-at-point))
               (offered (all-completions "" table))
               (taken (cl-find name offered :test #'equal)))
    (unless taken (error "No %S among %S" name offered))
    (delete-region beg end)
    (goto-char beg)
    (insert taken)
    (funcall (plist-get more :exit-function) taken 'finished)))

(step "a manifest gets a mode of its own, and the server"
  (start good)
  (equals major-mode 'prefect-yaml-mode)
  (equals (derived-mode-p 'yaml-mode) 'yaml-mode))

(step "findings are where they belong, and go when they are mended"
  (start broken)
  (eventually #'shown findings)
  ;; The book's settings make a warning of the second.
  (eventually (lambda () (mapcar #'flymake-diagnostic-type (flymake-diagnostics)))
              '(eglot-error eglot-warning))
  (write good)
  (eventually #'shown nil))

(step "a key is completed"
  (start (changed good "version: \"{{ sha.stdout }}\"" "vers"))
  (go "vers" 4)
  (completion-at-point)
  (equals (buffer-substring (line-beginning-position) (line-end-position)) "    version: "))

(step "an output is completed inside of a placeholder"
  (start (changed good "sha.stdout" "sha.std"))
  (go "{{ sha.std" 10)
  (complete "sha.stdout")
  (equals (buffer-string) good))

(step "a cron is explained"
  (start good)
  (go "0 9 * * 1-5" 3)
  (let (said)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq said text)))
    (eventually (lambda () (and said (string-match-p "09:00" said) t)) t)))

(step "an alias leads to its anchor, an entrypoint to its flow"
  (start good)
  (go "*pool" 2)
  (call-interactively #'xref-find-definitions)
  (equals (place) "prefect.yaml:9:16")
  (go "report.py:report" 11)
  (call-interactively #'xref-find-definitions)
  (equals (place) "report.py:5:5"))

(step "a step is renamed with all its mentions"
  (start good)
  (go "sha" 1)
  (eglot-rename "commit")
  (equals (buffer-string) (changed good "id: sha" "id: commit" "sha.stdout" "commit.stdout")))

(step "a quick fix mends one finding, another action all"
  (start broken)
  (eventually #'shown findings)
  (go "entrypont" 2)
  (act "Replace with `entrypoint`")
  (equals (buffer-string) (changed broken "entrypont" "entrypoint"))
  (write broken)
  (eventually #'shown findings)
  (go "entrypont" 2)
  (act "Fix all that can be fixed without a doubt")
  (equals (buffer-string) (changed broken "entrypont" "entrypoint" "tags: farm" "tags: [farm]"))
  (eglot--signal-textDocument/didChange)
  (eventually #'shown nil))

(step "a settings file that is written counts"
  (start (changed broken "tags: farm" "tags: [farm]"))
  (eventually #'shown (list (car findings)))
  (with-temp-file (steps-path "prefect-lint.toml")
    (insert "ignore = [\"misspelled-key\"]\n"))
  (eventually #'shown nil)
  (delete-file (steps-path "prefect-lint.toml"))
  (eventually #'shown (list (car findings))))

(steps-finish)
;;; with-eglot.el ends here
