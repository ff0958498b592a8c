;;; quire-story.el --- The versions of an article  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Of the versions of one story a search shows the best.  `quire-story' lists
;; all of them, `quire-diff' shows what changed from one to the next.

;;; Code:

(require 'quire-article)
(require 'quire-results)
(require 'quire-rpc)

(define-key quire-results-mode-map "v" #'quire-story)
(define-key quire-results-mode-map "d" #'quire-diff)
(define-key quire-article-mode-map "v" #'quire-story)
(define-key quire-article-mode-map "d" #'quire-diff)

;;;###autoload
(defun quire-story ()
  "List all versions of an article, in the order in which they were published.
That of the article at point in a buffer of results, or of the current file."
  (interactive)
  (pcase-let ((`(,name . ,params) (quire-results-article)))
    (quire-results--start
     (list :method 'story :label (concat "Versions of " name) :params params))))

(define-derived-mode quire-diff-mode quire-article-mode "Article-Diff"
  "Major mode for what changed from one version of an article to the next.
\\<quire-diff-mode-map>\\[quire-article-visit] visits the newer one.")

(defun quire-story--insert-head (sign hit face)
  "Insert a line with SIGN in FACE about HIT."
  (insert (propertize (string-join (list (concat sign " " (or (plist-get hit :published) ""))
                                         (or (plist-get hit :source) "")
                                         (quire-hit-shown-file hit))
                                   "  ")
                      'face face)
          "\n"))

(defun quire-story--insert-parts (parts)
  "Insert PARTS of a text, each with what became of it."
  (seq-do (lambda (part)
            (let ((text (plist-get part :text)) (change (plist-get part :change)))
              (insert (pcase change
                        ("removed" (propertize text 'face 'quire-removed))
                        ("added" (propertize text 'face 'quire-added))
                        (_ text)))))
          parts))

(defun quire-story--fill (difference)
  "Fill the current buffer with DIFFERENCE, the daemon's answer."
  (let ((inhibit-read-only t) (newer (plist-get difference :newer)))
    (quire-diff-mode)
    (setq quire-article--hit newer)
    (erase-buffer)
    (quire-story--insert-head "-" (plist-get difference :older) 'quire-removed)
    (quire-story--insert-head "+" newer 'quire-added)
    (insert "\n")
    (quire-story--insert-parts (plist-get difference :title))
    (insert "\n\n")
    (quire-story--insert-parts (plist-get difference :text))
    (goto-char (point-min))))

;;;###autoload
(defun quire-diff ()
  "Show by words what changed to an article from the version before it.
That of the article at point in a buffer of results, or of the current file."
  (interactive)
  (quire-rpc-request
   'diff (cdr (quire-results-article))
   (lambda (difference failure)
     (if failure
         (message "quire: %s" (quire-rpc-error-text failure))
       (let ((buffer (get-buffer-create "*quire diff*")))
         (with-current-buffer buffer (quire-story--fill difference))
         (display-buffer buffer)
         (dolist (window (get-buffer-window-list buffer nil t))
           (set-window-point window (with-current-buffer buffer (point)))
           (set-window-start window (with-current-buffer buffer (point-min)))))))))

(provide 'quire-story)

;;; quire-story.el ends here
