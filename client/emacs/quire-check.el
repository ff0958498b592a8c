;;; quire-check.el --- What is wrong when nothing is found  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `quire-check' tells where the socket is looked for, whether a daemon
;; answers there, and what it says about itself.

;;; Code:

(require 'quire-rpc)

(defun quire-check--line (name format &rest values)
  "Insert a line of NAME and of VALUES by FORMAT."
  (insert (propertize (format "%-10s" (concat name ":")) 'face 'bold)
          (apply #'format format values) "\n"))

(defun quire-check--status (status)
  "Insert what STATUS, the daemon's answer, has to say."
  (let ((index (plist-get status :index)) (work (plist-get status :work)))
    (quire-check--line "quired" "%s answers, process %d, up %d s" (plist-get status :version)
                       (plist-get status :pid) (plist-get status :uptime_s))
    (quire-check--line "index" "%s, %d articles, %d files could not be read"
                       (plist-get index :path) (plist-get index :articles)
                       (plist-get index :failed_files))
    (quire-check--line "indexing" (if (> (plist-get work :pending) 0)
                                      "%d changes are to be read" "up to date")
                       (plist-get work :pending))
    (seq-do (lambda (drop)
              (quire-check--line "folder" "%s%s" (plist-get drop :path)
                                 (if (eq (plist-get drop :present) t) "" " is not there")))
            (plist-get status :drops))
    (seq-do (lambda (problem)
              (quire-check--line "problem" "%s" (if (stringp problem) problem
                                                  (or (plist-get problem :message) problem))))
            (plist-get status :problems))))

;;;###autoload
(defun quire-check ()
  "Tell whether and how a daemon answers, and what it has indexed."
  (interactive)
  (let ((buffer (get-buffer-create "*quire check*")))
    (with-current-buffer buffer
      (special-mode)
      (let ((inhibit-read-only t))
        (erase-buffer)
        (quire-check--line "Emacs" "%s, JSON %s" emacs-version
                           (if (fboundp 'json-serialize) "built in" "in Lisp, slower"))
        (quire-check--line "socket" "%s%s" (quire-rpc-socket)
                           (if (file-exists-p (quire-rpc-socket)) "" " is not there"))))
    (quire-rpc-request
     'status '(:failures :json-false)
     (lambda (status failure)
       (with-current-buffer buffer
         (let ((inhibit-read-only t))
           (goto-char (point-max))
           (if failure
               (quire-check--line "quired" "%s" (quire-rpc-error-text failure))
             (quire-check--status status))
           (goto-char (point-min))))))
    (display-buffer buffer)))

(provide 'quire-check)

;;; quire-check.el ends here
