;;; quire.el --- Full-text search in your articles  -*- lexical-binding: t; -*-

;; Author: Quire developers
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: matching, hypermedia
;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Searches the articles that quired, a full-text search daemon, has indexed.
;;
;;     (require 'quire)
;;     (global-set-key (kbd "C-c q") 'quire-command-map)
;;
;; `quire-search' shows results in a buffer, `quire-live' while the query is
;; typed, `quire-search-at-point' those for the region or the word at point,
;; `quire-similar' articles about the same subject.  `quire-story' lists the
;; versions of an article, `quire-diff' shows what changed.  `quire-cite' copies
;; and `quire-insert-citation' inserts a citation.  `quire-xref-mode' makes words
;; cross references.  `quire-watch' shows articles as they arrive, until
;; `quire-unwatch'.  `quire-check' tells what is wrong when nothing answers.
;;
;; Every option is in the customisation group `quire'.

;;; Code:

(require 'quire-rpc)
(require 'quire-article)
(require 'quire-query)
(require 'quire-results)
(require 'quire-story)
(require 'quire-live)
(require 'quire-xref)
(require 'quire-watch)
(require 'quire-check)

(defvar quire-command-map
  (let ((map (make-sparse-keymap)))
    (define-key map "s" #'quire-search)
    (define-key map "l" #'quire-live)
    (define-key map "." #'quire-search-at-point)
    (define-key map "m" #'quire-similar)
    (define-key map "v" #'quire-story)
    (define-key map "d" #'quire-diff)
    (define-key map "i" #'quire-insert-citation)
    (define-key map "w" #'quire-watch)
    (define-key map "c" #'quire-check)
    map)
  "Keys of the commands of quire, to be put behind a prefix.")
(fset 'quire-command-map quire-command-map)

(provide 'quire)

;;; quire.el ends here
