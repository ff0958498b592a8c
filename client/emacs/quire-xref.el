;;; quire-xref.el --- Words of your articles as cross references  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; In a buffer with `quire-xref-mode', \\[xref-find-definitions] and \\[xref-find-references]
;; list the articles that have the word at point.

;;; Code:

(require 'thingatpt)
(require 'xref)
(require 'quire-query)
(require 'quire-results)
(require 'quire-rpc)

(defun quire-xref-backend ()
  "Return the backend of `quire-xref-mode'."
  'quire)

(defun quire-xref--find (query)
  "Return the articles for QUERY as cross references."
  (mapcar #'quire-hit-xref
          (plist-get (quire-rpc-await 'search (list :query query :limit quire-limit
                                                    :snippet_chars 0 :session "xref")
                                      quire-timeout)
                     :hits)))

(cl-defmethod xref-backend-identifier-at-point ((_backend (eql quire)))
  "Return the word at point."
  (thing-at-point 'word t))

(cl-defmethod xref-backend-identifier-completion-table ((_backend (eql quire)))
  "Return a completion table of the words of the index."
  (quire-query--table #'quire-query--words))

(cl-defmethod xref-backend-definitions ((_backend (eql quire)) identifier)
  "Return the articles that have IDENTIFIER."
  (quire-xref--find (quire-query-quoted identifier)))

(cl-defmethod xref-backend-references ((_backend (eql quire)) identifier)
  "Return the articles that have IDENTIFIER."
  (quire-xref--find (quire-query-quoted identifier)))

(cl-defmethod xref-backend-apropos ((_backend (eql quire)) pattern)
  "Return the articles for PATTERN, a query."
  (quire-xref--find pattern))

;;;###autoload
(define-minor-mode quire-xref-mode
  "Let \\[xref-find-references] find articles that have the word at point."
  :lighter nil
  :group 'quire
  (if quire-xref-mode
      (add-hook 'xref-backend-functions #'quire-xref-backend nil t)
    (remove-hook 'xref-backend-functions #'quire-xref-backend t)))

(provide 'quire-xref)

;;; quire-xref.el ends here
