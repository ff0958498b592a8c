;;; quire-query.el --- Reading a query, with completion  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; The prompt for a query.  TAB completes names of fields, their values, and
;; words of the index, as the daemon's `complete' knows them.

;;; Code:

(require 'cl-lib)
(require 'minibuffer)
(require 'subr-x)
(require 'quire-rpc)

(defvar quire-history nil
  "Queries that were asked.")

(defconst quire-query--fields
  '(("title:") ("lead:") ("by:" . "author") ("source:" . "source") ("section:" . "section")
    ("place:" . "place") ("lang:" . "language") ("tag:" . "tag") ("host:") ("path:") ("id:")
    ("date:" . dates) ("since:" . dates) ("until:" . dates) ("updated:" . dates)
    ("words:") ("atleast2:"))
  "What may stand before a colon, and what its values are completed from.")

(defconst quire-query--dates
  '("today" "yesterday" "\"this week\"" "\"last week\"" "\"this month\"" "\"last month\""
    "3d" "2w" "3m" "1y")
  "Dates as a query may have them.")

(defconst quire-query--operators '("AND" "OR" "NOT" "NEAR" "ADJ" "SAME" "PARA")
  "Words that a query takes for something else unless they stand in quotes.")

(defconst quire-query--patience 1
  "Seconds that TAB waits for completions; any key ends the wait.")

;; The daemon decides what matches; Emacs must not filter its answer again by the text typed.
(defun quire-query--style-try (string table predicate _point)
  "Complete STRING to the only candidate of TABLE that PREDICATE accepts."
  (let ((candidates (all-completions string table predicate)))
    (cond ((null candidates) nil)
          ((cdr candidates)
           (let ((common (try-completion "" candidates)))
             (if (and (stringp common) (string-prefix-p string common t))
                 (cons common (length common))
               (cons string (length string)))))
          ((equal (car candidates) string) t)
          (t (cons (car candidates) (length (car candidates)))))))

(defun quire-query--style-all (string table predicate _point)
  "Return all candidates that TABLE gives for STRING and PREDICATE accepts."
  (all-completions string table predicate))

(add-to-list 'completion-styles-alist
             '(quire quire-query--style-try quire-query--style-all
                     "Candidates as quired gives them."))
(dolist (category '(quire-query quire-hit))
  (add-to-list 'completion-category-defaults `(,category (styles quire))))

(defun quire-query-quoted (value)
  "Return VALUE as a query has it: in quotes unless it is one plain word."
  (if (and (string-match-p "\\`[[:alnum:]_.-]+\\'" value)
           (not (member value quire-query--operators)))
      value
    (format "\"%s\"" (replace-regexp-in-string "[\"\\]" "\\\\\\&" value))))

(defun quire-query--completions (prefix field)
  "Return what PREFIX may become as a value of FIELD, or as a word when it is nil."
  (mapcar (lambda (completion) (plist-get completion :text))
          (plist-get (quire-rpc-await
                      'complete (append (list :prefix prefix :limit 40 :session "complete")
                                        (and field (list :field field)))
                      quire-query--patience)
                     :completions)))

(defun quire-query--values (field prefix)
  "Return the values for PREFIX behind FIELD, a key of `quire-query--fields'."
  (let ((kind (cdr (assoc field quire-query--fields)))
        (typed (string-trim prefix "\"" "\"")))
    (cond ((eq kind 'dates)
           (cl-remove-if-not (lambda (date) (string-prefix-p typed (string-trim date "\"")))
                             quire-query--dates))
          (kind (mapcar #'quire-query-quoted (quire-query--completions typed kind)))
          ((member field '("title:" "lead:" "atleast2:"))
           (quire-query--completions typed nil)))))

(defun quire-query--words (prefix)
  "Return the names of fields, and then the words, that begin with PREFIX."
  (append (all-completions prefix (mapcar #'car quire-query--fields))
          (unless (string-empty-p prefix) (quire-query--completions prefix nil))))

(defun quire-query--table (candidates)
  "Return a completion table of CANDIDATES, a function of a string."
  (let ((known (make-hash-table :test #'equal)))
    (lambda (string predicate action)
      (if (eq action 'metadata)
          '(metadata (category . quire-query) (display-sort-function . identity)
                     (cycle-sort-function . identity))
        (let ((found (gethash string known 'unknown)))
          (when (eq found 'unknown)
            (setq found (funcall candidates string))
            (puthash string found known))
          (pcase action
            ('t (if predicate (seq-filter predicate found) found))
            ('nil (if found (try-completion "" found)))
            ('lambda (and (member string found) t))))))))

(defun quire-query-completion-at-point ()
  "Complete the word, field or value before point, in a query."
  (let* ((end (point))
         (token (save-excursion
                  (skip-chars-backward "^ \t\n()" (minibuffer-prompt-end))
                  (quire-query--open-quote-start (point))))
         (text (buffer-substring-no-properties token end)))
    (when (string-match "\\`[-+]?\\([a-z]+[0-9]*:\\)?" text)
      (let ((field (match-string 1 text)) (start (+ token (match-end 0))))
        (list start end
              (quire-query--table
               (if field
                   (lambda (prefix) (quire-query--values field prefix))
                 #'quire-query--words))
              :exclusive 'no)))))

(defun quire-query--open-quote-start (start)
  "Return where the token begins whose quotes are open at START, else START.
So that a value like source:\"Gazette of is one token."
  (let* ((begin (minibuffer-prompt-end))
         (before (buffer-substring-no-properties begin start)))
    (if (and (cl-oddp (cl-count ?\" before))
             (string-match "[-+]?[a-z]*:?\"[^\"]*\\'" before))
        (+ begin (match-beginning 0))
      start)))

(defvar quire-query-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map minibuffer-local-map)
    (define-key map (kbd "TAB") #'completion-at-point)
    map)
  "Keys at the prompt for a query.")

(defun quire-query--setup ()
  "Let TAB complete in this minibuffer."
  (add-hook 'completion-at-point-functions #'quire-query-completion-at-point nil t))

(defun quire-query-read (prompt &optional initial)
  "Ask for a query with PROMPT and INITIAL text; TAB completes."
  (minibuffer-with-setup-hook #'quire-query--setup
    (string-trim (read-from-minibuffer prompt initial quire-query-map nil 'quire-history))))

(provide 'quire-query)

;;; quire-query.el ends here
