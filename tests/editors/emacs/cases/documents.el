;;; documents.el --- What the texts name exists  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defun quire-test-file (name)
  "Return the text of the file NAME of the sources."
  (with-temp-buffer
    (insert-file-contents (expand-file-name name (getenv "SOURCE")))
    (buffer-string)))

(defun quire-test-readme ()
  "Return what the README says about Emacs."
  (let ((readme (quire-test-file "README.md")))
    (should (string-match "^## In Emacs\n\\(\\(?:.*\n\\)*?\\)## " readme))
    (match-string 1 readme)))

(defun quire-test-named (pattern text)
  "Return what PATTERN, with one group, finds in TEXT, as symbols."
  (let ((start 0) named)
    (while (string-match pattern text start)
      (push (intern (match-string 1 text)) named)
      (setq start (match-end 0)))
    named))

(ert-deftest whatever-the-readme-names-exists ()
  (let ((named (quire-test-named "`\\(?:M-x \\)?\\(quire-[a-z-]+\\)`" (quire-test-readme))))
    (should (> (length named) 6))
    (dolist (name named)
      (should (or (commandp name) (custom-variable-p name) (keymapp (symbol-function name)))))))

(ert-deftest whatever-the-commentary-names-exists ()
  (let ((named (quire-test-named "`\\(quire-[a-z-]+\\)'" (quire-test-file "client/emacs/quire.el"))))
    (should (> (length named) 6))
    (dolist (name named) (should (commandp name)))))

(ert-deftest the-readme-names-every-command-to-begin-with ()
  (let (commands)
    (dolist (file (directory-files (expand-file-name "client/emacs" (getenv "SOURCE")) t "\\.el\\'"))
      (setq commands
            (append (quire-test-named "^;;;###autoload\n(def\\(?:un\\|ine-minor-mode\\) \\([a-z-]+\\)"
                                      (quire-test-file file))
                    commands)))
    (should (> (length commands) 6))
    (let ((readme (quire-test-readme)))
      (dolist (command commands)
        (should (string-match-p (format "`\\(?:M-x \\)?%s`" command) readme))))))

(ert-deftest the-keys-of-the-prefix-are-commands ()
  (map-keymap (lambda (_key command) (should (commandp command))) quire-command-map))

;;; documents.el ends here
