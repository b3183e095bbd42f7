;;; steps.el --- Steps of a test inside of Emacs  -*- lexical-binding: t -*-

;;; Commentary:

;; Each step prints a line, and one that fails says what it saw.  Emacs ends with 1 if one did.

;;; Code:

(require 'cl-lib)
(require 'flymake)

(defconst steps-patience 10
  "How many seconds something may take before it counts as missing.")

(defvar steps-failed nil)

(setq enable-local-variables :all
      create-lockfiles nil
      make-backup-files nil
      auto-save-default nil)

(defmacro step (name &rest body)
  "Run BODY as the step NAME."
  (declare (indent 1))
  `(condition-case trouble
       (progn ,@body (princ (format "    ok   %s\n" ,name)))
     (error
      (setq steps-failed t)
      (princ (format "    FAIL %s\n         %s\n" ,name (error-message-string trouble))))))

(defun steps-finish ()
  "End Emacs."
  (kill-emacs (if steps-failed 1 0)))

(defun equals (seen wanted)
  "Fail if SEEN is not WANTED."
  (unless (equal seen wanted)
    (error "Wanted %S, saw %S" wanted seen)))

(defun has (text part)
  "Fail if PART is not in TEXT."
  (unless (and text (string-match-p (regexp-quote part) text))
    (error "Wanted %S, saw %S" part text)))

(defun eventually (look wanted)
  "Wait until LOOK gives WANTED."
  (let ((end (+ (float-time) steps-patience))
        (seen (funcall look)))
    (while (and (not (equal seen wanted)) (< (float-time) end))
      (accept-process-output nil 0.02)
      ;; Changes of files are events, which batch Emacs takes when it reads.
      (read-event nil nil 0.01)
      (setq seen (funcall look)))
    (equals seen wanted)))

(defun steps-path (name)
  "The path of the file NAME of the project."
  (expand-file-name name (getenv "PROJECT")))

(defun steps-file (name)
  "The text of the file NAME of the project."
  (with-temp-buffer
    (insert-file-contents (steps-path name))
    (buffer-string)))

(defun steps-set (text)
  "Make TEXT that of the buffer."
  (erase-buffer)
  (insert text))

(defun changed (text &rest pieces)
  "TEXT with the first of each two PIECES replaced by the second."
  (while pieces
    (let* ((from (pop pieces)) (at (string-match (regexp-quote from) text)))
      (unless at (error "Not in the text: %s" from))
      (setq text (concat (substring text 0 at) (pop pieces)
                         (substring text (+ at (length from)))))))
  text)

(defun go (piece &optional characters)
  "Put point CHARACTERS behind the beginning of PIECE."
  (goto-char (point-min))
  (search-forward piece)
  (goto-char (+ (match-beginning 0) (or characters 0))))

(defun shown ()
  "What is shown: line and column from 1, and the first line of the message."
  (save-excursion
    (cl-loop for finding in (flymake-diagnostics)
             do (goto-char (flymake-diagnostic-beg finding))
             collect (format "%d:%d %s" (line-number-at-pos) (1+ (current-column))
                             (car (split-string (flymake-diagnostic-text finding) "\n"))))))

(defun place ()
  "Where point is."
  (format "%s:%d:%d" (file-name-nondirectory buffer-file-name)
          (line-number-at-pos) (1+ (current-column))))

(provide 'steps)
;;; steps.el ends here
